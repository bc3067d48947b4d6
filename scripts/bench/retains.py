#!/usr/bin/env python3
"""Who counts references in a build, exactly: calls of swift_retain and its like by type, and by caller.

    swift build -c release --product kfuncdocs
    scripts/bench/retains.py CONTENT               by type, then by caller
    scripts/bench/retains.py CONTENT --of TYPE     the callers that count references to TYPE

A profile says where time goes, and counts what is cold in memory many times; this says how often.
"""
import argparse
import bisect
import collections
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent


def symbols(image):
    """The addresses of the functions of `image`, sorted, and their names."""
    listed = subprocess.run(["nm", "-n", "--defined-only", image], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    if not listed:
        listed = subprocess.run(["nm", "-nD", "--defined-only", image], stdout=subprocess.PIPE, text=True).stdout
    found = [(int(words[0], 16), words[2]) for words in (line.split(" ", 2) for line in listed.splitlines())
             if len(words) == 3 and words[1] in "tTwW"]
    return [address for address, _ in found], [name for _, name in found]


def name(tables, images, address):
    place = bisect.bisect(images, (address, "\x7f")) - 1
    if place < 0:
        return "?"
    base, path = images[place]
    if path not in tables:
        tables[path] = symbols(path)
    addresses, names = tables[path]
    found = bisect.bisect(addresses, address - base) - 1
    return names[found] if found >= 0 else path


def show(title, counts, most, demangle):
    rows = counts.most_common(most)
    names = [name for name, _ in rows]
    if demangle and names:
        names = subprocess.run(["swift", "demangle", "--simplified"], input="\n".join(names), stdout=subprocess.PIPE, text=True).stdout.splitlines()
    print(f"{sum(counts.values()) / 1e6:9.2f} million calls, {title}")
    for (_, count), shown in zip(rows, names):
        print(f"{count / 1e6:9.2f}  {shown[:140]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("content")
    parser.add_argument("--of", metavar="TYPE")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--program", default=".build/release/kfuncdocs")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    types, callers, tables, images = collections.Counter(), collections.Counter(), {}, []
    with tempfile.TemporaryDirectory() as folder:
        library, counts = f"{folder}/retains.so", f"{folder}/counts"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, HERE / "retains.c", "-ldl"], check=True)
        subprocess.run([program, "build", "--quiet", "--content", options.content, "--output", f"{folder}/site"], check=True,
                       env=os.environ | {"LD_PRELOAD": library, "KFUNCDOCS_RETAINS": counts})
        if not os.path.exists(counts):
            parser.error(f"{options.program} ended without its counts")
        for line in open(counts):
            words = line.rstrip("\n").split(" ", 2)
            if words[0] == "image":
                images.append((int(words[1], 16), words[2] or program))
                images.sort()
                continue
            types[words[2]] += int(words[1])
            if options.of in (None, words[2]):
                callers[name(tables, images, int(words[0], 16))] += int(words[1])
    if not types:
        parser.error(f"{options.program} has the runtime linked in: swift build -c release --product kfuncdocs")
    if not options.of:
        show("by type", types, options.most, False)
    show(f"by caller, of {options.of}" if options.of else "by caller", callers, options.most, True)


if __name__ == "__main__":
    main()
