// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_good(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(good_ids)
BTF_ID_FLAGS(func, bpf_fix_good)
BTF_KFUNCS_END(good_ids)

static const struct btf_kfunc_id_set good_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &good_ids,
};

static int __init good_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &good_kfunc_set);
	return ret;
}
late_initcall(good_init);
