"""The kinds of pages that a site has, each by its addresses, with the pages of each that are looked at in a browser.

A page of no kind fails the suite, so that a new kind is looked at from the day it comes.
"""

import re

# Folder of the page from the top, then the samples: a long-lived kfunc, a renamed one, a removed one, a proposed one.
KINDS = [
    ("home", r"", [""]),
    ("not found", r"404\.html", ["404.html"]),
    ("list of kfuncs", r"kfuncs/", ["kfuncs/"]),
    (
        "entry",
        r"kfuncs/[^/]+/",
        ["kfuncs/bpf_task_acquire/", "kfuncs/scx_bpf_dsq_insert___v2/", "kfuncs/bpf_is_idmapped_mnt/"],
    ),
    (
        "stability",
        r"kfuncs/[^/]+/stability/",
        [
            "kfuncs/bpf_task_acquire/stability/",
            "kfuncs/scx_bpf_dispatch/stability/",
            "kfuncs/cgroup_rstat_flush/stability/",
            "kfuncs/bpf_is_idmapped_mnt/stability/",
        ],
    ),
    ("list of releases", r"releases/", ["releases/"]),
    ("release", r"releases/[^/]+/", ["releases/7.3/", "releases/6.1/"]),
    ("list of policies", r"policies/", ["policies/"]),
    ("policy", r"policies/[^/]+/", ["policies/kfunc-lifecycle/"]),
    ("list of threads", r"threads/", ["threads/"]),
    ("thread", r"threads/[^/]+/", ["threads/idmapped-mounts/"]),
    ("list of groups", r"(subsystems|program-types|flags|id-sets)/", ["subsystems/", "flags/"]),
    ("group", r"(subsystems|program-types|flags|id-sets)/[^/]+/", ["flags/KF_ACQUIRE/"]),
    ("removed", r"removed/", ["removed/"]),
    ("proposed", r"proposed/", ["proposed/"]),
    ("users", r"users/", ["users/"]),
    ("users in the tree", r"users/[^/]+/([^/]+/){0,2}", ["users/selftests/", "users/selftests/b/", "users/samples/"]),
    ("search", r"search/", ["search/"]),
    ("comparison", r"compare/", ["compare/"]),
    ("coverage", r"about/coverage/", ["about/coverage/"]),
    ("written page", r"(about|contributing|glossary)/", ["glossary/"]),
]

SAMPLES = [page for _, _, pages in KINDS for page in pages]


def kind(path):
    """The kind of the page at `path`, as its file is named below the top; None for none."""
    folder = path.removesuffix("index.html")
    for name, pattern, _ in KINDS:
        if re.fullmatch(pattern, folder):
            return name
    return None


def file(page):
    """The file of a page."""
    return page if page.endswith(".html") else page + "index.html"
