"""Runs a command and says what it took; counts what it left behind.

Peak memory is `ru_maxrss` of the command from wait4(2): the most that was resident at once, mapped files included. Linux
carries a process's peak over exec(2), so commands are started by a small program (floor/took.c), not by Python.
"""
import atexit
import functools
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class Failure(Exception):
    """A command that did not do what it was asked for."""


HERE = pathlib.Path(__file__).parent


@functools.cache
def took():
    """The program that measures, compiled for this run."""
    folder = tempfile.mkdtemp(prefix="kfuncdocs-bench-")
    atexit.register(shutil.rmtree, folder)
    program = pathlib.Path(folder, "took")
    subprocess.run(["cc", "-O2", "-o", program, HERE / "floor/took.c"], check=True)
    return program


def run(words, statuses=(0,)):
    """Runs `words`; seconds of wall and processor, and bytes of peak memory."""
    result = took().with_name("result")
    child = subprocess.run(
        [took(), result, *(str(word) for word in words)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE)
    if child.returncode:
        raise Failure(f"{words[0]} could not be measured: {child.returncode}")
    wall, user, system, memory, status = result.read_text().split()
    if int(status) not in statuses:
        raise Failure(f"{' '.join(map(str, words))}: status {status}\n{child.stderr.decode(errors='replace')[-2000:]}")
    return {"wall": float(wall), "user": float(user), "system": float(system), "memory": int(memory)}


# ext4 without a journal walks past inodes that were freed within the last minute whenever it looks for a free one
# (`recently_deleted` in fs/ext4/ialloc.c of 6.18): a build of 30,000 files took 7 s of kernel time more where the last
# one's output had just been deleted. So output is put aside while runs are timed, and deleted when none follows soon.
RECENTLY = 61
aside = []


def put_aside(*leftovers):
    """Moves what earlier runs left out of the way and lets the disk finish, so that neither falls on the next run."""
    for path in leftovers:
        if path.is_dir():
            place = path.with_name(f".aside-{len(aside)}-{path.name}")
            path.rename(place)
            aside.append(place)
    os.sync()


def settle(*leftovers):
    """Deletes what earlier runs left, here and aside, lets the disk finish and forget it."""
    gone = [path for path in [*leftovers, *aside] if path.is_dir()]
    aside.clear()
    many = False
    for path in gone:
        many = many or count(path)["files"] > 1000
        shutil.rmtree(path)
    if many:
        rest()
    else:
        os.sync()


def rest():
    """Lets the disk finish and forget what was deleted."""
    os.sync()
    time.sleep(RECENTLY)


def warm(folder):
    """Reads every file below `folder`, so that it is in the page cache."""
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                while file.read(1 << 18):
                    pass


def middle(runs):
    """The median of each quantity, with the least and the most of the wall time."""
    if not runs:
        return {}
    result = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    walls = [run["wall"] for run in runs]
    return result | {"least": min(walls), "most": max(walls), "rounds": len(runs)}


def count(folder):
    """Files and bytes below a folder."""
    files = size = 0
    for path, _, names in os.walk(folder):
        for name in names:
            files += 1
            size += os.lstat(os.path.join(path, name)).st_size
    return {"files": files, "bytes": size}


def sizes(folder, into):
    """Writes `SIZE PATH` of every file below `folder`, a line each, sorted: what the floor is to write."""
    folder = pathlib.Path(folder)
    with open(into, "w") as out:
        for path, names, files in os.walk(folder):
            names.sort()
            for name in sorted(files):
                whole = os.path.join(path, name)
                out.write(f"{os.lstat(whole).st_size} {os.path.relpath(whole, folder)}\n")


def say(text):
    print(text, file=sys.stderr, flush=True)
