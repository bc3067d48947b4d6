__bpf_kfunc int bpf_included_seven(struct fix *f)
{
	return 0;
}

