/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_BTF_IDS_H
#define _LINUX_BTF_IDS_H

#define BTF_ID(prefix, name) __BTF_ID(prefix, name)
#define BTF_ID_FLAGS(prefix, name, ...) __BTF_ID_FLAGS(prefix, name, ##__VA_ARGS__, 0)
#define BTF_ID_LIST(name) __BTF_ID_LIST(name, local)
#define BTF_SET_START(name) __BTF_SET_START(name, local)
#define BTF_SET_END(name) __BTF_SET_END(name)
#define BTF_SET8_START(name) __BTF_SET8_START(name, local, 0)
#define BTF_SET8_END(name) BTF_SET_END(name)
#define BTF_KFUNCS_START(name) __BTF_SET8_START(name, local, BTF_SET8_KFUNCS)
#define BTF_KFUNCS_END(name) BTF_SET8_END(name)

#endif
