// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#include <linux/marker.h>

#define FIX_TEXT(ret) ({ (ret) == -EAGAIN ? "late" : "none {"; })

__bpf_kfunc int bpf_fix_after_define(struct fix *f)
{
	pr_info("%s } ) \" ' /* \n", FIX_TEXT(0));
	return '{' + '"' + '\'';
}

#define fix_loop(x)					\
	for (int i = 0; i < (x); i++) {			\
		fix_step(i)

__bpf_kfunc int bpf_fix_after_loop(void)
{
	fix_loop(3); }
	return 0;
}

__bpf_kfunc_start_defs();

__bpf_kfunc void bpf_fix_release(struct fix *f)
{
}

__bpf_kfunc void bpf_fix_release_dtor(void *f)
{
	bpf_fix_release(f);
}
CFI_NOSEAL(bpf_fix_release_dtor);

__bpf_kfunc_end_defs();

__bpf_hook_start();

__weak noinline int fix_modify_return_hook(int a)
{
	return a;
}

__bpf_hook_end();

DEFINE_FIX_MARKER(may_sleep);

BTF_ID_LIST(fix_dtor_ids)
BTF_ID(struct, fix)
BTF_ID(func, bpf_fix_release_dtor)

BTF_KFUNCS_START(fix_modify_return_ids)
BTF_ID_FLAGS(func, fix_modify_return_hook)
BTF_KFUNCS_END(fix_modify_return_ids)

static const struct btf_kfunc_id_set fix_modify_return_set = {
	.owner = THIS_MODULE,
	.set = &fix_modify_return_ids,
};

BTF_KFUNCS_START(sample_ids)
BTF_ID_FLAGS(func, bpf_fix_after_define)
BTF_ID_FLAGS(func, bpf_fix_after_loop)
BTF_ID_FLAGS(func, bpf_fix_release, KF_RELEASE)
BTF_KFUNCS_END(sample_ids)

static const struct btf_kfunc_id_set sample_kfunc_set = {
	.owner = THIS_MODULE,
	.set = &sample_ids,
};

static int __init sample_init(void)
{
	const struct btf_id_dtor_kfunc dtors[] = {
		{
			.btf_id = fix_dtor_ids[0],
			.kfunc_btf_id = fix_dtor_ids[1],
		},
	};
	int ret;

	ret = register_btf_fmodret_id_set(&fix_modify_return_set);
	ret = ret ?: register_btf_id_dtor_kfuncs(dtors, ARRAY_SIZE(dtors), THIS_MODULE);
	return ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &sample_kfunc_set);
}
late_initcall(sample_init);
