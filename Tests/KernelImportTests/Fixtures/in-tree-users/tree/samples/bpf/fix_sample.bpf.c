// SPDX-License-Identifier: GPL-2.0-only
#include "vmlinux.h"

int bpf_fix_used(struct fix *f) __ksym;
