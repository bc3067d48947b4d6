/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_BTF_H
#define _LINUX_BTF_H 1

#include <linux/types.h>

/* These are the flags of the fixture */
#define KF_ACQUIRE	(1 << 0) /* gives a reference */
#define KF_RELEASE	(1 << 1) /* takes a reference */
#define KF_RET_NULL	(1 << 2) /* may give NULL */
/* What follows is about the argument alone; BTF_ID_FLAGS(func, not_an_entry, KF_ACQUIRE)
 * in a comment is no entry.
 */
#define KF_SLEEPABLE    (1 << 5) /* may sleep */
#define KF_DESTRUCTIVE  (1 << 6) /* breaks things */
#define KF_RCU          (1 << 7) /* arguments under rcu */

/* only one of KF_ITER_{NEW,NEXT} for each */
#define KF_ITER_NEW     (1 << 8) /* makes an iterator */
#define KF_IMPLICIT_ARGS (1 << 16) /* the verifier supplies some */
#  define KF_PERFMON      (1  <<  18)	

/* Marks a function that programs call */
#define __bpf_kfunc __used __retain noinline

#define __bpf_kfunc_start_defs()						\
	__diag_push();								\
	__diag_ignore_all("-Wmissing-prototypes",				\
			  "programs declare them")

#define __bpf_kfunc_end_defs() __diag_pop()
#define __bpf_hook_start() __bpf_kfunc_start_defs()
#define __bpf_hook_end() __bpf_kfunc_end_defs()

typedef int (*btf_kfunc_filter_t)(const struct bpf_prog *prog, u32 kfunc_id);

struct btf_kfunc_id_set {
	struct module *owner;
	struct btf_id_set8 *set;
	btf_kfunc_filter_t filter;
};

#ifdef CONFIG_BPF_SYSCALL
int register_btf_kfunc_id_set(enum bpf_prog_type prog_type,
			      const struct btf_kfunc_id_set *s);
int register_btf_fmodret_id_set(const struct btf_kfunc_id_set *kset);
#else
static inline int register_btf_kfunc_id_set(enum bpf_prog_type prog_type,
					    const struct btf_kfunc_id_set *s)
{
	return 0;
}
#endif

#endif
