__bpf_kfunc int bpf_steam_start(struct fix *f)
{
	return 0;
}

