// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc int bpf_fix_marked(void *a__arena, void *b__arena__nullable, void *m__const_map,
			       void *n__map, const void *data, u32 data__sz, u64 id__k)
{
	return 0;
}

__bpf_kfunc int bpf_fix_unmarked(void *a__prog, void *__k, u32 szk, u32 n__szk, const char *p__const_str,
				 u32 rdonly_buf_size, u32 x_rdonly_buf_size, int a___v2, void *sz__sz__ign)
{
	return 0;
}

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_marked)
BTF_ID_FLAGS(func, bpf_fix_unmarked)
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
