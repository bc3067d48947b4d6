__bpf_kfunc int bpf_mod_three(struct fix *f)
{
	return 0;
}

