"""What is timed beside building: checking, release notes, full-text search, search by name in a browser, the preview."""
import json
import pathlib
import subprocess
import sys

import measuring
import sites

HERE = pathlib.Path(__file__).parent


def several(options, words, statuses=(0,), most=3):
    return measuring.middle([measuring.run(words, statuses=statuses) for _ in range(1 if options.quick else options.rounds or most)])


def check(options, count):
    content, _ = sites.corpus(options, count)
    # The corpus has threads that no page leads to and clauses without words, which are warnings: exit 0.
    return several(options, [options.program, "check", "--content", content, "--quiet"], statuses=(0, 1), most=3 if count <= 10_000 else 1)


def notes(options, count):
    content, _ = sites.corpus(options, count)
    return several(options, [options.program, "release-notes", "6.1..7.3", "--content", content, "--quiet"],
                   most=3 if count <= 10_000 else 1)


def built(options, count):
    """The site of an earlier part, or one made for this."""
    content, _ = sites.corpus(options, count)
    site = options.work / f"site-{count}"
    if not (site / "index.html").exists():
        measuring.settle(site)
        measuring.run(sites.ours(options, content, site))
    return site


def full_text(options, count):
    """Pagefind over the finished site, as `build --search` runs it."""
    pagefind = options.pagefind
    if not pagefind.exists():
        raise measuring.Failure(f"no {pagefind}; make bench sets it up")
    site, index = built(options, count), options.work / f"pagefind-{count}"
    measuring.settle(index)
    run = measuring.run([pagefind, "--site", site, "--output-path", index])
    run |= measuring.count(index)
    measuring.settle(index)
    return run


def search(options, count):
    """Seconds from a key to the list, and of the first opening, in Debian's Chromium."""
    site = built(options, count)
    found = subprocess.run([options.browser, "-B", HERE / "search.py", site], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if found.returncode:
        raise measuring.Failure(f"search.py: {found.stderr.decode()[-1500:]}")
    return json.loads(found.stdout.decode().strip().splitlines()[-1])


def preview(options):
    words = [sys.executable, "-B", HERE / "preview.py", "--program", options.program, "--json"]
    words += ["--edits", "10", "--kfuncs", "500"] if options.quick else ["--edits", "30"]
    words += ["--soak", "0", "--large-soak", "0"] if options.quick else ["--soak", "1000", "--large-soak", "100"]
    found = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if found.returncode:
        raise measuring.Failure(f"preview.py: {found.stderr.decode()[-1500:]}")
    return json.loads(found.stdout.decode().strip().splitlines()[-1])
