// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_a(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_b(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_c(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_a)
BTF_KFUNCS_END(sample_ids)
BTF_KFUNCS_START(b_ids)
BTF_ID_FLAGS(func, bpf_fix_b)
BTF_KFUNCS_END(b_ids)
BTF_KFUNCS_START(c_ids)
BTF_ID_FLAGS(func, bpf_fix_c)
BTF_KFUNCS_END(c_ids)

static const struct btf_kfunc_id_set a_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
};

static const struct btf_kfunc_id_set b_set = {
	.owner = THIS_MODULE,
	.set = &b_ids,
};

static const struct btf_kfunc_id_set c_set = {
	.owner = THIS_MODULE,
	.set = &c_ids,
};

static int __init early_return_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_LSM, &a_set);
	if (ret || !IS_ENABLED(CONFIG_FIX_HANDLER))
		return ret;
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS,
					 &a_set);
}
late_initcall(early_return_init);

static int __init inside_if_init(void)
{
	int ret = 0;

	if (IS_ENABLED(CONFIG_FIX_TRACE))
		ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &b_set);

	if (IS_ENABLED(CONFIG_FIX_NET)) {
		ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &b_set);
		ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SCHED_CLS, &b_set);
	}

	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &b_set);
	if (ret)
		return ret;

#ifdef CONFIG_FIX_KPROBES
	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_KPROBE, &c_set);
#ifdef CONFIG_NET
	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SK_SKB, &c_set);
#endif
#endif
	return ret;
}
late_initcall(inside_if_init);
