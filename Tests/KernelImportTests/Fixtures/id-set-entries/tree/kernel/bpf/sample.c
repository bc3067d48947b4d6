// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_plain(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_two(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_semicolon(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_spaced(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_trailing(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_last(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_plain)
BTF_ID_FLAGS(func, bpf_fix_two,
	     KF_ACQUIRE | KF_RET_NULL |
	     KF_RCU)
BTF_ID_FLAGS(func, bpf_fix_semicolon, KF_SLEEPABLE | KF_DESTRUCTIVE);
/* BTF_ID_FLAGS(func, bpf_fix_commented_out, KF_ACQUIRE) */
// BTF_ID_FLAGS(func, bpf_fix_commented_too)
BTF_ID_FLAGS( func,bpf_fix_spaced ,KF_RELEASE|KF_TRUSTED_ARGS )	/* BTF_ID_FLAGS(func, no) */
BTF_ID_FLAGS(func, bpf_fix_trailing, 0)

BTF_ID_FLAGS(func, bpf_fix_last, (KF_ACQUIRE | KF_RCU))
BTF_KFUNCS_END(sample_ids)

static const struct btf_kfunc_id_set sample_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
};

static int __init sample_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &sample_kfunc_set);
	return ret;
}
late_initcall(sample_init);
