import ArgumentParser

/// The program: a reference to kernel functions that BPF programs may call.
@main
struct KfuncdocsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kfuncdocs",
    abstract: "Reads kernel releases, policy documents and mail; publishes what BPF programs may expect of kfuncs.",
    version: ProgramVersion.text,
    subcommands: [
      ImportCommand.self, BuildCommand.self, PreviewCommand.self, CheckCommand.self, ShowCommand.self,
      ReleaseNotesCommand.self, PublishCommand.self, InitCommand.self,
    ]
  )
}
