#ifndef BYTE_SIEVE_H
#define BYTE_SIEVE_H

#include <stddef.h>
#include <stdint.h>

/// The largest number of pairs that one search takes.
enum { BYTE_SIEVE_PAIRS = 8 };

/// The first position at or after `from` where any of the byte pairs begins, or `length` if none does.
///
/// `pairs` holds `count` pairs, two bytes each; `count` is at most BYTE_SIEVE_PAIRS. Reads `bytes[from..<length]` and nothing beyond.
size_t byte_sieve_next(const uint8_t *bytes, size_t length, size_t from, const uint8_t *pairs, size_t count);

#endif
