// SPDX-License-Identifier: GPL-2.0
#include <vmlinux.h>
#include "fix_kfuncs.h"

SEC("tc")
int use_it(struct __sk_buff *skb)
{
	if (!bpf_ksym_exists(bpf_fix_named))
		return 1;
	return my_bpf_fix_used(skb) + bpf_fix_used_up(skb);
}
