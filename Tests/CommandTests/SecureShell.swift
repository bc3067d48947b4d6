import Foundation
import Glibc
import TestFiles
import Testing

/// An OpenSSH server of a test's own on the loopback: its own host key, configuration and one user's key; and the
/// environment in which `ssh` knows both.
struct SecureShell {
  /// The server.
  let server: LocalServer
  /// Who may come in: the user that runs the tests.
  let user: String
  /// The beginning of a command whose `ssh` has this server's host key and the user's key, and asks for nothing else.
  let environment: [String]

  private static let program = "/usr/sbin/sshd"

  /// Starts the server with its files in `folder`/ssh.
  init(in folder: TemporaryFolder) throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.program), "openssh-server is missing; make test installs it")
    user = NSUserName()
    // Debian's service makes it, and this server is no service.
    if getuid() == 0 { _ = mkdir("/run/sshd", 0o755) }
    let place = folder("ssh")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for key in ["host", "user"] { try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(place)/\(key)") }
    let publicKey = try #require(folder.bytes(of: "ssh/host.pub"))
    let host = String(decoding: publicKey, as: UTF8.self)
    server = try LocalServer([Self.program, "-D", "-e", "-f", "\(place)/sshd_config"]) { port in
      try folder.write(
        """
        ListenAddress 127.0.0.1
        Port \(port)
        HostKey \(place)/host
        AuthorizedKeysFile \(place)/user.pub
        PidFile none
        AuthenticationMethods publickey
        PermitRootLogin prohibit-password
        StrictModes no
        UsePAM no

        """, to: "ssh/sshd_config")
      try folder.write("[127.0.0.1]:\(port) \(host)", to: "ssh/known_hosts")
    }
    try folder.write(
      """
      IdentityFile \(place)/user
      IdentitiesOnly yes
      IdentityAgent none
      UserKnownHostsFile \(place)/known_hosts
      GlobalKnownHostsFile /dev/null
      StrictHostKeyChecking yes

      """, to: "ssh/config")
    // ssh finds its files by the user's entry in the password file, whatever HOME says.
    try folder.write("#!/bin/sh\nexec /usr/bin/ssh -F '\(place)/config' \"$@\"\n", to: "ssh/bin/ssh")
    try run("chmod", "+x", "\(place)/bin/ssh")
    environment = ["env", "PATH=\(place)/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")]
  }
}
