// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_one(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_two(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_one)
BTF_ID_FLAGS(func, bpf_fix_two)
BTF_KFUNCS_END(sample_ids)

static int fix_filter(const struct bpf_prog *prog, u32 kfunc_id)
{
	return fix_ask_the_oracle(prog, kfunc_id);
}

static const struct btf_kfunc_id_set sample_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
	.filter = fix_filter,
};

static int __init sample_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &sample_kfunc_set);
	return ret;
}
late_initcall(sample_init);
