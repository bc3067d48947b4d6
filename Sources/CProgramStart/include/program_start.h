#ifndef KFUNCDOCS_PROGRAM_START_H
#define KFUNCDOCS_PROGRAM_START_H

#include <sys/types.h>

/* Starts the program `path` with the words and variables of the two arrays, both ended by NULL, in `folder` (NULL: this
 * process's), with the descriptors `input`, `output` and `errors` as its first three and no other, no signal blocked, in a
 * process group of its own.
 *
 * On Linux SIGTERM ends it when the thread that called this ends, however it ends; so that thread has to wait for it. What
 * posix_spawn(3) lacks is this: its attributes have no word for PR_SET_PDEATHSIG.
 *
 * The process's number, or -1 with errno. A program that cannot be run ends with status 127. */
pid_t kfuncdocs_start(const char *path, char *const words[], char *const variables[], const char *folder, int input,
		      int output, int errors);

#endif
