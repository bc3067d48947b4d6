/* SPDX-License-Identifier: GPL-2.0 */
#ifndef FIXTURE_H
#define FIXTURE_H

int bpf_fix_declared(struct fix *f, u32 id);
__bpf_kfunc int bpf_fix_declared_twice(int first, int second);

#endif /* FIXTURE_H */
