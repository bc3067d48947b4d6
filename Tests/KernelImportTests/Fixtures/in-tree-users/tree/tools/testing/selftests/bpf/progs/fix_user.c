// SPDX-License-Identifier: GPL-2.0
#include <vmlinux.h>
#include <bpf/bpf_helpers.h>

/* bpf_fix_used() counts; see also bpf_fix_named() */
extern int bpf_fix_used(struct fix *f) __ksym __weak;

SEC("tc")
int use_it(struct __sk_buff *skb)
{
	int n = bpf_fix_used(NULL);

	return n + bpf_fix_used(NULL);
}
