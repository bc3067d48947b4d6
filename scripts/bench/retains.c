/* Counts who counts references: stands in front of the Swift runtime's retain and release (LD_PRELOAD), and writes at the end
 * how often each was called, by caller and by type. scripts/bench/retains.py builds, runs and reads it.
 *
 * Only where the program takes the runtime from libswiftCore.so: `swift build -c release`, without --static-swift-stdlib. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CELLS = 1 << 17 };

struct cell {
	uintptr_t caller, type;
	uint64_t count;
};

/* One for each thread, so that counting is no meeting of threads. */
struct table {
	struct cell cells[CELLS];
	struct table *next;
};

static _Atomic(struct table *) tables;
static __thread struct table *mine;

/* What stands for the type of a reference to no object: a text of fifteen bytes or a literal, and nil. */
enum { NO_OBJECT = 1, NIL = 2 };

static void count(void *caller, uintptr_t reference)
{
	uintptr_t type = reference == 0 ? NIL : reference >> 63 ? NO_OBJECT : *(uintptr_t *)(reference & 0x00fffffffffffff8);
	if (!mine) {
		mine = calloc(1, sizeof *mine);
		if (!mine)
			abort();
		mine->next = atomic_load(&tables);
		while (!atomic_compare_exchange_weak(&tables, &mine->next, mine))
			;
	}
	size_t place = (((uintptr_t)caller * 31 + type) * 0x9e3779b97f4a7c15) >> 47;
	struct cell *cell = &mine->cells[place];
	for (size_t probes = 0; cell->count && (cell->caller != (uintptr_t)caller || cell->type != type); cell = &mine->cells[place]) {
		place = (place + 1) % CELLS;
		if (++probes == CELLS)
			abort();
	}
	cell->caller = (uintptr_t)caller;
	cell->type = type;
	cell->count++;
}

#define COUNTED(name) \
	void *name(void *object) \
	{ \
		static void *(*real)(void *); \
		if (!real) \
			real = (void *(*)(void *))dlsym(RTLD_NEXT, #name); \
		count(__builtin_return_address(0), (uintptr_t)object); \
		return real(object); \
	}
COUNTED(swift_retain)
COUNTED(swift_release)
COUNTED(swift_bridgeObjectRetain)
COUNTED(swift_bridgeObjectRelease)

struct type_name {
	const char *bytes;
	uintptr_t length;
};

static int map(struct dl_phdr_info *image, size_t size, void *file)
{
	(void)size;
	fprintf(file, "image %lx %s\n", (unsigned long)image->dlpi_addr, image->dlpi_name);
	return 0;
}

static void type(FILE *file, uintptr_t type)
{
	struct type_name (*name)(const void *, _Bool) =
		(struct type_name (*)(const void *, _Bool))dlsym(RTLD_DEFAULT, "swift_getTypeName");
	uintptr_t kind = type > NIL ? *(uintptr_t *)type : 0;
	if (type <= NIL)
		fputs(type == NIL ? "nil" : "no object", file);
	else if (name && (kind == 0 || kind > 0x7ff)) {
		struct type_name text = name((const void *)type, 0);
		fprintf(file, "%.*s", (int)text.length, text.bytes);
	} else
		fputs("a box or a closure", file);
}

static void write_counts(void)
{
	const char *path = getenv("KFUNCDOCS_RETAINS");
	FILE *file = path ? fopen(path, "w") : NULL;
	if (!file)
		return;
	dl_iterate_phdr(map, file);
	for (struct table *table = atomic_load(&tables); table; table = table->next)
		for (size_t place = 0; place < CELLS; place++)
			if (table->cells[place].count) {
				fprintf(file, "%lx %lu ", (unsigned long)table->cells[place].caller, (unsigned long)table->cells[place].count);
				type(file, table->cells[place].type);
				fputc('\n', file);
			}
	fclose(file);
}

/* The program ends before its values would be let go, by one of these. */
#define END(name) \
	void name(int status) \
	{ \
		write_counts(); \
		((void (*)(int))dlsym(RTLD_NEXT, #name))(status); \
		__builtin_unreachable(); \
	}
END(exit)
END(_exit)
