#include "parse_room.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Before each piece stands its size; both keep malloc's alignment. */
#define UNIT 16

static _Thread_local struct {
	char *start, *next, *end;
} room;

static int is_inside(const void *piece)
{
	return (uintptr_t)piece >= (uintptr_t)room.start && (uintptr_t)piece < (uintptr_t)room.end;
}

static size_t size_of(const char *piece)
{
	size_t size;

	memcpy(&size, piece - UNIT, sizeof(size));
	return size;
}

/* As cmark-gfm's own allocator: nobody there looks at what comes back. */
static void *checked(void *piece)
{
	if (!piece)
		abort();
	return piece;
}

/* A piece of the room, or NULL where it is full; its bytes are whatever was there. */
static char *take(size_t size)
{
	size_t left = (size_t)(room.end - room.next);
	char *piece;

	if (left < 2 * UNIT || size > left - 2 * UNIT)
		return NULL;
	piece = room.next + UNIT;
	memcpy(room.next, &size, sizeof(size));
	room.next = piece + (size + UNIT - 1) / UNIT * UNIT;
	return piece;
}

void kfuncdocs_room_begin(void *memory, size_t size)
{
	room.start = room.next = memory;
	room.end = room.start + size;
}

void kfuncdocs_room_end(void)
{
	room.start = room.next = room.end = NULL;
}

void *kfuncdocs_room_calloc(size_t count, size_t size)
{
	char *piece;

	if (size && count > SIZE_MAX / size)
		abort();
	piece = take(count * size);
	if (piece)
		return memset(piece, 0, count * size);
	return checked(calloc(count, size));
}

void *kfuncdocs_room_realloc(void *piece, size_t size)
{
	char *moved;
	size_t old;

	if (piece && !is_inside(piece))
		return checked(realloc(piece, size));
	old = piece ? size_of(piece) : 0;
	if (piece && size <= old)
		return piece;
	/* The last piece grows where it is. */
	if (piece && (char *)piece + (old + UNIT - 1) / UNIT * UNIT == room.next) {
		room.next = (char *)piece - UNIT;
		moved = take(size);
		if (moved)
			return moved;
		room.next = (char *)piece + (old + UNIT - 1) / UNIT * UNIT;
	}
	moved = take(size);
	if (!moved)
		moved = checked(malloc(size));
	if (piece)
		memcpy(moved, piece, old);
	return moved;
}

void kfuncdocs_room_free(void *piece)
{
	if (!is_inside(piece))
		free(piece);
	else if ((char *)piece + (size_of(piece) + UNIT - 1) / UNIT * UNIT == room.next)
		room.next = (char *)piece - UNIT;
}
