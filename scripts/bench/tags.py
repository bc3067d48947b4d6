"""A git repository with 40 tags, made of four kernel trees; made once.

Between two kernels each step takes its share of the folders over from the newer one, so that every tag is a tree of its own
and most of its files are those of its neighbours, as in the kernel's history. The tags are v6.1, v6.2 and so on, and
candidates for what the releases between two kernels leave of forty; each Makefile says the version of its tag.
"""
import hashlib
import os
import re
import stat
import subprocess

import measuring

# From one kernel to the next, in so many steps; with the first there are forty trees.
STRETCHES = [("6.1", "6.12", 16), ("6.12", "7.2", 15), ("7.2", "7.3", 8)]
RELEASES = ["6.1"] + [f"6.{minor}" for minor in range(2, 20)] + ["7.0", "7.1", "7.2", "7.3"]


def names():
    """The forty tags, each stretch ending with the newer kernel itself."""
    result = ["v6.1"]
    for first, last, steps in STRETCHES:
        between = RELEASES[RELEASES.index(first) + 1:RELEASES.index(last) + 1]
        wanted = ["v" + release for release in between]
        candidates = [f"v{release}-rc{number}" for release in between for number in range(1, 8)]
        room = steps - len(wanted)
        step = len(candidates) / room if room else 1
        chosen = {candidates[int(index * step)] for index in range(room)}
        result += [name for release in between
                   for name in [c for c in candidates if c in chosen and c.startswith(f"v{release}-rc")] + ["v" + release]]
    return result


def listing(root):
    """Every file of a tree: path, mode; symbolic links as they are."""
    found = {}
    for path, folders, files in os.walk(root):
        folders.sort()
        for name in files + [folder for folder in folders if os.path.islink(os.path.join(path, folder))]:
            whole = os.path.join(path, name)
            mode = os.lstat(whole).st_mode
            kind = "120000" if stat.S_ISLNK(mode) else "100755" if mode & 0o100 else "100644"
            found[os.path.relpath(whole, root)] = kind
    return found


def content(root, path, kind):
    whole = os.path.join(root, path)
    if kind == "120000":
        return os.readlink(whole).encode()
    with open(whole, "rb") as file:
        return file.read()


def makefile(data, tag):
    """The kernel's Makefile with the version of a tag."""
    version, level, extra = re.fullmatch(r"v(\d+)\.(\d+)(-rc\d+)?", tag).groups()
    for key, value in (("VERSION", version), ("PATCHLEVEL", level), ("SUBLEVEL", "0"), ("EXTRAVERSION", extra or "")):
        data = re.sub(rb"(?m)^%s =.*$" % key.encode(), f"{key} = {value}".encode(), data, count=1)
    return data


def step_of(path, steps):
    """The step that takes a path over: that of its folder."""
    return int.from_bytes(hashlib.sha256(os.path.dirname(path).encode("utf-8", "surrogateescape")).digest()[:4], "big") % steps


def make(kernels, folder):
    roots = [kernels / f"linux-source-{release}" for release in ("6.1", "6.12", "7.2", "7.3")]
    marker = folder / "kfuncdocs-bench-made"
    if not marker.exists():
        for root in roots:
            if not root.is_dir():
                raise measuring.Failure(f"no {root}; make kernels fetches it")
        measuring.say("making a git repository of four kernels, once; this takes some minutes")
        if folder.exists():
            raise measuring.Failure(f"{folder} is there and not whole; remove it")
        subprocess.run(["git", "init", "--quiet", "--bare", folder], check=True)
        subprocess.run(["git", "-C", folder, "config", "core.compression", "1"], check=True)
        write(roots, folder)
        marker.write_text("".join(name + "\n" for name in names()))
    size = sum(path.stat().st_size for path in folder.rglob("*.pack"))
    return {"tags": len(marker.read_text().split()), "repositoryBytes": size}


def write(roots, folder):
    importer = subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet", "--depth=0"], stdin=subprocess.PIPE)
    out = importer.stdin
    marks = {}

    def blob(data):
        key = hashlib.sha256(data).digest()
        if key not in marks:
            marks[key] = len(marks) + 1
            out.write(b"blob\nmark :%d\ndata %d\n" % (marks[key], len(data)) + data + b"\n")
        return marks[key]

    def quoted(path):
        return b'"' + path.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'

    trees = []
    for root in roots:
        files = {}
        for path, kind in listing(root).items():
            files[path] = (kind, blob(content(root, path, kind)))
        trees.append(files)
    before = {}
    places = [(index, step, count) for index, (_, _, count) in enumerate([("", "", 1)] + STRETCHES) for step in range(count)]
    for number, (tag, (index, step, steps)) in enumerate(zip(names(), places, strict=True)):
        files = trees[index]
        older = trees[index - 1] if index else {}
        newer = {path: entry for path, entry in files.items() if not index or step_of(path, steps) <= step}
        kept = {path: entry for path, entry in older.items() if step_of(path, steps) > step}
        now = newer | {path: entry for path, entry in kept.items() if path not in newer}
        top = content(roots[index], "Makefile", "100644")
        now["Makefile"] = ("100644", blob(makefile(top, tag)))
        seconds = 1670000000 + number * 3000000
        out.write(b"commit refs/heads/main\ncommitter Bench <bench@example.org> %d +0000\ndata %d\n%s\n" % (seconds, len(tag), tag.encode()))
        for path in before.keys() - now.keys():
            out.write(b"D " + quoted(path) + b"\n")
        for path, (kind, mark) in now.items():
            if before.get(path) != (kind, mark):
                out.write(b"M %s :%d " % (kind.encode(), mark) + quoted(path) + b"\n")
        out.write(b"\nreset refs/tags/%s\nfrom refs/heads/main\n\n" % tag.encode())
        before = now
    out.close()
    if importer.wait():
        raise measuring.Failure("git fast-import failed")
