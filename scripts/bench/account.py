#!/usr/bin/env python3
"""Says where the processor's time of a cold build goes, stage by stage, from perf's samples of its stacks.

    scripts/bench/account.py CONTENT [--kfuncdocs PATH] [--output DIR]

Needs perf (linux-perf) and the toolchain's `swift demangle`. A sample counts for the innermost stage on its stack; what
the allocator does stands apart where it hides its callers. Wall time says little under perf: see docs/performance.md.
"""
import argparse
import collections
import pathlib
import re
import resource
import subprocess
import tempfile

# A stage and the functions that are part of it, innermost first on a stack.
STAGES = [
    ("write files", r"OutputFile\.write|__GI___libc_open|libc_write|__close"),
    ("page layout", r"TemplateSet\.render|MustacheLibrary\.render"),
    ("page frame", r"Site\.frameFields"),
    ("stability pages", r"StabilityPage\.fields"),
    ("kfunc pages", r"KfuncPage\.fields"),
    ("policy pages", r"PolicyPage\.fields"),
    ("other pages", r"Page\.fields|Site\.bytes"),
    ("data: kfuncs", r"KfuncDocument\.bytes"),
    ("data: catalogues", r"ReleaseCatalogue\.jsonBytes"),
    ("data: other files", r"closure #3 in SiteWriter\.fill|DataFile\.bytes"),
    ("release notes as values", r"NotesSource\.notes|ReleasePage\.init"),
    ("pages as values", r"SitePages\.all|DistinctPages|Site\.init|SiteAddresses"),
    ("read catalogues", r"CataloguesReader|ReleaseCatalogue\.read"),
    ("read texts", r"ContentFolder\.read|ContentTree|KfuncNoteReader"),
    ("index catalogues", r"CatalogueIndex\.|KfuncDirectory\.init"),
    ("compare releases", r"RecordBuilder|CatalogueComparison|WrittenEvents"),
    ("link texts", r"ContentLinks\.init|DocumentLinks\.init|ClauseReach\.init|ReachIndex\.(init|evaluate)|CrossLinks"),
    ("group kfuncs", r"GroupIndex\.init"),
    ("rest of preparation", r"SitePipeline\.prepare"),
    ("rest of writing", r"SiteWriter"),
    ("allocator, callers unknown", r"malloc|_int_free|cfree|unlink_chunk|sysmalloc|mprotect"),
]


def samples(text):
    """The stacks of perf's script output, each innermost frame first."""
    stack = []
    for line in text.splitlines():
        if not line.strip():
            if stack:
                yield stack
            stack = []
        elif line[0] in "\t ":
            parts = line.strip().split(" ", 1)
            if len(parts) > 1:
                stack.append(parts[1])
    if stack:
        yield stack


def stage_of(stack):
    for frame in stack:
        for name, pattern in PATTERNS:
            if name != STAGES[-1][0] and pattern.search(frame):
                return name
    if PATTERNS[-1][1].search(stack[0]) or len(stack) > 1 and PATTERNS[-1][1].search(stack[1]):
        return STAGES[-1][0]
    return "not told"


PATTERNS = [(name, re.compile(pattern)) for name, pattern in STAGES]


def main():
    arguments = argparse.ArgumentParser(description="Says where the time of a cold build goes.")
    arguments.add_argument("content")
    arguments.add_argument("--kfuncdocs", default=".build/release/kfuncdocs")
    arguments.add_argument("--output", help="where the site is written; a folder that is removed otherwise")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        data = pathlib.Path(folder) / "perf.data"
        output = options.output or f"{folder}/site"
        subprocess.run(
            ["perf", "record", "-q", "-F", "499", "--call-graph", "fp", "-o", data,
             options.kfuncdocs, "build", "--quiet", "--content", options.content, "--output", output], check=True)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        script = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym"], check=True, capture_output=True).stdout
        text = subprocess.run(["swift", "demangle", "--simplified"], input=script, check=True, capture_output=True).stdout
    counts = collections.Counter(stage_of(stack) for stack in samples(text.decode(errors="replace")))
    total = sum(counts.values())
    print(f"{usage.ru_utime:.1f} s user, {usage.ru_stime:.1f} s system, {usage.ru_maxrss / 1024:.0f} MB peak, {total} samples")
    for name, count in counts.most_common():
        print(f"{name:28} {count / 499 * 1000:8.0f} ms {100 * count / total:6.1f} %")


if __name__ == "__main__":
    main()
