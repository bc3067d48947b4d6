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

BTF_ID_LIST_SINGLE(bpf_lsm_fix_send_id, func, bpf_lsm_fix_send)

static int fix_filter(const struct bpf_prog *prog, u32 kfunc_id)
{
	if (!btf_id_set8_contains(&sample_ids, kfunc_id))
		return 0;

	if (prog->type == BPF_PROG_TYPE_SYSCALL)
		return 0;

#ifdef CONFIG_BPF_LSM
	if (prog->type == BPF_PROG_TYPE_LSM &&
	    prog->aux->attach_btf_id != bpf_lsm_fix_send_id[0])
		return 0;
#endif

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

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &sample_kfunc_set);
	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_LSM, &sample_kfunc_set);
	return ret;
}
late_initcall(sample_init);
