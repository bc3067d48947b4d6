// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#include "fixture.h"

__bpf_kfunc int bpf_fix_declared(struct fix *f, u32 id);
__bpf_kfunc int bpf_fix_declared_twice(int a,
				       int b);

static int fix_lookup(u32 id)
{
	return bpf_fix_declared(NULL, id) + bpf_fix_declared_twice(1, 2);
}

int bpf_fix_declared(struct fix *f, u32 id)
{
	return id;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_declared)
BTF_ID_FLAGS(func, bpf_fix_declared_twice)
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
