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

__bpf_kfunc int bpf_fix_d(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_a)
BTF_KFUNCS_END(sample_ids)
BTF_KFUNCS_START(two_ids)
BTF_ID_FLAGS(func, bpf_fix_b)
BTF_KFUNCS_END(two_ids)
BTF_KFUNCS_START(three_ids)
BTF_ID_FLAGS(func, bpf_fix_c)
BTF_KFUNCS_END(three_ids)
BTF_KFUNCS_START(four_ids)
BTF_ID_FLAGS(func, bpf_fix_d)
BTF_KFUNCS_END(four_ids)

static const struct btf_kfunc_id_set set_one = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
};

static const struct btf_kfunc_id_set set_two = {
	.owner	= THIS_MODULE,
	.set	= &two_ids
};

static const struct btf_kfunc_id_set set_three = { .set = &three_ids };

static const struct
btf_kfunc_id_set set_four = {
	.owner			= THIS_MODULE,
	.set			= &four_ids,
};

/*
 * It cannot be done before register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &set_one) works.
 */
int fix_chain_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS, &set_one) ?:
	       register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &set_one) ?:
		register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &set_one);
}

static int __init fix_condition_init(void)
{
	int ret;

	if ((ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS,
					     &set_two)) ||
	    (ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING,
					     &set_two))) {
		pr_err("fix: register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &set_two) failed (%d)\n", ret);
		return ret;
	}

	if (register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &set_two))
		return -EINVAL;

	return 0;
}
late_initcall(fix_condition_init);

void __init fix_bare_init(void)
{
	register_btf_kfunc_id_set(BPF_PROG_TYPE_LSM, &set_three);
}

static int fix_struct_ops_init(struct btf *btf)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_STRUCT_OPS,
					 &set_three);
}

static struct bpf_struct_ops bpf_fix_ops = {
	.init = fix_struct_ops_init,
	.name = "fix_ops",
};

static int __init fix_assign_init(void)
{
	int err = 0, ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_SCHED_CLS, &set_four);
	ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SCHED_ACT, &set_four);
	ret = ret ?: register_bpf_struct_ops(&bpf_fix_ops, fix_ops);
	err = err ?: register_btf_kfunc_id_set ( BPF_PROG_TYPE_UNSPEC , &set_four );
	ret = ret ?:
	      register_btf_kfunc_id_set(BPF_PROG_TYPE_KPROBE,
					&set_four);
	return ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_NETFILTER, &set_four);
}

module_init(fix_assign_init);
