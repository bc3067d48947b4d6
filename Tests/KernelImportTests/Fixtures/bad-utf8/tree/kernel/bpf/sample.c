// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

/* café ÿþ in a comment, and half of one â‚ */
__bpf_kfunc int bpf_fix_a(struct fix *f)
{
	return 0;
}

__bpf_kfunc int bpf_fix_b(struct fix *f)
{
	return 0;
}

static const char *fix_word = "naïve";

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_a) /* À€ */
BTF_ID_FLAGS(func, bpf_fix_ÿc)
BTF_ID_FLAGS(func, bpf_fix_bé)
BTF_ID_FLAGS(func, bpf_fix_b)
BTF_KFUNCS_END(sample_ids)

static const struct btf_kfunc_id_set sample_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
};

static int __init sample_init(void)
{
	int ret;

	ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &sample_kfunc_set);
	return ret;
}
late_initcall(sample_init);
