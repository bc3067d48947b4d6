__bpf_kfunc int bpf_fixmod_test(struct fix *f)
{
	return 0;
}

