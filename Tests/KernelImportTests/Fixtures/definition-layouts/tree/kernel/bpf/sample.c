// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_fix_one_line(struct fix *f, u32 n)
{
	return f->count + n;
}

__bpf_kfunc int bpf_fix_many_lines(struct fix *f, /* which */
				   const void *data,
				   u32 data__sz) {
	return 0;
}

__bpf_kfunc struct fix *
bpf_fix_name_on_next(struct fix * const *table, unsigned int at)
{
	return NULL;
}

__bpf_kfunc
__u8 *bpf_fix_mark_alone(struct fix *f,
			 const size_t rdwr_buf_size)
{
	return NULL;
}

__bpf_kfunc   const   struct fix*bpf_fix_odd_spaces ( struct fix   *f ,u64	flags )
{
	return f;
}

__bpf_kfunc unsigned long long
// the count since the start
bpf_fix_comment_between(
	void
)
{
	return 0;
}

__bpf_kfunc void bpf_fix_nothing(void) { }

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_one_line)
BTF_ID_FLAGS(func, bpf_fix_many_lines)
BTF_ID_FLAGS(func, bpf_fix_name_on_next)
BTF_ID_FLAGS(func, bpf_fix_mark_alone)
BTF_ID_FLAGS(func, bpf_fix_odd_spaces)
BTF_ID_FLAGS(func, bpf_fix_comment_between)
BTF_ID_FLAGS(func, bpf_fix_nothing)
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
