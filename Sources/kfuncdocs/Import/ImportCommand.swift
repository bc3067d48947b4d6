import ArgumentParser

/// `kfuncdocs import …`: reads the outside world into `Content/`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read kernel sources or mail into Content/.",
    subcommands: [ImportKernelCommand.self, ImportThreadCommand.self])
}
