internal import CatalogueFacts
internal import KfuncModel

/// What the verifier takes a parameter for, as far as its declaration tells.
///
/// After `get_kfunc_ptr_arg_type` in `kernel/bpf/verifier.c` of 6.12 and 7.2, in its order: the program's own context, then
/// annotations, then structures with rules of their own, then kernel objects and memory.
enum ArgumentKind {
  /// No pointer, or one that the verifier ignores, supplies or holds to rules of its own.
  case ownRules
  /// A pointer to a structure: a kernel object, or memory where the structure is made of numbers alone. A declaration does
  /// not tell which.
  case object
  /// A pointer to numbers or bytes, or to memory whose size the next parameter gives.
  case memory

  /// Annotations that make an argument of a kind of its own; each refused NULL, and asked no trust, all along.
  private static let ownAnnotations: Set<String> = [
    "__ign", "__map", "__const_map", "__alloc", "__refcounted_kptr", "__str", "__iter", "__irq_flag", "__arena",
    "__arena__nullable", "__k",
  ]
  /// Structures that the verifier tracks on the stack or in map values: `is_kfunc_arg_dynptr` and its neighbours.
  private static let ownStructures: Set<String> = [
    "bpf_dynptr", "bpf_dynptr_kern", "bpf_list_head", "bpf_list_node", "bpf_rb_root", "bpf_rb_node", "bpf_wq",
    "bpf_timer", "bpf_task_work", "bpf_res_spin_lock", "bpf_prog_aux", "btf_struct_meta",
  ]
  /// The structures that stand for a program's context, and the types whose context they are: `include/linux/bpf_types.h`
  /// with `btf_is_projection_of` in `kernel/bpf/btf.c`. Those of the first list are contexts wherever they occur.
  private static let contexts: Set<String> = [
    "__sk_buff", "xdp_md", "bpf_sock_addr", "bpf_sock_ops", "sk_msg_md", "bpf_perf_event_data",
    "bpf_raw_tracepoint_args",
    "bpf_cgroup_dev_ctx", "bpf_sysctl", "bpf_sockopt", "bpf_nf_ctx", "sk_reuseport_md", "bpf_sk_lookup",
  ]
  private static let skbTypes: Set<String> = [
    "SOCKET_FILTER", "SCHED_CLS", "SCHED_ACT", "CGROUP_SKB", "LWT_IN", "LWT_OUT", "LWT_XMIT", "LWT_SEG6LOCAL", "SK_SKB",
    "FLOW_DISSECTOR",
  ]

  /// The kind of the parameter at `index` of a kfunc's BPF prototype.
  static func of(_ index: Int, of prototype: Prototype, kfunc: KfuncFacts) -> ArgumentKind {
    let parameter = prototype.parameters[index]
    guard parameter.type.hasSuffix("*") else { return .ownRules }  // functions are callbacks
    if let annotation = parameter.annotation, ownAnnotations.contains(annotation) { return .ownRules }
    let words = PrototypeComparison.unqualified(parameter.type).split(separator: " ")
    let isPlainPointer = words.last == "*"
    let next = index + 1 < prototype.parameters.count ? prototype.parameters[index + 1].annotation : nil
    let hasSize = next == "__sz" || next == "__szk"
    if let keyword = words.first, keyword == "struct" || keyword == "union", words.count >= 2, isPlainPointer {
      let name = String(words[1])
      if ownStructures.contains(name) || contexts.contains(name) { return .ownRules }
      if name.hasPrefix("bpf_iter_"), index == 0, isPartOfIterator(kfunc) { return .ownRules }
      if name == "sk_buff" || name == "xdp_buff", isContext(name, of: kfunc) { return .ownRules }
      return hasSize ? .memory : .object
    }
    // Memory without a type must have a size; without one the verifier knows the argument by the kfunc's name.
    if words.first == "void" { return hasSize ? .memory : .ownRules }
    return .memory
  }

  private static func isPartOfIterator(_ kfunc: KfuncFacts) -> Bool {
    kfunc.entries.contains { $0.flags.contains { $0.rawValue.hasPrefix("KF_ITER_") } }
  }

  private static func isContext(_ structure: String, of kfunc: KfuncFacts) -> Bool {
    !kfunc.opening.opened.isEmpty
      && kfunc.opening.opened.allSatisfy { type in
        structure == "sk_buff" ? skbTypes.contains(type.shortName) : type.shortName == "XDP"
      }
  }
}
