__bpf_kfunc int bpf_lonely(struct fix *f)
{
	return 0;
}

