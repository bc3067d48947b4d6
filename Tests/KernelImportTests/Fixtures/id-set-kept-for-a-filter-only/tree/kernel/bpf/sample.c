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

/* Read below and registered nowhere */
BTF_KFUNCS_START(fix_cpu_only_ids)
BTF_ID_FLAGS(func, bpf_fix_two)
BTF_KFUNCS_END(fix_cpu_only_ids)

/* An allow-list that the filter reads */
BTF_SET_START(fix_lsm_only_ids)
BTF_ID(func, bpf_fix_one)
BTF_SET_END(fix_lsm_only_ids)

/* Hooks that something else reads */
BTF_SET_START(fix_locked_hooks)
BTF_ID(func, bpf_lsm_fix_unlink)
#ifdef CONFIG_SECURITY_PATH
BTF_ID(func, bpf_lsm_fix_path)
#endif
BTF_SET_END(fix_locked_hooks)

/* Nobody reads or registers it */
BTF_KFUNCS_START(fix_forgotten_ids)
BTF_ID_FLAGS(func, bpf_fix_forgotten)
BTF_KFUNCS_END(fix_forgotten_ids)

BTF_ID_LIST_SINGLE(fix_one_id, struct, fix)

bool bpf_fix_has_lock(const struct bpf_prog *prog)
{
	return btf_id_set_contains(&fix_locked_hooks, prog->aux->attach_btf_id);
}

static int fix_filter(const struct bpf_prog *prog, u32 kfunc_id)
{
	if (btf_id_set8_contains(&fix_cpu_only_ids, kfunc_id) &&
	    prog->type != BPF_PROG_TYPE_SYSCALL)
		return -EACCES;
	if (btf_id_set_contains(&fix_lsm_only_ids, kfunc_id) &&
	    prog->type != BPF_PROG_TYPE_LSM)
		return -EACCES;
	return 0;
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
	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &sample_kfunc_set);
	return ret;
}
late_initcall(sample_init);
