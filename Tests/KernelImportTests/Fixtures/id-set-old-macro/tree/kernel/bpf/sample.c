// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__diag_push();
__diag_ignore_all("-Wmissing-prototypes",
		  "programs declare them");

int bpf_fix_get(struct fix *f)
{
	return 0;
}

noinline void bpf_fix_put(struct fix *f)
{
}

static void fix_static(struct sock *sk)
{
}

__diag_pop();

BTF_SET8_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_get, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, bpf_fix_put, KF_RELEASE)
BTF_ID_FLAGS(func, fix_static)
BTF_SET8_END(sample_ids)

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
