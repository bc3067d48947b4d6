#ifndef KFUNCDOCS_FILE_EXCHANGE_H
#define KFUNCDOCS_FILE_EXCHANGE_H

/* Swaps two paths in one step (renameat2 with RENAME_EXCHANGE). 0, or -1 with errno: EINVAL or ENOSYS where the file
 * system or kernel does not have it. Glibc does not show renameat2 to Swift. */
int kfuncdocs_exchange(const char *first, const char *second);

/* Renames without ever replacing (RENAME_NOREPLACE). 0, or -1 with errno; EEXIST where the target exists. */
int kfuncdocs_rename_new(const char *from, const char *to);

#endif
