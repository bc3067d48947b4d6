/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LINUX_PLAIN_H
#define LINUX_PLAIN_H

#ifdef CONFIG_PLAIN_CORE
extern void plain_crash(struct pt_regs *regs);
u32 plain_window(struct sock *sk);
#else /* !CONFIG_PLAIN_CORE */
struct pt_regs;
static inline void plain_crash(struct pt_regs *regs) { }
static inline int plain_loaded(void) { return 0; }
#endif /* CONFIG_PLAIN_CORE */

#endif /* LINUX_PLAIN_H */
