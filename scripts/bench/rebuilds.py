"""A site built again after one note, one policy and one catalogue changed, and whether its bytes are those of a cold build.

Hugo builds a site again as a whole; what it has beside that is a watch that keeps the site in memory, so that is measured.
"""
import json
import os
import select
import shutil
import signal
import subprocess
import time

import measuring
import sites


def edit_note(content, number):
    path = sorted((content / "kfuncs").glob("*.md"))[7]
    path.write_text(path.read_text() + f"\nEdit number {number} of the benchmark.\n")


def edit_policy(content, number):
    path = content / "policies/policy-3.md"
    path.write_text(path.read_text() + f"\nEdit number {number} of the benchmark.\n")


def edit_catalogue(content, number):
    """One kfunc of the newest release may sleep, or no longer."""
    path = content / "catalogue/7.3.json"
    catalogue = json.loads(path.read_text())
    member = catalogue["idSets"][number]["members"][0]
    flags = set(member.get("flags", [])) ^ {"KF_SLEEPABLE"}
    member.pop("flags", None)
    changed = {"name": member.pop("name")} | ({"flags": sorted(flags)} if flags else {}) | member
    catalogue["idSets"][number]["members"][0] = changed
    path.write_text(json.dumps(catalogue, indent=1, ensure_ascii=False) + "\n")


EDITS = {"one note": edit_note, "one policy": edit_policy, "one catalogue": edit_catalogue}


def equal(first, second):
    """Whether two sites hold the same files of the same bytes."""
    compared = subprocess.run(["diff", "-rq", first, second], stdout=subprocess.PIPE)
    for line in compared.stdout.decode().splitlines()[:5]:
        measuring.say(line)
    return compared.returncode == 0


def measure(options, count):
    original, _ = sites.corpus(options, count)
    content, site, cold = (options.work / f"{name}-{count}" for name in ("edited", "rebuilt", "rebuilt-cold"))
    measuring.settle(content, site, cold)
    shutil.copytree(original, content)
    result = {"cold": measuring.run(sites.ours(options, content, site))}
    for name, edit in EDITS.items():
        runs = []
        for number in range(1 if options.quick else options.rounds or 3):
            edit(content, number)
            # The build before deleted the site that it replaced.
            measuring.rest()
            runs.append(measuring.run(sites.ours(options, content, site)))
        measuring.settle(cold)
        # From a copy elsewhere, so that nothing kept from the builds before can be met.
        with_nothing_kept = options.work / f"edited-cold-{count}"
        measuring.settle(with_nothing_kept)
        shutil.copytree(content, with_nothing_kept)
        measuring.run(sites.ours(options, with_nothing_kept, cold))
        result[name] = measuring.middle(runs) | {"equal": equal(site, cold)}
        measuring.say(f"{count:>7} rebuilt after {name:16}{result[name]['wall']:8.2f} s  equal: {result[name]['equal']}")
        measuring.settle(cold, with_nothing_kept)
    measuring.settle(content, site)
    if count <= options.most_hugo:
        try:
            result["watch"] = watch(options, count)
        except measuring.Failure as error:
            measuring.say(f"bench: {error}")
    return result


def watch(options, count):
    """From save to rebuilt under `hugo build --watch`, for a note and a policy."""
    source = options.work / f"hugo-{count}"
    if not source.exists():
        return {}
    site = options.work / f"watched-{count}"
    measuring.settle(site)
    words = [word for word in sites.hugo(source, site, "hugo.toml,highlight.toml") if word != "--quiet"] + ["--watch"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    os.set_blocking(process.stdout.fileno(), False)
    result = {}
    try:
        wait(process, b"Press Ctrl+C")
        files = {"one note": sorted((source / "content/kfuncs").glob("b*.md"))[7], "one policy": source / "content/policies/policy-3.md"}
        for name, path in files.items():
            text, times = path.read_text(), []
            for number in range(1 if options.quick else 3):
                time.sleep(1)
                start = time.monotonic()
                path.write_text(text + f"\nEdit number {number} of the benchmark.\n")
                wait(process, b"Total in")
                times.append({"wall": time.monotonic() - start})
            path.write_text(text)
            wait(process, b"Total in")
            result[name] = measuring.middle(times)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)
        measuring.settle(site)
    return result


def wait(process, words, seconds=300):
    """Until Hugo has said it; a watch that says nothing ends the measurement, not the benchmark."""
    limit, said = time.monotonic() + seconds, b""
    while words not in said:
        left = limit - time.monotonic()
        if left < 0 or process.poll() is not None:
            raise measuring.Failure(f"hugo --watch did not say {words.decode()!r}: {said[-500:].decode(errors='replace')}")
        if select.select([process.stdout], [], [], left)[0]:
            said += os.read(process.stdout.fileno(), 65536)
