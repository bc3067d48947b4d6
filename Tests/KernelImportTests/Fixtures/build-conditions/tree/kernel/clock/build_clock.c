// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>

#ifdef CONFIG_CLOCK_POLICY
# include "policy/tick.c"
#endif
