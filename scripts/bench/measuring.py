"""Runs a command and says what it took; counts what it left behind.

Peak memory is `ru_maxrss` of the command itself from wait4(2): the most that was resident at once, file mappings
included. Linux counts what the process was before exec(2) too, so the parent has to be small: it holds nothing but this.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time


class Failure(Exception):
    """A command that did not do what it was asked for."""


def run(words, folder=None, environment=None, statuses=(0,)):
    """Runs `words`; seconds of wall and processor, and bytes of peak memory."""
    start = time.monotonic()
    child = subprocess.Popen(
        [str(word) for word in words], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in statuses:
        raise Failure(f"{' '.join(map(str, words))}: status {child.returncode}\n{errors.decode(errors='replace')[-2000:]}")
    return {"wall": wall, "user": usage.ru_utime, "system": usage.ru_stime, "memory": usage.ru_maxrss << 10}


def settle(*leftovers):
    """Deletes what earlier runs left and lets the disk finish, so that neither falls on the next run."""
    for path in leftovers:
        if path.is_dir():
            shutil.rmtree(path)
    os.sync()


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
