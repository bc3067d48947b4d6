// SPDX-License-Identifier: GPL-2.0
int fixture_verifier;
