// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

__bpf_kfunc_start_defs();

__bpf_kfunc int bpf_fix_iter_new(struct bpf_iter_fix *it, struct fix *f__nullable, u32 flags)
{
	return 0;
}

__bpf_kfunc_end_defs();
