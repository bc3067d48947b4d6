__bpf_kfunc int bpf_testmod_six(struct fix *f)
{
	return 0;
}

