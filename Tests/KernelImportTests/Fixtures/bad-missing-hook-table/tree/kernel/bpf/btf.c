// SPDX-License-Identifier: GPL-2.0
static int fixture_has_no_table;
