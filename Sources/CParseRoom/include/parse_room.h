#ifndef KFUNCDOCS_PARSE_ROOM_H
#define KFUNCDOCS_PARSE_ROOM_H

#include <stddef.h>

/* Memory of one parse, cut from one block: cmark-gfm takes some three hundred small pieces for a page of text and gives
 * each back by itself. The three functions are what its cmark_mem asks for, which hands them nothing to know a parse by;
 * so the room is the calling thread's. What does not fit any more comes from the heap and goes back to it, so that a
 * hostile text takes no more than it takes without a room. */

/* Begins a parse of this thread in `size` bytes at `room`, which are aligned as malloc's are. */
void kfuncdocs_room_begin(void *room, size_t size);

/* Ends it: nothing of the room is in use any more. */
void kfuncdocs_room_end(void);

void *kfuncdocs_room_calloc(size_t count, size_t size);
void *kfuncdocs_room_realloc(void *piece, size_t size);
void kfuncdocs_room_free(void *piece);

#endif
