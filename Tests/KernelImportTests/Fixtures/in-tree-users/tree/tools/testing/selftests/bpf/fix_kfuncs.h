#ifndef FIX_KFUNCS_H
#define FIX_KFUNCS_H

extern int bpf_fix_named(struct fix *f) __ksym;

#endif
