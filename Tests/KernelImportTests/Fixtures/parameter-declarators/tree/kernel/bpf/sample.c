// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_tree_add(struct fix_root *root, struct fix_node *node,
				 bool (less)(struct fix_node *a, const struct fix_node *b))
{
	return 0;
}

__bpf_kfunc int bpf_fix_unnamed_inner(bool (less)(struct fix_node *, const struct fix_node *), u32 n)
{
	return 0;
}

__bpf_kfunc int bpf_fix_callback(struct fix *f, int (*done)(void *map, int *key))
{
	return 0;
}

__bpf_kfunc int bpf_fix_array(char name[16], const u32 ids [ FIX_MAX + 1 ], struct fix *list[])
{
	return 0;
}

__bpf_kfunc struct fix **bpf_fix_pointers(struct fix **out, const void *const key, volatile int* state)
{
	return out;
}

__bpf_kfunc enum fix_state bpf_fix_words(unsigned long long int a, union fix_any u, enum fix_state s)
{
	return s;
}

__bpf_kfunc void bpf_fix_user(const void __user *unsafe_ptr, struct fix __rcu *f)
{
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_tree_add)
BTF_ID_FLAGS(func, bpf_fix_unnamed_inner)
BTF_ID_FLAGS(func, bpf_fix_callback)
BTF_ID_FLAGS(func, bpf_fix_array)
BTF_ID_FLAGS(func, bpf_fix_pointers)
BTF_ID_FLAGS(func, bpf_fix_words)
BTF_ID_FLAGS(func, bpf_fix_user)
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
