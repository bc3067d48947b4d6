#!/usr/bin/env python3
"""Measures `kfuncdocs import kernel` against grep, ripgrep and xz on the same kernel, in the same run.

Every round runs each command once, one after another, so that what else the machine does falls on all of them; the
medians are compared. Prints a table, writes it to .bench/, and exits 1 when a target is missed.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# The words that `KernelSelection` searches for; a test holds the two lists together.
WORDS = [
    "__bpf_kfunc", "BTF_ID_FLAGS", "BTF_SET8_START", "BTF_KFUNCS_START", "btf_kfunc_id_set", "_KFUNC_",
    "__ksym", "vmlinux.h", "bpf_helpers.h", 'SEC("', '.c"',
]
PATTERN = "|".join("".join("\\" + c if c in ".(" else c for c in word) for word in WORDS)

# Peak memory comes from wait4(2), which gives one child's own.
MOST_MEMORY = 200_000_000
MOST_OF_GREP = 0.5
MOST_OF_XZ = 1.15


class Command:
    def __init__(self, name, words, shell=False):
        self.name, self.words, self.shell = name, words, shell
        self.seconds, self.processor, self.memory = [], [], []

    def run(self):
        words = ["bash", "-o", "pipefail", "-c", self.words] if self.shell else self.words
        start = time.monotonic()
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        self.seconds.append(time.monotonic() - start)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"bench: {self.name} failed with {child.returncode}: {errors.decode(errors='replace')[:500]}")
        self.processor.append(usage.ru_utime + usage.ru_stime)
        self.memory.append(usage.ru_maxrss << 10)

    def median(self):
        return statistics.median(self.seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kernel", required=True, help="an unpacked kernel tree")
    parser.add_argument("--tarball", help="the same kernel as .tar.xz")
    parser.add_argument("--program", default=".build/release/kfuncdocs")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tarball-rounds", type=int, default=3)
    parser.add_argument("--output", default=".bench")
    arguments = parser.parse_args()

    for tool in ["rg", "grep"] + (["xz", "tar"] if arguments.tarball else []):
        if not shutil.which(tool):
            sys.exit(f"bench: {tool} is not installed")
    if not os.access(arguments.program, os.X_OK):
        sys.exit(f"bench: no {arguments.program}; build with swift build -c release")

    with tempfile.TemporaryDirectory(prefix="kfuncdocs-bench-") as content:
        importing = lambda path: [arguments.program, "import", "kernel", path, "--content", content, "--quiet"]
        tree = [
            Command("import of the tree", importing(arguments.kernel)),
            Command("grep -rlE", ["grep", "-rlE", PATTERN, arguments.kernel]),
            Command("rg -uu -l", ["rg", "-uu", "-l", PATTERN, arguments.kernel]),
        ]
        for command in tree:  # a first round warms the page cache and is not counted
            command.run()
            command.seconds.clear(), command.processor.clear()
        for _ in range(arguments.rounds):
            for command in tree:
                command.run()
        packed = []
        if arguments.tarball:
            packed = [
                Command("import of the .tar.xz", importing(arguments.tarball)),
                Command("xz -dc | tar -t", f"xz -dc '{arguments.tarball}' | tar -t", shell=True),
            ]
            pathlib.Path(arguments.tarball).read_bytes()
            for _ in range(arguments.tarball_rounds):
                for command in packed:
                    command.run()

    lines = [f"{'command':24}{'seconds':>10}{'least':>8}{'most':>8}{'processor':>11}{'peak MB':>9}"]
    for command in tree + packed:
        lines.append(
            f"{command.name:24}{command.median():>10.2f}{min(command.seconds):>8.2f}{max(command.seconds):>8.2f}"
            f"{statistics.median(command.processor):>11.2f}{max(command.memory) / (1 << 20):>9.0f}")
    lines.append("")
    missed = False

    def target(name, value, most, form):
        nonlocal missed
        missed = missed or value > most
        lines.append(f"{name:44}{form.format(value):>8}  at most {form.format(most)}  {'met' if value <= most else 'MISSED'}")

    target("import / grep", tree[0].median() / tree[1].median(), MOST_OF_GREP, "{:.2f}")
    lines.append(f"{'import / rg (grep takes about three times rg)':44}{tree[0].median() / tree[2].median():>8.2f}")
    if packed:
        target("import of the .tar.xz / (xz -dc | tar -t)", packed[0].median() / packed[1].median(), MOST_OF_XZ, "{:.2f}")
    for command in tree[:1] + packed[:1]:
        target(f"peak memory of the {command.name}, MB", max(command.memory) / 1e6, MOST_MEMORY / 1e6, "{:.0f}")
    load = os.getloadavg()[0]
    lines.append("")
    lines.append(
        f"{arguments.rounds} rounds of the tree, {arguments.tarball_rounds if packed else 0} of the archive; "
        f"{os.cpu_count()} processors, load {load:.1f} at the end")
    text = "\n".join(lines) + "\n"
    print(text, end="")
    output = pathlib.Path(arguments.output)
    output.mkdir(exist_ok=True)
    (output / "import.txt").write_text(text)
    sys.exit(1 if missed else 0)


main()
