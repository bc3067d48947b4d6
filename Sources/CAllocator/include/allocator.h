#ifndef KFUNCDOCS_ALLOCATOR_H
#define KFUNCDOCS_ALLOCATOR_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Pieces of `bytes` or more go back to the system when they are freed: mallopt(3), which Swift's module of the C library
 * lacks. Both do nothing where that library is not glibc. */
static inline void kfuncdocs_give_back_pieces(int bytes)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, bytes);
#else
	(void)bytes;
#endif
}

/* Heaps ask the system for `bytes` more than they need: mallopt(3), which does nothing where that library is not glibc. */
static inline void kfuncdocs_reserve_ahead(int bytes)
{
#ifdef __GLIBC__
	mallopt(M_TOP_PAD, bytes);
#else
	(void)bytes;
#endif
}

/* Gives what is free inside of heaps back to the system: malloc_trim(3), glibc's own too. */
static inline void kfuncdocs_give_back_holes(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

#endif
