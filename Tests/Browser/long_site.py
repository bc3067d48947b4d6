"""A made-up site of so many kfuncs that its lists are cut, built once for the tests that ask for it."""

import json
import os
import subprocess
import sys

import server
import site_under_test as site

COUNT = 1_200

content = os.path.join(site.folder, "long-content")
subprocess.run(
    [sys.executable, "-B", os.path.join(site.ROOT, "scripts", "bench", "corpus.py"), str(COUNT), content, "--notes", "3"],
    check=True, stdout=subprocess.DEVNULL,
)
root = site.build("long", "--content", content)
offline_root = site.build("long-offline", "--content", content, "--offline")
address = server.serve(root)


def catalogue(release):
    with open(os.path.join(content, "catalogue", release + ".json"), encoding="utf-8") as file:
        return json.load(file)


def names():
    """Every name of every release, as the content has it."""
    found = set()
    for file in os.listdir(os.path.join(content, "catalogue")):
        found |= {kfunc["name"] for kfunc in catalogue(file.removesuffix(".json"))["kfuncs"]}
    return sorted(found)


def parts():
    """The pages of the parts of the list of all kfuncs, in the order of their addresses."""
    folder = os.path.join(root, "kfuncs", "by-name")
    return [f"kfuncs/by-name/{name}/" for name in sorted(os.listdir(folder))]
