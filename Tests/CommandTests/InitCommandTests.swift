import Foundation
import TestFiles
import Testing

/// `kfuncdocs init`: a site that works at once, for a driver that no kernel has.
@Suite struct InitCommandTests {
  private static let driver = """
    // SPDX-License-Identifier: GPL-2.0
    #include <linux/btf_ids.h>

    __bpf_kfunc struct lamp *bpf_lamp_acquire(u32 number)
    {
    	return lamp_get(number);
    }

    __bpf_kfunc void bpf_lamp_release(struct lamp *lamp)
    {
    	lamp_put(lamp);
    }

    BTF_KFUNCS_START(lamp_kfunc_ids)
    BTF_ID_FLAGS(func, bpf_lamp_acquire, KF_ACQUIRE | KF_RET_NULL)
    BTF_ID_FLAGS(func, bpf_lamp_release, KF_RELEASE)
    BTF_KFUNCS_END(lamp_kfunc_ids)

    static const struct btf_kfunc_id_set lamp_kfunc_set = {
    	.owner = THIS_MODULE,
    	.set = &lamp_kfunc_ids,
    };

    static int __init lamp_init(void)
    {
    	return register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &lamp_kfunc_set);
    }

    """

  @Test func newSiteBuildsAtOnceAndWithADriversKfuncs() async throws {
    let folder = try TemporaryFolder()
    let site = folder("site")
    #expect(try await KfuncdocsProgram.run(["init", site, "--title", "Lamps"]).status == 0)
    func build() async throws -> KfuncdocsProgram.Outcome {
      try await KfuncdocsProgram.run([
        "build", "--strict", "--content", site + "/Content", "--templates", site + "/Templates", "--output",
        site + "/Output/site",
      ])
    }
    let empty = try await build()
    #expect(empty.status == 0, "\(empty.errors)")

    try folder.write(Self.driver, to: "lamp/lamp.c")
    try folder.write("obj-$(CONFIG_LAMP) += lamp.o\n", to: "lamp/Makefile")
    try folder.write("config LAMP\n\ttristate \"Lamp\"\n", to: "lamp/Kconfig")
    let unnamed = try await KfuncdocsProgram.run(["import", "kernel", folder("lamp"), "--content", site + "/Content"])
    #expect(unnamed.status != 0 && unnamed.errors.contains("[no-kernel-version]"))
    let imported = try await KfuncdocsProgram.run([
      "import", "kernel", folder("lamp"), "--release", "6.12", "--content", site + "/Content",
    ])
    #expect(imported.status == 0, "\(imported.errors)")
    let full = try await build()
    #expect(full.status == 0, "\(full.errors)")
    let page = String(
      decoding: folder.bytes(of: "site/Output/site/kfuncs/bpf_lamp_acquire/index.html") ?? [], as: UTF8.self)
    #expect(page.contains("Lamps") && page.contains("lamp.c:4"))
  }

  @Test func whatIsThereIsLeftAlone() async throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "site/letter.txt")
    try folder.write("mine", to: "file")
    for name in ["site", "file"] {
      let outcome = try await KfuncdocsProgram.run(["init", folder(name)])
      #expect(outcome.status == 2 && outcome.errors.contains("[init-refused]"))
    }
    #expect(folder.listing() == ["file", "site", "site/letter.txt"])
    #expect(try await KfuncdocsProgram.run(["init", folder("new"), "--title", "a\"b"]).status == 64)
    #expect(folder.bytes(of: "new/README.md") == nil)
  }
}
