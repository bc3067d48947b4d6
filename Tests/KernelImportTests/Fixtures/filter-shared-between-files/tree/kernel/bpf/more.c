// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_two(struct fix *f)
{
	return 0;
}

int fix_context_filter(const struct bpf_prog *prog, u32 kfunc_id);

BTF_KFUNCS_START(more_ids)
BTF_ID_FLAGS(func, bpf_fix_two)
BTF_KFUNCS_END(more_ids)

/* The core asks it for each call (fix_context_filter() is fast) */
int fix_context_filter(const struct bpf_prog *prog, u32 kfunc_id)
{
	bool in_one = btf_id_set8_contains(&sample_ids, kfunc_id);
	bool in_two = btf_id_set8_contains(&more_ids, kfunc_id);

	if (!(in_one || in_two))
		return 0;

	if (prog->type == BPF_PROG_TYPE_SYSCALL)
		return in_two ? 0 : -EACCES;

	if (prog->type != BPF_PROG_TYPE_STRUCT_OPS)
		return -EACCES;

	return 0;
}

static const struct btf_kfunc_id_set more_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &more_ids,
	.filter = fix_context_filter,
};

static int __init more_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS, &more_kfunc_set);
	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &more_kfunc_set);
	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &more_kfunc_set);
	return ret;
}
late_initcall(more_init);
