__bpf_kfunc int bpf_dev_two(struct fix *f)
{
	return 0;
}

