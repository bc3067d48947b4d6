__bpf_kfunc int bpf_valve_open(struct fix *f)
{
	return 0;
}

