// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_aux(int a, struct bpf_prog_aux *aux)
{
	return a;
}

__bpf_kfunc void bpf_fix_const_aux(struct task_struct *p, u64 id,
				   const struct bpf_prog_aux *aux)
{
}

__bpf_kfunc void *bpf_fix_new(u64 local_type_id__k, struct btf_struct_meta *meta)
{
	return NULL;
}

__bpf_kfunc int bpf_fix_both(struct fix *f, struct btf_struct_meta *meta, u64 off, struct bpf_prog_aux *aux)
{
	return 0;
}

__bpf_kfunc int bpf_fix_only_implicit(struct bpf_prog_aux *aux)
{
	return 0;
}

__bpf_kfunc int bpf_fix_explicit(int a, struct bpf_prog_aux *aux__ign)
{
	return 0;
}

__bpf_kfunc int bpf_fix_legacy(int a, int b, struct bpf_prog_aux *aux)
{
	return a;
}

__bpf_kfunc int bpf_fix_legacy_impl(int a, int b, struct bpf_prog_aux *aux)
{
	return bpf_fix_legacy(a, b, aux);
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_aux, KF_IMPLICIT_ARGS)
BTF_ID_FLAGS(func, bpf_fix_const_aux, KF_IMPLICIT_ARGS | KF_SLEEPABLE)
BTF_ID_FLAGS(func, bpf_fix_new, KF_ACQUIRE | KF_RET_NULL | KF_IMPLICIT_ARGS)
BTF_ID_FLAGS(func, bpf_fix_both, KF_IMPLICIT_ARGS)
BTF_ID_FLAGS(func, bpf_fix_only_implicit, KF_IMPLICIT_ARGS)
BTF_ID_FLAGS(func, bpf_fix_explicit)
BTF_ID_FLAGS(func, bpf_fix_legacy, KF_IMPLICIT_ARGS)
BTF_ID_FLAGS(func, bpf_fix_legacy_impl)
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
