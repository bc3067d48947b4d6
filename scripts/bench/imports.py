"""`kfuncdocs import kernel` against grep, ripgrep and xz on the same kernel, and of 40 tags of a git repository.

Every round runs each command once, one after another, so that what else the machine does falls on all of them. A first
round warms the page cache and is not counted.
"""
import pathlib
import shutil
import tempfile

import measuring
import tags

# The words that `KernelSelection` searches for; a test holds the two lists together.
WORDS = [
    "__bpf_kfunc", "BTF_ID_FLAGS", "BTF_SET8_START", "BTF_KFUNCS_START", "btf_kfunc_id_set", "_KFUNC_",
    "__ksym", "vmlinux.h", "bpf_helpers.h", 'SEC("', '.c"',
]
PATTERN = "|".join("".join("\\" + c if c in ".(" else c for c in word) for word in WORDS)


def interleaved(commands, rounds, warm=True):
    """The medians of several commands, run in turn."""
    runs = {name: [] for name, _ in commands}
    for number in range(rounds + (1 if warm else 0)):
        for name, words in commands:
            run = measuring.run(words)
            if number or not warm:
                runs[name].append(run)
    return {name: measuring.middle(found) for name, found in runs.items()}


def tree(options):
    """A full tree, and its archive, against what searches and unpacks them."""
    kernel = options.kernels / "linux-source-7.3"
    archive = options.kernels / "linux-source-7.3.tar.xz"
    for tool in ("rg", "grep", "xz", "tar"):
        if not shutil.which(tool):
            raise measuring.Failure(f"{tool} is not installed")
    with tempfile.TemporaryDirectory() as content:
        importing = lambda path: [options.program, "import", "kernel", path, "--content", content, "--quiet"]
        rounds = 1 if options.quick else options.rounds or 5
        found = interleaved([
            ("import of the tree", importing(kernel)),
            ("rg -uu -l", ["rg", "-uu", "-l", PATTERN, kernel]),
            ("grep -rlE", ["grep", "-rlE", PATTERN, kernel]),
        ], rounds)
        if not options.quick:
            archive.read_bytes()
            found |= interleaved([
                ("import of the .tar.xz", importing(archive)),
                ("xz -dc | tar -t", ["bash", "-o", "pipefail", "-c", f"xz -dc '{archive}' | tar -t"]),
            ], options.rounds or 3, warm=False)
    return found


def repository(options):
    """Forty tags out of a git repository of the four kernels."""
    folder = options.work / "kernels.git"
    made = tags.make(options.kernels, folder)
    with tempfile.TemporaryDirectory() as content:
        words = [options.program, "import", "kernel", folder, "--tags", "v*", "--content", content, "--quiet"]
        # Where two steps of the mixture disagree with one another, import says so with status 1.
        run = measuring.run(words, statuses=(0, 1))
        catalogues = len(list(pathlib.Path(content, "catalogue").glob("*.json")))
    return run | {"catalogues": catalogues} | made
