__bpf_kfunc int bpf_cc_four(struct fix *f)
{
	return 0;
}

