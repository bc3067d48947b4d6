package import KfuncModel

/// What a flag obliges the caller to, in our words, after the comments in `include/linux/btf.h` and
/// `Documentation/bpf/kfuncs.rst` of 6.1, 6.12, 7.2 and 7.3.
package enum FlagMeaning {
  /// The meaning of a flag; nil for one that nobody has described yet.
  package static func of(_ flag: KfuncFlag) -> String? { meanings[flag.rawValue] }

  private static let meanings: [String: String] = [
    "KF_ACQUIRE":
      "Returns a counted reference. The program must give it back through a releasing kfunc or store it in a map on every path, or it does not load.",
    "KF_RELEASE":
      "Gives a counted reference back. The pointer passed in, and every copy of it, may not be used afterwards.",
    "KF_RET_NULL": "May return NULL. The result must be compared with NULL before it is used.",
    "KF_KPTR_GET":
      "Takes a reference out of a pointer that is stored in a map. The first argument is the address of that pointer.",
    "KF_TRUSTED_ARGS":
      "Pointers to kernel objects must be trusted: handed to the program by the kernel or acquired, and passed on unchanged. Releases that no longer define this flag demand it of every kfunc.",
    "KF_SLEEPABLE": "May sleep. Only sleepable programs may call it.",
    "KF_DESTRUCTIVE": "May bring the system down. The loader needs CAP_SYS_BOOT.",
    "KF_RCU":
      "Takes pointers that are trusted or protected by RCU. They are valid and not NULL, though the object's count may already be zero.",
    "KF_ITER_NEW": "Begins an open-coded iterator.",
    "KF_ITER_NEXT": "Gives the next element of an open-coded iterator, NULL at its end.",
    "KF_ITER_DESTROY": "Ends an open-coded iterator. The program must call it on every path.",
    "KF_RCU_PROTECTED": "Must be called inside an RCU read-side section.",
    "KF_FASTCALL": "May be called without saving the caller's scratch registers, where the JIT supports it.",
    "KF_ARENA_RET": "Returns a pointer into the program's arena.",
    "KF_ARENA_ARG1": "The first argument is a pointer into the program's arena.",
    "KF_ARENA_ARG2": "The second argument is a pointer into the program's arena.",
    "KF_IMPLICIT_ARGS":
      "The verifier supplies the last arguments of the C function. A program declares and calls it without them.",
    "KF_SPINLOCK_SAFE": "May be called while the program holds a bpf_spin_lock.",
    "KF_PERFMON": "The loader needs CAP_PERFMON.",
  ]
}

/// What an annotation of a parameter demands of the caller, in our words, after `kernel/bpf/verifier.c` and
/// `Documentation/bpf/kfuncs.rst` of the same releases.
package enum AnnotationMeaning {
  /// The meaning of an annotation; nil for one that nobody has described yet.
  package static func of(_ annotation: String) -> String? { meanings[annotation] }

  private static let meanings: [String: String] = [
    "__sz": "The size in bytes of the memory that the parameter before it points to. The verifier checks the pair.",
    "__szk":
      "The size in bytes of the memory that the parameter before it points to, known when the program is loaded.",
    "__opt": "The buffer may be NULL. Its size is then not checked against it.",
    "__k": "Must be a constant that the verifier knows.",
    "__ign": "The verifier does not check it.",
    "__map": "A map, given by its file descriptor or as a pointer that is resolved at run time.",
    "__const_map": "A map that the program refers to directly, known when the program is loaded.",
    "__alloc": "An object that the program itself allocated.",
    "__uninit": "Memory that need not be initialised. The kfunc fills it.",
    "__refcounted_kptr": "A counted reference to an object that the program itself allocated.",
    "__nullable": "May be NULL.",
    "__nonown_allowed": "May also be a reference that the program does not own.",
    "__str": "A constant string in read-only memory.",
    "__irq_flag": "The address of a variable that keeps the interrupt state, on the program's stack.",
    "__iter": "The state of an open-coded iterator, on the program's stack.",
    "__arena": "A pointer into the program's arena, never NULL for the kfunc.",
    "__arena__nullable": "A pointer into the program's arena. Offset zero reaches the kfunc as NULL.",
    "rdonly_buf_size": "A constant: the size in bytes of the memory that is returned, which may only be read.",
    "rdwr_buf_size": "A constant: the size in bytes of the memory that is returned, which may be written.",
  ]
}
