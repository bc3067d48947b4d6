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

__bpf_kfunc int bpf_fix_common(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_one)
BTF_ID_FLAGS(func, bpf_fix_two)
BTF_ID_FLAGS(func, bpf_fix_common)
BTF_KFUNCS_END(sample_ids)

static struct bpf_struct_ops bpf_fix_ops = {
	.name = "fix_ops",
};

#define FIX_OP_IDX(op)		(offsetof(struct fix_ops, op) / sizeof(void (*)(void)))
#define FIX_MOFF_IDX(moff)	((moff) / sizeof(void (*)(void)))

BTF_SET_START(fix_enqueue_ids)
BTF_ID(func, bpf_fix_one)
BTF_SET_END(fix_enqueue_ids)

BTF_SET_START(fix_dequeue_ids)
BTF_ID(func, bpf_fix_two)
BTF_SET_END(fix_dequeue_ids)

BTF_SET_START(fix_common_ids)
BTF_ID(func, bpf_fix_common)
BTF_SET_END(fix_common_ids)

enum fix_kf_flags {
	FIX_KF_COMMON	= 0,
	FIX_KF_ENQUEUE	= 1 << 0,
	FIX_KF_DEQUEUE	= 1 << 1,
};

static const u32 fix_context_flags[] = {
	[FIX_OP_IDX(enqueue)]	= FIX_KF_ENQUEUE,
	[FIX_OP_IDX(requeue)]	= FIX_KF_ENQUEUE,
	[FIX_OP_IDX(dequeue)]	= FIX_KF_DEQUEUE,
	[FIX_OP_IDX(init)]	= FIX_KF_COMMON,
};

static int fix_filter(const struct bpf_prog *prog, u32 kfunc_id)
{
	u32 moff, flags;

	if (!btf_id_set8_contains(&sample_ids, kfunc_id))
		return 0;

	if (prog->aux->st_ops != &bpf_fix_ops)
		return -EACCES;

	moff = prog->aux->attach_st_ops_member_off;
	flags = fix_context_flags[FIX_MOFF_IDX(moff)];

	if ((flags & FIX_KF_ENQUEUE) &&
	    btf_id_set_contains(&fix_enqueue_ids, kfunc_id))
		return 0;

	if ((flags & FIX_KF_DEQUEUE) &&
	    btf_id_set_contains(&fix_dequeue_ids, kfunc_id))
		return 0;

	if (btf_id_set_contains(&fix_common_ids, kfunc_id))
		return 0;

	return -EACCES;
}

static const struct btf_kfunc_id_set sample_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
	.filter = fix_filter,
};

static int __init sample_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS, &sample_kfunc_set);
	return ret;
}
late_initcall(sample_init);
