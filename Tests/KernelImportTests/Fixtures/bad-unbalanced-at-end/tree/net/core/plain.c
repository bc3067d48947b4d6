// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

BTF_KFUNCS_START(cut_ids)
BTF_ID_FLAGS(func, bpf_fix_cut_off, KF_ACQUIRE |
