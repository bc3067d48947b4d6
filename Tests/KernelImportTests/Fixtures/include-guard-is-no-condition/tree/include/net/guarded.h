/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Its comment stands before the guard.
 */
#ifndef __NET_GUARDED_H
#define __NET_GUARDED_H

#include <linux/types.h>

#ifndef CONFIG_GUARDED_REALLY
static inline int guarded_size(struct fix *f)
{
	return 1;
}
#endif

#endif /* __NET_GUARDED_H */
