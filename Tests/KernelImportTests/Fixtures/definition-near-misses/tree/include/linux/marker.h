/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LINUX_MARKER_H
#define LINUX_MARKER_H

/* DEFINE_FIX_MARKER() - announce an ability by a function that nothing calls */
#define DEFINE_FIX_MARKER(func)							\
	__bpf_kfunc_start_defs();						\
	__bpf_kfunc void fix_marker_##func(void) {}				\
	__bpf_kfunc_end_defs()

#endif
