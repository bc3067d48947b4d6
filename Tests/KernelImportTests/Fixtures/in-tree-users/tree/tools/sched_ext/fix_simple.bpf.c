/* SPDX-License-Identifier: GPL-2.0 */
#include <scx/common.bpf.h>

s32 BPF_STRUCT_OPS(fix_select, struct task_struct *p)
{
	return bpf_fix_used(p);
}

char _license[] SEC("license") = "GPL";
