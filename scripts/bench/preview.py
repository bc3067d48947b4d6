#!/usr/bin/env python3
"""From save to new bytes served: the shipped site, and one of ten thousand HTML pages, made up by corpus.py.

A stream of events is held open for a page, as a browser holds it; a file is saved, and the time stops when the page with
the new words has been fetched. Also: processor time while nothing happens, and memory over many edits.

usage: preview.py [--program .build/release/kfuncdocs] [--content Content] [--edits 60] [--soak 1000] [--kfuncs 4900]
                  [--large-soak 100] [--json]

A kfunc has two pages, and a made-up site has some hundred others besides; how many there are is counted in a build and
told. With --json the last line is the results as one.
"""
import argparse
import http.client
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time


class Preview:
    """A running preview."""

    def __init__(self, program, folder, content):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [program, "preview", "--port", "0", "--content", content], cwd=folder, stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL)
        first = self.process.stderr.readline().decode()
        self.port = int(first.split("localhost:")[1].split("/")[0])
        self.built = self.process.stderr.readline().decode().strip()
        os.set_blocking(self.process.stderr.fileno(), False)

    def drain(self):
        while self.process.stderr.read(65536):
            pass

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def stream(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/.preview/events?page=" + path)
        return connection, connection.getresponse()

    def processor(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0

    def end(self):
        start = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=30)
        return status, time.monotonic() - start


def event(answer):
    while True:
        line = answer.readline()
        if not line:
            sys.exit("the stream ended")
        if line.startswith(b"data:"):
            return json.loads(line[5:])


def measure(preview, file, page, edits):
    """Seconds from each save of `file` to the new bytes of `page`."""
    if edits == 0:
        return []
    original = file.read_text()
    connection, answer = preview.stream(page)
    event(answer)
    times = []
    try:
        for number in range(edits):
            words = f"Edit number {number} of the benchmark."
            text = original + "\n" + words + "\n"
            time.sleep(0.02)
            start = time.monotonic()
            file.write_text(text)
            while True:
                event(answer)
                if words.encode() in preview.get(page)[1]:
                    break
            times.append(time.monotonic() - start)
            preview.drain()
    finally:
        file.write_text(original)
        event(answer)
        connection.close()
    return times


def report(name, preview, file, page, edits, found):
    """Measures and prints; processor time is that of the preview alone, and holds on a machine that does other things."""
    before = preview.processor()
    ordered = sorted(measure(preview, file, page, edits))
    processor = (preview.processor() - before) / (edits + 1)
    found[name] = {
        "median": statistics.median(ordered), "p95": ordered[int(len(ordered) * 0.95)], "processor": processor,
        "count": len(ordered)}
    print(
        f"{name:<44} median {statistics.median(ordered) * 1000:7.1f} ms   "
        f"p95 {ordered[int(len(ordered) * 0.95)] * 1000:7.1f} ms   processor {processor * 1000:7.1f} ms   "
        f"n {len(ordered)}", flush=True)


def html_pages(program, folder, content):
    """How many HTML pages a build of `content` has."""
    site = folder / "counted"
    subprocess.run([program, "build", "--quiet", "--content", content, "--output", site], cwd=folder, check=True)
    count = sum(1 for _ in site.rglob("*.html"))
    shutil.rmtree(site)
    return count


def run(title, program, folder, content, edits, soak, is_policy_soaked=False):
    title = f"{title}, {html_pages(program, folder, content):,} HTML pages"
    preview = Preview(program, folder, content)
    root = folder / content
    print(f"== {title}: {preview.built}", flush=True)
    found = {}
    note = sorted((root / "kfuncs").glob("*.md"))[-1]
    report("a page", preview, root / "pages/about.md", "/about/", edits, found)
    report("a note", preview, note, f"/kfuncs/{note.stem}/", edits, found)
    policy = sorted((root / "policies").glob("*.md"))[0]
    report("a policy", preview, policy, f"/policies/{policy.stem}/", edits, found)
    before = preview.processor()
    time.sleep(10)
    idle = (preview.processor() - before) * 10
    print(f"processor time while idle: {idle:.2f} %", flush=True)
    file, page = (policy, f"/policies/{policy.stem}/") if is_policy_soaked else (root / "pages/about.md", "/about/")
    measure(preview, file, page, min(100, soak))
    first = preview.memory()
    measure(preview, file, page, soak)
    print(
        f"memory: {first:.0f} MB after {min(100, soak)} edits of {file.name}, {preview.memory():.0f} MB after "
        f"{soak + min(100, soak)}", flush=True)
    memory = preview.memory()
    status, seconds = preview.end()
    print(f"ended with status {status} in {seconds:.2f} s", flush=True)
    soaked = [{"edits": min(100, soak), "memory": first}, {"edits": soak + min(100, soak), "memory": memory}]
    return {"title": title, "edits": found, "idle": idle, "memory": memory, "soaked": soaked}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/kfuncdocs", type=pathlib.Path)
    parser.add_argument("--content", default="Content", type=pathlib.Path)
    parser.add_argument("--edits", default=60, type=int)
    parser.add_argument("--soak", default=1000, type=int)
    parser.add_argument("--kfuncs", default=4_900, type=int)
    parser.add_argument("--large-soak", default=100, type=int)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(arguments.content, folder / "small")
        sites = [run("the shipped site", program, folder, "small", arguments.edits, arguments.soak)]
        corpus = pathlib.Path(__file__).with_name("corpus.py")
        subprocess.run(
            [sys.executable, corpus, str(arguments.kfuncs), folder / "large", "--kfuncdocs", program], check=True,
            stdout=subprocess.DEVNULL)
        (folder / "large/pages").mkdir(exist_ok=True)
        (folder / "large/pages/about.md").write_text("# About\n\nA page of its own.\n")
        sites.append(
            run(f"{arguments.kfuncs:,} kfuncs", program, folder, "large", arguments.edits, arguments.large_soak, True))
    if arguments.json:
        print(json.dumps({"sites": sites}))


if __name__ == "__main__":
    main()
