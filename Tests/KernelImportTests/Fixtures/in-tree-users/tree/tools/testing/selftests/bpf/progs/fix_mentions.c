// SPDX-License-Identifier: GPL-2.0
/* Other than bpf_fix_used, which is not for here */
SEC("tc")
__failure __msg("calling bpf_fix_named is not allowed")
int fail(struct __sk_buff *skb)
{
	return 0;
}
