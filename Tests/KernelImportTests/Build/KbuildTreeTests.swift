import Diagnostics
import KernelImport
import KfuncModel
import Testing

@Suite struct KbuildTreeTests {
  /// A small kernel with invented names.
  static let files: [String: String] = [
    "Kbuild": """
    obj-y\t\t+= core/
    obj-y += arch/$(SRCARCH)/
    obj-$(CONFIG_MILK) += dairy/
    obj-$(CONFIG_TEA) += kettle/
    obj-m += addons/
    """,
    "Makefile": """
    core-y := early/ \\
    \tlate/
    drivers-$(CONFIG_SPOON) += spoons/
    libs-y := lib/
    ifeq ($(EXTERNAL),)
    core-y += inner/
    endif
    """,
    "Kconfig": """
    menuconfig MILK
    \tbool "Milk"
    \thelp
    \t  config TEA
    \t  tristate words in a help text change nothing

    config TEA
    \ttristate
    \tprompt "Tea"
    config CUP
    \tdef_tristate TEA
    config SUGAR
    \tdef_bool y
    config LUMPS
    \tint "How many"
    config TWICE
    \tbool
    choice
    \ttristate "Which"
    endchoice
    """,
    "core/Kconfig.more": "config TWICE\n\ttristate\n",
    "core/Makefile": """
    obj-y := first.o
    obj-$(CONFIG_MILK) += milk.o cheese.o \\
    \tbutter.o # obj-y += comment.o
    obj-${CONFIG_TEA} += tea.o
    obj-m += always_module.o
    obj-$(CONFIG_TWICE) += twice.o
    obj-$(CONFIG_LUMPS) += lumps.o
    obj-$(CONFIG_UNDEFINED) += nowhere.o
    obj-$(CONFIG_TEA:m=y) += kept.o
    obj-$(subst m,y,$(CONFIG_TEA)) += kept2.o
    obj- += never.o
    obj-y += deep/below/leaf.o
    obj-y += $(addprefix parts/, a.o b.o) $(patsubst %,%.o,c)
    lib-y += helper.o
    CFLAGS_first.o := -DX
    obj-$(CONFIG_A)$(CONFIG_B) += pair.o
    obj-$(if $(CONFIG_MILK),m) += chosen.o

    obj-$(CONFIG_CUP) += cup.o
    cup-y := $(obj)/handle.o
    cup-objs += rim.o
    cup-$(CONFIG_SUGAR) += sweet.o
    ifeq ($(CONFIG_CUP),m)
    cup-$(CONFIG_MILK) += split.o only_m.o
    else ifeq ($(CONFIG_CUP),y)
    cup-$(CONFIG_SUGAR) += split.o only_y.o
    else
    cup-y += impossible.o
    endif

    jam-objs = straw.o berry.o
    jar-$(CONFIG_SUGAR) += $(jam-objs)
    obj-$(CONFIG_TEA) += jar.o
    extras := salt.o pepper.o
    extras += chilli.o
    obj-$(CONFIG_SUGAR) += $(extras)
    list-$(CONFIG_TEA) += listed.o
    obj-y += $(list-y)
    obj-m += $(list-m)
    prefix := some
    obj-$(CONFIG_MILK) += $(prefix)_name.o
    """,
    "core/if/Makefile": """
    ifdef CONFIG_MILK
    obj-y += a.o
    ifneq ($(CONFIG_SUGAR),)
        obj-$(CONFIG_TEA) += b.o
    endif
    else
    obj-y += c.o
    endif
    ifeq ($(CONFIG_MILK)$(CONFIG_SUGAR),yy)
    obj-y += d.o
    endif
    ifneq ($(CONFIG_TEA), m)
    obj-$(CONFIG_TEA) += e.o
    endif
    ifeq (y,$(CONFIG_SUGAR))
    ifeq ("$(CONFIG_MILK)", "y")
    obj-y += f.o
    endif
    endif
    ifndef CONFIG_TEA
    obj-$(CONFIG_TEA) += dead.o
    endif
    ifeq ($(shell test -e x && echo y),y)
    obj-$(CONFIG_MILK) += g.o
    endif
    ifeq "$(CONFIG_TEA)" "m"
    obj-y += h.o
    endif
    obj-$(CONFIG_MILK) += either.o
    obj-$(CONFIG_TEA) += either.o
    obj-$(CONFIG_CUP) += again.o
    obj-$(CONFIG_CUP) := again2.o
    rule: again.o
    \tobj-y += recipe.o
    define BODY
    obj-y += body.o
    endef
    """,
    "core/Kbuild": "obj-y += shadow.o\n",
    "dairy/Makefile": "obj-y += cow.o\nobj-$(CONFIG_MILK) += goat.o\nobj-$(CONFIG_TEA) += chai.o\nsubdir-y := barn\n",
    "dairy/barn/Makefile": "obj-$(CONFIG_SUGAR) += hay.o\n",
    "kettle/Makefile": "obj-y += steam.o\nobj-$(CONFIG_CUP) += pour.o\n",
    "addons/Makefile": "obj-y += plug.o\nobj-$(CONFIG_SUGAR) += socket.o\n",
    "early/Makefile": "obj-y += sun.o\n", "late/Makefile": "obj-y += moon.o\n",
    "spoons/Makefile": "obj-$(CONFIG_TEA) += spoon.o\n", "inner/Makefile": "obj-y += heart.o\n",
    "arch/flat/Kbuild": "obj-$(CONFIG_MILK) += plain/\n",
    "arch/flat/Makefile": "drivers-$(CONFIG_SUGAR) += arch/flat/power/\n",
    "arch/flat/plain/Makefile": "obj-y += setup.o\n", "arch/flat/power/Makefile": "obj-y += sleep.o\n",
    "outside/Makefile": "obj-m += stranger.o\n",
  ]

  static func tree(_ changes: [String: String?] = [:]) -> KbuildTree {
    var files = files
    // Where there is a Kbuild, make does not look at the Makefile: only one test wants that.
    files["core/Kbuild"] = nil
    files["core/Makefile"]? += "\nobj-y += if/\n"
    for (path, text) in changes { files[path] = text }
    var diagnostics: [Diagnostic] = []
    return KbuildTree(files: files.mapValues { Array($0.utf8) }, diagnostics: &diagnostics)
  }

  @Test(
    arguments: [
      ("core/first.c", "", .builtIn), ("core/milk.c", "MILK", .builtIn), ("core/butter.c", "MILK", .builtIn),
      ("core/tea.S", "TEA", .either), ("core/always_module.c", "", .module), ("core/twice.c", "TWICE", .either),
      ("core/kept.c", "TEA", .builtIn), ("core/kept2.c", "TEA", .builtIn), ("core/deep/below/leaf.c", "", .builtIn),
      ("core/helper.c", "", .builtIn), ("core/chosen.c", "MILK", .module),
      // A symbol that is no switch, or is defined nowhere, leaves the form open.
      ("core/lumps.c", "LUMPS", .unknown), ("core/nowhere.c", "UNDEFINED", .unknown),
      // Lists that are never built, not listed at all, commented out, computed.
      ("core/never.c", "", .unknown), ("core/absent.c", "", .unknown), ("core/comment.c", "", .unknown),
      ("core/parts/a.c", "", .unknown), ("core/c.c", "", .unknown), ("core/pair.c", "", .unknown),
    ] as [(String, String, BuildCondition.Form)])
  func readsLists(path: String, symbols: String, form: BuildCondition.Form) {
    expect(path, symbols, form)
  }

  @Test(
    arguments: [
      ("core/handle.c", "CUP", .either), ("core/rim.c", "CUP", .either), ("core/sweet.c", "CUP SUGAR", .either),
      // Listed twice, once for each form of CUP: only CUP is asked for both times.
      ("core/split.c", "CUP", .either), ("core/only_m.c", "CUP MILK", .module),
      ("core/only_y.c", "CUP SUGAR", .builtIn),
      ("core/impossible.c", "", .unknown), ("core/straw.c", "TEA SUGAR", .either), ("core/salt.c", "SUGAR", .builtIn),
      ("core/chilli.c", "SUGAR", .builtIn), ("core/listed.c", "TEA", .either), ("core/some_name.c", "MILK", .builtIn),
    ] as [(String, String, BuildCondition.Form)])
  func followsCompositesAndVariables(path: String, symbols: String, form: BuildCondition.Form) {
    expect(path, symbols, form)
  }

  @Test(
    arguments: [
      ("core/if/a.c", "MILK", .builtIn), ("core/if/b.c", "MILK SUGAR TEA", .either), ("core/if/c.c", "", .builtIn),
      ("core/if/d.c", "MILK SUGAR", .builtIn), ("core/if/e.c", "TEA", .builtIn),
      ("core/if/f.c", "SUGAR MILK", .builtIn),
      ("core/if/dead.c", "", .unknown), ("core/if/g.c", "MILK", .builtIn), ("core/if/h.c", "TEA", .builtIn),
      ("core/if/either.c", "", .either), ("core/if/recipe.c", "", .unknown), ("core/if/body.c", "", .unknown),
      ("core/if/again.c", "", .unknown), ("core/if/again2.c", "CUP", .either),
    ] as [(String, String, BuildCondition.Form)])
  func readsConditionals(path: String, symbols: String, form: BuildCondition.Form) {
    expect(path, symbols, form)
  }

  @Test(
    arguments: [
      ("dairy/cow.c", "MILK", .builtIn), ("dairy/goat.c", "MILK", .builtIn), ("dairy/chai.c", "MILK TEA", .either),
      ("dairy/barn/hay.c", "MILK SUGAR", .builtIn), ("kettle/steam.c", "TEA", .builtIn),
      ("kettle/pour.c", "TEA CUP", .either), ("addons/plug.c", "", .module), ("addons/socket.c", "SUGAR", .module),
      ("early/sun.c", "", .builtIn), ("late/moon.c", "", .builtIn), ("inner/heart.c", "", .builtIn),
      ("spoons/spoon.c", "SPOON TEA", .either), ("arch/flat/plain/setup.c", "MILK", .builtIn),
      ("arch/flat/power/sleep.c", "SUGAR", .builtIn), ("outside/stranger.c", "", .unknown), ("top.c", "", .unknown),
    ] as [(String, String, BuildCondition.Form)])
  func climbsToTheTop(path: String, symbols: String, form: BuildCondition.Form) {
    expect(path, symbols, form)
  }

  @Test func aKbuildFileHidesTheMakefile() {
    let tree = Self.tree(["core/Kbuild": "obj-$(CONFIG_MILK) += shadow.o\n"])
    #expect(tree.condition(of: "core/shadow.c") == BuildCondition(symbols: ["CONFIG_MILK"], form: .builtIn))
    #expect(tree.condition(of: "core/first.c") == BuildCondition(symbols: [], form: .unknown))
  }

  @Test func anIncludedFileHasTheConditionOfThoseThatIncludeIt() {
    let includers: (String) -> [KbuildTree.Inclusion] = { path in
      switch path {
      case "core/part.c": [.init(path: "core/chapter.c", symbols: ["CONFIG_SUGAR"])]
      case "core/chapter.c": [.init(path: "core/tea.c"), .init(path: "core/chapter.c"), .init(path: "core/part.c")]
      case "core/shared.h": [.init(path: "core/tea.c"), .init(path: "core/sweet.c"), .init(path: "core/absent.c")]
      default: []
      }
    }
    let tree = Self.tree()
    #expect(
      tree.condition(of: "core/part.c", includers: includers)
        == BuildCondition(symbols: ["CONFIG_TEA", "CONFIG_SUGAR"], form: .either))
    #expect(tree.condition(of: "core/shared.h", includers: includers) == BuildCondition(symbols: [], form: .either))
    #expect(tree.condition(of: "core/loop.c") { [.init(path: $0)] } == BuildCondition(symbols: [], form: .unknown))
    #expect(
      tree.condition(of: "a0.c") { [.init(path: "a\($0.count).c"), .init(path: "\($0)c")] }
        == BuildCondition(symbols: [], form: .unknown))
  }

  private func expect(_ path: String, _ symbols: String, _ form: BuildCondition.Form) {
    let names = symbols.split(separator: " ").map { "CONFIG_\($0)" }
    #expect(Self.tree().condition(of: path) == BuildCondition(symbols: names, form: form))
  }
}
