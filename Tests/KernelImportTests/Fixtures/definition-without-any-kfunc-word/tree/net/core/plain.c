// SPDX-License-Identifier: GPL-2.0
#include <linux/plain.h>

void plain_caller(struct pt_regs *regs)
{
	plain_crash(regs);
	if (plain_window(NULL))
		plain_crash(regs);
}

/* plain_window(sk) tells how much may be sent. */
u32 plain_window(struct sock *sk)
{
	return 7;
}
EXPORT_SYMBOL_GPL(plain_window);

/*
 * No memory may be taken in here.
 */
void plain_crash(struct pt_regs *regs)
{
	const char *text = "plain_crash(struct pt_regs *regs) {";

	(void)text;
}

static struct plain_ops plain_ops = {
	.crash = plain_crash,
	.window = plain_window,
};
