import Foundation
import Glibc
import TestFiles

/// A site whose target is a real server on the loopback.
struct RemoteScene {
  /// Which server; the tests are the same.
  enum Kind: CaseIterable { case rsync, ssh, rclone }

  let scene: PublishScene
  let server: LocalServer
  /// The folder that the server stores to.
  var stored: String { scene.folder("stored/site") }

  init(_ kind: Kind) async throws {
    var scene = try await PublishScene("kind: directory\nfolder: unused")
    let stored = scene.folder("stored")
    try FileManager.default.createDirectory(atPath: stored, withIntermediateDirectories: true)
    switch kind {
    case .rsync:
      server = try LocalServer(["rsync", "--daemon", "--no-detach", "--config=\(scene.folder("rsyncd.conf"))"]) {
        port in
        let owner = getuid() == 0 ? "uid = 0\ngid = 0\n" : ""
        try scene.folder.write(
          "port = \(port)\naddress = 127.0.0.1\nuse chroot = no\nlog file = \(scene.folder("log"))\n\(owner)"
            + "[module]\npath = \(stored)\nread only = no\n", to: "rsyncd.conf")
      }
      try scene.settings("kind: rsync\nto: rsync://127.0.0.1:\(server.port)/module/site")
    case .ssh:
      let shell = try SecureShell(in: scene.folder)
      server = shell.server
      scene.wrapper = shell.environment
      try scene.settings("kind: rsync\nto: \"\(shell.user)@127.0.0.1:\(stored)/site\"\nport: \(server.port)")
    case .rclone:
      server = try LocalServer([
        "rclone", "serve", "webdav", stored, "--addr=127.0.0.1:PORT", "--config=/dev/null", "--dir-cache-time=0s",
      ])
      try scene.folder.write(
        "[test]\ntype = webdav\nurl = http://127.0.0.1:\(server.port)\nvendor = other\n", to: "site/rclone.conf")
      try scene.settings("kind: rclone\nto: test:site\nconfig: rclone.conf")
    }
    self.scene = scene
  }
}
