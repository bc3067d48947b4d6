// SPDX-License-Identifier: GPL-2.0
#include <linux/btf_ids.h>
#include <net/wagon.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_wagon_weight(const struct wagon *w, u64 *grams)
{
	return -EOPNOTSUPP;
}

__bpf_kfunc int bpf_wagon_length(const struct wagon *w, u32 *length,
				 enum wagon_unit *unit)
{
	return -EOPNOTSUPP;
}

__bpf_kfunc int bpf_wagon_colour(const struct wagon *w)
{
	return -EOPNOTSUPP;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(wagon_kfunc_ids)
#define WAGON_KFUNC(_, __, name, ___) BTF_ID_FLAGS(func, name, KF_TRUSTED_ARGS)
WAGON_KFUNC_xxx
#undef WAGON_KFUNC
BTF_KFUNCS_END(wagon_kfunc_ids)

static const struct btf_kfunc_id_set wagon_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &wagon_kfunc_ids,
};

BTF_ID_LIST(wagon_kfunc_ids_unsorted)
#define WAGON_KFUNC(name, _, str, __) BTF_ID(func, str)
WAGON_KFUNC_xxx
#undef WAGON_KFUNC

static int __init wagon_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &wagon_kfunc_set);
}
late_initcall(wagon_init);
