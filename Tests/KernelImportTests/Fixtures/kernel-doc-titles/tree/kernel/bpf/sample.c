// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

/**
 * bpf_fix_dash - Do it with a dash
 * @f: what it is done to
 *
 * Return: nothing of use.
 */
__bpf_kfunc int bpf_fix_dash(struct fix *f)
{
	return 0;
}

/**
 * bpf_fix_parens() - Do it with parentheses
 * @f: what it is done to
 */
__bpf_kfunc int bpf_fix_parens(struct fix *f)
{
	return 0;
}

/**
 * bpf_fix_colon: do it with a colon
 */
__bpf_kfunc int bpf_fix_colon(struct fix *f)
{
	return 0;
}

/**
 * bpf_fix_other_name - Somebody copied this
 * @f: what it is done to
 */
__bpf_kfunc int bpf_fix_wrong_name(struct fix *f)
{
	return 0;
}

/*
 * bpf_fix_plain_opening - One star too few
 * @f: what it is done to
 */
__bpf_kfunc int bpf_fix_plain_opening(struct fix *f)
{
	return 0;
}

/* Nothing here describes a parameter. */
__bpf_kfunc int bpf_fix_remark(struct fix *f)
{
	return 0;
}

/**
 * bpf_fix_blank_line - There is air below
 * @f: what it is done to
 */

__bpf_kfunc int bpf_fix_blank_line(struct fix *f)
{
	return 0;
}

/** bpf_fix_single - All on one line */
__printf(1, 0)
__bpf_kfunc int bpf_fix_single(const char *fmt)
{
	return 0;
}

/**
 * bpf_fix_taken - Belongs to the structure below
 */
struct fix_taken {
	int a;
};

__bpf_kfunc int bpf_fix_taken(struct fix *f)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_dash)
BTF_ID_FLAGS(func, bpf_fix_parens)
BTF_ID_FLAGS(func, bpf_fix_colon)
BTF_ID_FLAGS(func, bpf_fix_wrong_name)
BTF_ID_FLAGS(func, bpf_fix_plain_opening)
BTF_ID_FLAGS(func, bpf_fix_remark)
BTF_ID_FLAGS(func, bpf_fix_blank_line)
BTF_ID_FLAGS(func, bpf_fix_single)
BTF_ID_FLAGS(func, bpf_fix_taken)
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
