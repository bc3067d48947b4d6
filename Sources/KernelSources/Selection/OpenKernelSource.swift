public import Diagnostics
internal import Glibc

/// The source at `path`, by what it is: a folder with a kernel tree, or a tar archive of one.
///
/// A git clone with a work tree is read as the tree that it is; for its tags see ``GitRepository``. Throws where there
/// is nothing, or a folder that holds no kernel.
public func openKernelSource(
  path: String, limits: SourceLimits = SourceLimits()
) throws(Diagnostic) -> any KernelSource {
  var status = stat()
  guard stat(path, &status) == 0 else {
    throw Diagnostic(
      .error, "unreadable-file", "cannot open the kernel source: \(systemMessage(errno))",
      at: SourceLocation(file: path))
  }
  guard status.isFolder else { return try ArchiveSource(path: path, limits: limits) }
  func has(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }
  // Old or cut-down trees may lack one or another; a Makefile alone is any project's.
  if has("Makefile"), ["MAINTAINERS", "Kbuild", "Kconfig", "kernel"].contains(where: has) {
    return try TreeSource(path: path, limits: limits)
  }
  let advice = has("HEAD") && has("objects") ? "; it is a git repository: name its tags with --tags" : ""
  throw Diagnostic(
    .error, "not-a-kernel-tree", "the folder holds no kernel (a Makefile beside MAINTAINERS)\(advice)",
    at: SourceLocation(file: path))
}
