internal import CAllocator

/// How the heaps grow that glibc keeps for threads, in a process that builds once.
enum ThreadHeaps {
  /// Heaps are reserved as a whole (64 MiB of addresses, no memory), until ``grow()``.
  ///
  /// glibc makes them writable page by page otherwise, 22,000 calls of mprotect(2) in a build of 10,000 kfuncs, each of which
  /// stops the faults of other threads: a tenth of the time in the kernel. A check and notes do not gain by it: they end where a
  /// build writes, and what is reserved took 13 and 20 MB of theirs. Nor is it for a build that stays: nothing would tell when
  /// its threads have their heaps, and what is free at their tops stayed too.
  static func reserve() { kfuncdocs_reserve_ahead(1 << 26) }

  /// They grow by glibc's own measure again, and give back what is free at the top of them: once content is read, the threads
  /// have their heaps.
  static func grow() { kfuncdocs_reserve_ahead(1 << 17) }
}
