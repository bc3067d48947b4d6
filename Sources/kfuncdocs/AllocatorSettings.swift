internal import CAllocator

/// How the C library hands out memory.
enum AllocatorSettings {
  /// Pieces of a quarter of a megabyte or more go back to the system when they are freed.
  ///
  /// By itself glibc raises this size to that of the first such piece that is freed, 32 MiB at most (mallopt(3)). Catalogues,
  /// megabytes each, then left holes in the heaps of all threads: 12 MB of 220 in a build of 10,000 kfuncs, 20 of 198 in a check,
  /// and 27 of 165 in notes, which took a tenth less time as well.
  static func giveBackLargePieces() { kfuncdocs_give_back_pieces(1 << 18) }
}
