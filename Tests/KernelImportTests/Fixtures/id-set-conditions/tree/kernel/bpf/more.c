// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#if IS_ENABLED(CONFIG_MORE) || \
    defined(CONFIG_EVEN_MORE)
__bpf_kfunc int bpf_fix_more(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_cgroup(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(more_ids)
BTF_ID_FLAGS(func, bpf_fix_more)
#ifdef CONFIG_CGROUPS
BTF_ID_FLAGS(func, bpf_fix_cgroup)
#endif
BTF_KFUNCS_END(more_ids)

static const struct btf_kfunc_id_set more_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &more_ids,
};

static int __init more_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &more_kfunc_set);
	return ret;
}
late_initcall(more_init);
#endif
