// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

BTF_KFUNCS_END(never_opened_ids)

BTF_ID_FLAGS(func, bpf_fix_stray)
