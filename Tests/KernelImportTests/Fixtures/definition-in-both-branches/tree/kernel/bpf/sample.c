// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc_start_defs();

#ifdef CONFIG_FIXTURE_TREES
/**
 * bpf_fix_branch - Of the grown kind
 */
__bpf_kfunc bool bpf_fix_branch(u64 id, struct fix *f)
{
	return id;
}
#else	/* CONFIG_FIXTURE_TREES */

__bpf_kfunc bool bpf_fix_branch(u64 id, struct fix *f) { return false; }
#endif	/* CONFIG_FIXTURE_TREES */

#if defined(CONFIG_A) && IS_ENABLED(CONFIG_B)
# ifdef CONFIG_C
__bpf_kfunc int bpf_fix_deep(void)
{
	return 1;
}
# else
__bpf_kfunc int bpf_fix_deep(void)
{
	return 2;
}
# endif
#else
__bpf_kfunc int bpf_fix_deep(void)
{
	return 4;
}
#endif

#ifdef CONFIG_E
__bpf_kfunc int bpf_fix_chain(void)
{
	return 5;
}
#elif   CONFIG_D   >  2	/* the newer kind */
__bpf_kfunc int bpf_fix_chain(void)
{
	return 6;
}
#else
__bpf_kfunc int bpf_fix_chain(void)
{
	return 7;
}
#endif

#ifndef CONFIG_F
__bpf_kfunc int bpf_fix_inverse(void)
{
	return 8;
}
#else
__bpf_kfunc int bpf_fix_inverse(void)
{
	return 9;
}
#endif

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_branch)
BTF_ID_FLAGS(func, bpf_fix_deep)
BTF_ID_FLAGS(func, bpf_fix_chain)
BTF_ID_FLAGS(func, bpf_fix_inverse)
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
