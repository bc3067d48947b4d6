// In C because Swift's SIMD types are not inlined in a debug build, where this loop would take minutes over a kernel.
// The vector extension is clang's and gcc's own and needs no instruction set beyond the machine's baseline.
#include "byte_sieve.h"

#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

typedef uint8_t lanes __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

enum { WIDTH = sizeof(lanes), BLOCKS = 4, STEP = WIDTH * BLOCKS };

INLINE lanes load(const uint8_t *bytes) {
  lanes value;
  memcpy(&value, bytes, sizeof value);
  return value;
}

INLINE bool any(lanes value) {
  halves both = (halves)value;
  return (both[0] | both[1]) != 0;
}

// Index of the first byte of `word` in memory order that is not zero.
INLINE size_t first_byte(uint64_t word) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return (size_t)__builtin_ctzll(word) / 8;
#else
  return (size_t)__builtin_clzll(word) / 8;
#endif
}

INLINE size_t first_lane(lanes value) {
  halves both = (halves)value;
  return both[0] != 0 ? first_byte(both[0]) : 8 + first_byte(both[1]);
}

// `count` is a constant in every call, so that the compiler unrolls the inner loop and keeps the pairs in registers.
INLINE size_t search(const uint8_t *bytes, size_t length, size_t from, const uint8_t *pairs, const size_t count) {
  lanes first[BYTE_SIEVE_PAIRS], second[BYTE_SIEVE_PAIRS];
  for (size_t pair = 0; pair < count; pair++) {
    first[pair] = (lanes){0} + pairs[2 * pair];
    second[pair] = (lanes){0} + pairs[2 * pair + 1];
  }
  size_t position = from;
  // A step looks at STEP positions and therefore at one byte more.
  for (; length - position > STEP; position += STEP) {
    lanes hits[BLOCKS], all = {0};
    for (size_t block = 0; block < BLOCKS; block++) {
      const uint8_t *start = bytes + position + block * WIDTH;
      lanes here = load(start), next = load(start + 1), hit = {0};
      for (size_t pair = 0; pair < count; pair++)
        hit |= (lanes)(here == first[pair]) & (lanes)(next == second[pair]);
      hits[block] = hit;
      all |= hit;
    }
    if (any(all)) {
      for (size_t block = 0; block < BLOCKS; block++)
        if (any(hits[block])) return position + block * WIDTH + first_lane(hits[block]);
    }
  }
  for (; length - position > 1; position++)
    for (size_t pair = 0; pair < count; pair++)
      if (bytes[position] == pairs[2 * pair] && bytes[position + 1] == pairs[2 * pair + 1]) return position;
  return length;
}

size_t byte_sieve_next(const uint8_t *bytes, size_t length, size_t from, const uint8_t *pairs, size_t count) {
  if (from >= length) return length;
  switch (count) {
  case 0: return length;
  case 1: return search(bytes, length, from, pairs, 1);
  case 2: return search(bytes, length, from, pairs, 2);
  case 3: return search(bytes, length, from, pairs, 3);
  case 4: return search(bytes, length, from, pairs, 4);
  case 5: return search(bytes, length, from, pairs, 5);
  case 6: return search(bytes, length, from, pairs, 6);
  case 7: return search(bytes, length, from, pairs, 7);
  default: return search(bytes, length, from, pairs, BYTE_SIEVE_PAIRS);
  }
}
