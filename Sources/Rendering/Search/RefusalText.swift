internal import KfuncModel

/// What a loader or the verifier says when it refuses a program because of a kfunc, and what it is about.
///
/// Read in `kernel/bpf/verifier.c` and `tools/lib/bpf/libbpf.c` of 7.3; other releases word some of them differently.
struct RefusalText: Sendable {
  /// The fixed words, `…` for what varies.
  let text: String
  /// What it is about, in our words.
  let meaning: String
  /// Where it was read.
  let source: SourceReference
  /// The flag that demands it; nil where none does.
  let flag: String?

  /// Where it stands on the page of the search.
  var anchor: String {
    (source.file.hasSuffix("libbpf.c") ? "libbpf-" : "verifier-") + String(source.line)
  }

  /// All that were read, by file and line.
  static let all: [RefusalText] = [
    verifier(
      10613, "Unreleased reference id=…", "A reference that a kfunc returned was not given back on every path.",
      "KF_ACQUIRE"),
    verifier(
      12189, "kernel function … expected pointer to … but … has a pointer to …",
      "An argument is of another type than the prototype asks for."),
    verifier(
      12751, "Possibly NULL pointer passed to trusted …", "An argument must be compared with NULL before the call."),
    verifier(
      12765, "release kfunc … expects referenced PTR_TO_BTF_ID passed to …",
      "Only a counted reference can be given back.", "KF_RELEASE"),
    verifier(
      13102, "… must be referenced or trusted",
      "A pointer must come from the kernel or from an acquiring kfunc, unchanged."),
    verifier(13116, "… must be a rcu pointer", "A pointer must be trusted or protected by RCU.", "KF_RCU"),
    verifier(
      13806, "calling kernel function … is not allowed",
      "A program of this type may not call the kfunc, or a filter refuses it."),
    verifier(
      13857, "destructive kfunc calls require CAP_SYS_BOOT capability",
      "The loader lacks the capability that the kfunc asks for.", "KF_DESTRUCTIVE"),
    verifier(
      13876, "program must be sleepable to call sleepable kfunc …", "Only sleepable programs may call it.",
      "KF_SLEEPABLE"),
    verifier(
      13980, "kernel func … is sleepable within …", "The call stands where a program may not sleep.", "KF_SLEEPABLE"),
    verifier(
      13994, "kernel func … requires RCU critical section protection",
      "The call must stand inside an RCU read-side section.", "KF_RCU_PROTECTED"),
    verifier(
      2836, "cannot call kernel function from non-GPL compatible program",
      "The program’s licence must be compatible with the GPL."),
    libbpf(
      8824, "extern (func ksym) '…': not found in kernel or module BTFs",
      "The kernel that runs does not have the kfunc, or the module that has it is not loaded."),
    libbpf(
      8838, "extern (func ksym) '…': func_proto … incompatible with …",
      "The program declares the kfunc with another prototype than the kernel has."),
  ].sorted { $0.source < $1.source }

  private static func verifier(_ line: Int, _ text: String, _ meaning: String, _ flag: String? = nil) -> RefusalText {
    RefusalText(
      text: text, meaning: meaning, source: SourceReference(file: "kernel/bpf/verifier.c", line: line), flag: flag)
  }

  private static func libbpf(_ line: Int, _ text: String, _ meaning: String) -> RefusalText {
    RefusalText(
      text: text, meaning: meaning, source: SourceReference(file: "tools/lib/bpf/libbpf.c", line: line), flag: nil)
  }
}
