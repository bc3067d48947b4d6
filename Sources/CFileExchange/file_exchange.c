#define _GNU_SOURCE
#include "file_exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#if defined(__linux__)

int kfuncdocs_exchange(const char *first, const char *second)
{
	return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}

int kfuncdocs_rename_new(const char *from, const char *to)
{
	return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

#elif defined(__APPLE__)

int kfuncdocs_exchange(const char *first, const char *second)
{
	return renamex_np(first, second, RENAME_SWAP);
}

int kfuncdocs_rename_new(const char *from, const char *to)
{
	return renamex_np(from, to, RENAME_EXCL);
}

#else

int kfuncdocs_exchange(const char *first, const char *second)
{
	(void)first;
	(void)second;
	errno = ENOSYS;
	return -1;
}

int kfuncdocs_rename_new(const char *from, const char *to)
{
	(void)from;
	(void)to;
	errno = ENOSYS;
	return -1;
}

#endif
