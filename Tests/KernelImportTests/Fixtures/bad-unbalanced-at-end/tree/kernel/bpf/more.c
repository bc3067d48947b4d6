// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_before(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(more_ids)
BTF_ID_FLAGS(func, bpf_fix_before)
BTF_KFUNCS_END(more_ids)

static const struct btf_kfunc_id_set more_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &more_ids,
};

static int __init more_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &more_kfunc_set);
	return ret;
}
late_initcall(more_init);

__bpf_kfunc int bpf_fix_cut_off(struct fix *f,
				u64 flags
