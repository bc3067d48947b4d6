#include <lzma.h>

// LZMA_CONCATENATED, whose definition through another macro Swift does not import.
static const uint32_t lzma_flag_concatenated = LZMA_CONCATENATED;
