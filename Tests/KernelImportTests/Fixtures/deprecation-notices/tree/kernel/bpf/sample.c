// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

/*
 * COMPAT: Will be removed in v6.22.
 */
__bpf_kfunc int bpf_fix_going(struct fix *f)
{
	return 0;
}

/**
 * bpf_fix_described - Do what others do better
 * @f: what it is done to
 *
 * Rather old by now.
 * This function is deprecated since v6.10 and will be removed in v6.25
 * along with its suffix.
 */
__bpf_kfunc int bpf_fix_described(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_warns(struct fix *f)
{
	if (!f->warned) {
		printk_deferred_once(KERN_WARNING "fix: %s() is deprecated; "
				     "use bpf_fix_going() instead\n", __func__);
		f->warned = true;
	}
	return 0;
}

__bpf_kfunc int bpf_fix_warns_of_release(struct fix *f)
{
	pr_warn_once("fix: bpf_fix_warns_of_release() will be removed in v7.1\n");
	return 0;
}

__bpf_kfunc int bpf_fix_warns_of_else(struct fix *f)
{
	/* The list entry was removed in the meantime. */
	pr_warn_once("fix: out of memory\n");
	return 0;
}

__bpf_kfunc int bpf_fix_quiet(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_going)
BTF_ID_FLAGS(func, bpf_fix_described)
BTF_ID_FLAGS(func, bpf_fix_warns)
BTF_ID_FLAGS(func, bpf_fix_warns_of_release)
BTF_ID_FLAGS(func, bpf_fix_warns_of_else)
BTF_ID_FLAGS(func, bpf_fix_quiet)
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
