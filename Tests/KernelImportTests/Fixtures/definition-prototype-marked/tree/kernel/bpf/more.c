// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#include "fixture.h"

int bpf_fix_declared_twice(int a, int b)
{
	return a + b;
}
