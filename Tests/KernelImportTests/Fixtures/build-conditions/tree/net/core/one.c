__bpf_kfunc int bpf_net_one(struct fix *f)
{
	return 0;
}

