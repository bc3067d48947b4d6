"""A site built again after one note, one policy and one catalogue changed, and whether its bytes are those of a cold build:
by a new process, and by `build --watch`, which stays.

Hugo builds a site again as a whole; what it has beside that is a watch that keeps the site in memory, so that is measured.
"""
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import time

import measuring
import sites


def edit_note(content, number):
    path = sorted((content / "kfuncs").glob("*.md"))[7]
    return path, path.read_text() + f"\nEdit number {number} of the benchmark.\n"


def edit_policy(content, number):
    path = content / "policies/policy-3.md"
    return path, path.read_text() + f"\nEdit number {number} of the benchmark.\n"


def edit_catalogue(content, number):
    """One kfunc of the newest release may sleep, or no longer."""
    path = content / "catalogue/7.3.json"
    catalogue = json.loads(path.read_text())
    member = catalogue["idSets"][number]["members"][0]
    flags = set(member.get("flags", [])) ^ {"KF_SLEEPABLE"}
    member.pop("flags", None)
    changed = {"name": member.pop("name")} | ({"flags": sorted(flags)} if flags else {}) | member
    catalogue["idSets"][number]["members"][0] = changed
    return path, json.dumps(catalogue, indent=1, ensure_ascii=False) + "\n"


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
    rounds = 1 if options.quick else options.rounds or 3
    measuring.settle(content, site, cold)
    shutil.copytree(original, content)
    # What the part before deleted would fall on this build: it was 16 s once, four times what it takes.
    measuring.rest()
    result = {"cold": measuring.run(sites.ours(options, content, site))}
    for name, edit in EDITS.items():
        runs = []
        for number in range(rounds):
            path, text = edit(content, number)
            path.write_text(text)
            # The build before deleted the site that it replaced.
            measuring.rest()
            runs.append(measuring.run(sites.ours(options, content, site)))
        same = is_cold(options, count, content, site, cold)
        result[name] = measuring.middle(runs) | {"equal": same}
        measuring.say(f"{count:>7} rebuilt after {name:16}{result[name]['wall']:8.2f} s  equal: {same}")
    measuring.settle(content, site)
    shutil.copytree(original, content)
    result["staying"] = stay(options, count, content, site, cold, 1 if options.quick else max(5, rounds))
    measuring.settle(content, site)
    if count <= options.most_hugo:
        try:
            result["watch"] = watch(options, count)
        except measuring.Failure as error:
            measuring.say(f"bench: {error}")
    return result


def is_cold(options, count, content, site, cold):
    """Whether `site` is, in bytes, what a build makes of `content`: of a copy elsewhere, so that nothing kept can be met."""
    with_nothing_kept = options.work / f"edited-cold-{count}"
    measuring.put_aside(cold, with_nothing_kept)
    shutil.copytree(content, with_nothing_kept)
    measuring.run(sites.ours(options, with_nothing_kept, cold))
    same = equal(site, cold)
    # Deleted when nothing is timed any more.
    measuring.put_aside(cold, with_nothing_kept)
    return same


def stay(options, count, content, site, cold, rounds):
    """The same edits under `kfuncdocs build --watch`: from the save to its line, which it says once the folder is new."""
    words = [word for word in sites.ours(options, content, site) if word != "--quiet"] + ["--watch"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    os.set_blocking(process.stderr.fileno(), False)
    result = {}
    try:
        wait(process, process.stderr, b" written in ")
        for name, edit in EDITS.items():
            runs, files = [], []
            for number in range(rounds):
                path, text = edit(content, number)
                # The second folder is brought up to date behind the line; the processor's share of it is counted.
                rest(process)
                before = processor(process)
                start = time.monotonic()
                path.write_text(text)
                said = wait(process, process.stderr, b" written in ")
                run = {"wall": time.monotonic() - start}
                rest(process)
                user, system = (after - first for after, first in zip(processor(process), before))
                runs.append(run | {"user": user, "system": system, "memory": memory(process)})
                files.append(re.search(rb"(\d+|none) of \d+ files written in", said)[1].decode())
            same = is_cold(options, count, content, site, cold)
            result[name] = measuring.middle(runs) | {"equal": same, "files": files[-1]}
            measuring.say(f"{count:>7} followed {name:20}{result[name]['wall']:8.3f} s"
                          f"{result[name]['user'] + result[name]['system']:8.2f} s CPU  {files[-1]} files  equal: {same}")
        process.send_signal(signal.SIGINT)
        if process.wait(timeout=60):
            raise measuring.Failure(f"build --watch ended with {process.returncode}")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    return result


def processor(process):
    """Seconds that the processor worked for it so far: its own, and the kernel's."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK"), int(fields[12]) / os.sysconf("SC_CLK_TCK")


def rest(process):
    """Until it does nothing for half a second."""
    last = None
    while last != (last := processor(process)):
        time.sleep(0.5)


def memory(process):
    """Its peak so far, in bytes."""
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def equal(first, second):
    """Whether two sites hold the same files of the same bytes."""
    compared = subprocess.run(["diff", "-rq", first, second], stdout=subprocess.PIPE)
    for line in compared.stdout.decode().splitlines()[:5]:
        measuring.say(line)
    return compared.returncode == 0


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
        wait(process, process.stdout, b"Press Ctrl+C")
        files = {"one note": sorted((source / "content/kfuncs").glob("b*.md"))[7], "one policy": source / "content/policies/policy-3.md"}
        for name, path in files.items():
            text, times = path.read_text(), []
            for number in range(1 if options.quick else 3):
                time.sleep(1)
                start = time.monotonic()
                path.write_text(text + f"\nEdit number {number} of the benchmark.\n")
                wait(process, process.stdout, b"Total in")
                times.append({"wall": time.monotonic() - start})
            path.write_text(text)
            wait(process, process.stdout, b"Total in")
            result[name] = measuring.middle(times)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)
        measuring.settle(site)
    return result


def wait(process, stream, words, seconds=300):
    """What it says until it has said `words`; a watch that says nothing ends the measurement, not the benchmark."""
    limit, said = time.monotonic() + seconds, b""
    while words not in said:
        left = limit - time.monotonic()
        if left < 0 or process.poll() is not None:
            raise measuring.Failure(f"{process.args[0]} did not say {words.decode()!r}: {said[-500:].decode(errors='replace')}")
        if select.select([stream], [], [], left)[0]:
            said += os.read(stream.fileno(), 65536)
    return said
