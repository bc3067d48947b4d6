#!/usr/bin/env python3
"""The benchmark: this project beside Hugo, the floor, ripgrep and grep, in one run. `make bench` sets up what it needs.

    bench.py [PART ...]         site rebuild import tags preview search fulltext check notes; all unless named

Every part runs what it compares in turn. Results go to RESULTS as JSON, a part at a time, so that parts can be run apart;
--write renders them to docs/performance.md and its chart.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import time

import imports
import measuring
import others
import rebuilds
import report
import sites

ROOT = pathlib.Path(__file__).parents[2]


def sizes(options, most=10**9):
    return [count for count in options.sizes if count <= most]


PARTS = {
    "site": lambda options: {str(count): sites.measure(options, count) for count in sizes(options)},
    "rebuild": lambda options: {str(count): rebuilds.measure(options, count) for count in sizes(options, options.most_rebuilt)[-1:]},
    "import": imports.tree,
    "tags": imports.repository,
    "preview": others.preview,
    "search": lambda options: {str(count): others.search(options, count) for count in sizes(options, 10_000)[-1:]},
    "fulltext": lambda options: {str(count): others.full_text(options, count) for count in sizes(options, 10_000)[-1:]},
    "check": lambda options: {str(count): others.check(options, count) for count in sizes(options)},
    "notes": lambda options: {str(count): others.notes(options, count) for count in sizes(options)},
}


def command(words):
    """How the run is repeated: without the places of this machine."""
    kept, skipped = [], False
    for word in words:
        places = word.split("=")[0] in ("--work", "--program", "--kernels", "--browser", "--pagefind", "--results")
        if not places and not skipped:
            kept.append(word)
        skipped = places and "=" not in word
    return "make bench" if kept == ["--write"] else f'make bench BENCH="{" ".join(kept)}"'


def told(words):
    found = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return found.stdout.decode().strip()


def machine(options):
    """Where and with what the figures were taken."""
    processor = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = next((line.split("=", 1)[1].strip().strip('"') for line in open("/etc/os-release") if line.startswith("PRETTY_NAME=")), "")
    disk = told(["findmnt", "-n", "-o", "FSTYPE", "-T", str(options.work)])
    versions = {"Swift": told(["swift", "--version"]).split("\n")[0], "Python": platform.python_version(),
                "ripgrep": told(["rg", "--version"]).split("\n")[0], "grep": told(["grep", "--version"]).split("\n")[0],
                "Chromium": told(["chromium", "--version"]), "cmark-gfm": told(["pkg-config", "--modversion", "libcmark-gfm"])}
    try:
        versions["Hugo"] = told([str(sites.hugo_program()), "version"]).split(" ")[1].split("-")[0]
    except (measuring.Failure, IndexError):
        pass
    return {"processor": processor, "processors": os.cpu_count(), "memory": memory, "system": system,
            "kernel": platform.release().split("-")[0], "disk": disk, "versions": {key: value for key, value in versions.items() if value}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--sizes", type=int, nargs="+", help="kfuncs; 500 10000 100000 unless given")
    parser.add_argument("--rounds", type=int, help="of everything; else 5 for 500, 3 for 10,000, 1 for 100,000, 5 for a tree")
    parser.add_argument("--quick", action="store_true", help="one round of 500 kfuncs, to see that it works")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / ".bench/work", help="where corpora and sites are made")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/kfuncdocs")
    parser.add_argument("--kernels", type=pathlib.Path, default=ROOT / ".kernels")
    parser.add_argument("--browser", type=pathlib.Path, default=ROOT / ".tools/browser/bin/python")
    parser.add_argument("--pagefind", type=pathlib.Path, default=ROOT / ".tools/pagefind/pagefind")
    parser.add_argument("--results", type=pathlib.Path, help=".bench/results.json, or .bench/quick.json with --quick")
    parser.add_argument("--most-hugo", type=int, default=10_000, help="the largest corpus that Hugo builds too")
    parser.add_argument("--most-rebuilt", type=int, default=10_000, help="the largest corpus that is edited and built again")
    parser.add_argument("--keep", action="store_true", help="keep the sites of the others, to look at them")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md too")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {unknown[0]}; there are {' '.join(PARTS)}")
    options.sizes = sorted(options.sizes or ([500] if options.quick else [500, 10_000, 100_000]))
    options.results = options.results or ROOT / (".bench/quick.json" if options.quick else ".bench/results.json")
    for name in ("work", "program", "kernels", "results"):
        setattr(options, name, getattr(options, name).resolve())
    options.work.mkdir(parents=True, exist_ok=True)
    results = json.loads(options.results.read_text()) if options.results.exists() else {"parts": {}}
    failed = False
    # What needs kernels is left out of a quick look, unless named.
    for name in options.parts or [part for part in PARTS if not (options.quick and part in ("import", "tags"))]:
        start, load = time.monotonic(), os.getloadavg()[0]
        measuring.say(f"== {name}")
        try:
            found = PARTS[name](options)
        except (measuring.Failure, subprocess.CalledProcessError, OSError) as error:
            measuring.say(f"bench: {name}: {error}")
            failed = True
            continue
        results["parts"][name] = {
            "results": found, "commit": told(["git", "describe", "--always", "--dirty"]),
            "command": command(sys.argv[1:]),
            "day": datetime.date.today().isoformat(), "seconds": round(time.monotonic() - start),
            "loadBefore": round(load, 2)}
        results["machine"] = machine(options)
        options.results.parent.mkdir(parents=True, exist_ok=True)
        options.results.write_text(json.dumps(results, indent=1) + "\n")
    print(report.text(results))
    if options.write:
        report.write(results, ROOT / "docs")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
