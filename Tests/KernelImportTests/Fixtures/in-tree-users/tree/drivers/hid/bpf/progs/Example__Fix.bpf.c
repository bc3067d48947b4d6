// SPDX-License-Identifier: GPL-2.0-only
#include "vmlinux.h"

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(fix_event, struct hid_bpf_ctx *hctx)
{
	return bpf_fix_used(hctx);
}
