// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

/* bpf_fix(f) and __bpf_fix(f) and bpf_fix___v2(f) are three. */
__bpf_kfunc int __bpf_fix(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix(struct fix *f)
{
	return __bpf_fix(f);
}

__bpf_kfunc bool bpf_fix___v2(struct fix *f, u64 flags)
{
	return bpf_fix(f);
}

static int my_bpf_fix(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_more(struct fix *bpf_fix, int a___v2)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix)
BTF_ID_FLAGS(func, __bpf_fix)
BTF_ID_FLAGS(func, bpf_fix___v2)
BTF_ID_FLAGS(func, bpf_fix_more)
BTF_KFUNCS_END(sample_ids)

static const struct btf_kfunc_id_set sample_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
};

static int __init sample_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &sample_kfunc_set);
}
late_initcall(sample_init);
