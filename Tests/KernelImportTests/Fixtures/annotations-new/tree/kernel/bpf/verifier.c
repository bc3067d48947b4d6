// SPDX-License-Identifier: GPL-2.0
#include <linux/btf.h>

static bool is_kfunc_arg_mem_size(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf, arg, "__sz");
}

static bool is_kfunc_arg_constant(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf, arg, "__k");
}

static bool is_kfunc_arg_ignore(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf, arg, "__ign");
}

static bool is_kfunc_arg_nullable(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf, arg, "__nullable") ||
	       btf_param_match_suffix(btf, arg, "__arena");
}

static int check_kfunc_args(struct bpf_verifier_env *env, struct bpf_kfunc_call_arg_meta *meta)
{
	if (is_kfunc_arg_scalar_with_name(meta->btf, &args[i], "rdonly_buf_size") ||
	    is_kfunc_arg_scalar_with_name(meta->btf, &args[i], "rdwr_buf_size"))
		return 1;
	return 0;
}

/* btf_param_match_suffix(btf, arg, "__commented") is no test */
static bool is_kfunc_arg_arena(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf, arg, "__arena__nullable") ||
	       btf_param_match_suffix(btf, arg, "__arena");
}

static bool is_kfunc_arg_const_map(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf, arg, "__const_map");
}

static bool is_kfunc_arg_map(const struct btf *btf, const struct btf_param *arg)
{
	return btf_param_match_suffix(btf,
				      arg, "__map");
}

static bool field_is_trusted(struct bpf_verifier_env *env)
{
	return btf_nested_type_is_trusted(&env->log, "__safe_trusted") && !strncmp(name, "__x64_", 6);
}
