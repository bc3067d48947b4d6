// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc_start_defs();

__bpf_kfunc static u32 fix_window(struct sock *sk)
{
	return 2;
}

static void fix_unmarked(struct sock *sk, u32 ack)
{
}

__bpf_kfunc long noinline bpf_fix_kept(signed char a, short b)
{
	return a + b;
}

__printf(2, 0)
__bpf_kfunc void bpf_fix_print(s64 code, char *fmt,
			       unsigned long long *data, u32 data__sz)
{
}

noinline __bpf_kfunc int bpf_fix_before_mark(int a)
{
	return a;
}

__weak noinline int bpf_fix_weak(void)
{
	return 0;
}

__bpf_kfunc __printf(1, 2) __cold struct fix *bpf_fix_two(const char *fmt__str, u64 a__ign)
{
	return NULL;
}

__bpf_kfunc __attribute__((noclone)) int bpf_fix_gnu(int a)
{
	return a;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, fix_window)
BTF_ID_FLAGS(func, fix_unmarked)
BTF_ID_FLAGS(func, bpf_fix_kept)
BTF_ID_FLAGS(func, bpf_fix_print)
BTF_ID_FLAGS(func, bpf_fix_before_mark)
BTF_ID_FLAGS(func, bpf_fix_weak)
BTF_ID_FLAGS(func, bpf_fix_two)
BTF_ID_FLAGS(func, bpf_fix_gnu)
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
