/* SPDX-License-Identifier: GPL-2.0 */
#ifndef NET_WAGON_H
#define NET_WAGON_H

/* One line for each function of the freight */
#define WAGON_KFUNC_xxx	\
	WAGON_KFUNC(WAGON_KFUNC_WEIGHT, \
		    WAGON_FREIGHT_WEIGHT, \
		    bpf_wagon_weight, \
		    wmo_weight) \
	WAGON_KFUNC(WAGON_KFUNC_LENGTH, \
		    WAGON_FREIGHT_LENGTH, \
		    bpf_wagon_length, \
		    wmo_length) \
	WAGON_KFUNC(WAGON_KFUNC_COLOUR, WAGON_FREIGHT_COLOUR, bpf_wagon_colour, wmo_colour) \

enum wagon_freight {
#define WAGON_KFUNC(name, _, __, ___) name,
WAGON_KFUNC_xxx
#undef WAGON_KFUNC
MAX_WAGON_KFUNC,
};

#endif
