"""Ten thousand invented kfuncs, as the program would write them: an index of names, and a list as a page."""

import json
import random
import re

COUNT = 10_000
WORDS = (
    "task cgroup acquire release map ring file path dentry inode sock skb xdp dynptr iter cpumask percpu rcu lock timer"
    " alloc free read write get put from init next destroy list node tree root left right add del set clear test copy"
).split()
FLAGS = ["KF_ACQUIRE", "KF_RELEASE", "KF_RET_NULL", "KF_SLEEPABLE", "KF_RCU"]
TYPES = [f"struct made_up_{number}" for number in range(400)]
SUBSYSTEMS = [f"SUBSYSTEM {number}" for number in range(60)]
PROGRAM_TYPES = ["KPROBE", "LSM", "SYSCALL", "STRUCT_OPS", "TRACING", "XDP"]
RELEASES = [f"{major}.{minor}" for major in (5, 6, 7) for minor in (1, 4, 9, 12)]


def names():
    chance = random.Random(1)
    made = set()
    while len(made) < COUNT:
        made.add("bpf_" + "_".join(chance.choices(WORDS, k=chance.randint(3, 5))))
    return sorted(made)


def index():
    """The script of an index in the form that the site has."""
    chance = random.Random(2)
    everyone = range(COUNT)
    return "kfuncdocs.index(%s);\n" % json.dumps(
        {
            "end": "", "newest": RELEASES[-1], "names": names(), "paths": {}, "state": "0" * COUNT,
            "subsystem": [chance.randrange(len(SUBSYSTEMS)) for _ in everyone],
            "flagSets": [[], [0], [0, 2], [1, 4], [3]], "flags": [chance.randrange(5) for _ in everyone],
            "typeNames": TYPES, "types": [sorted(chance.sample(range(len(TYPES)), 3)) for _ in everyone],
            "former": [[place, 0, f"bpf_old_{place}"] for place in range(0, COUNT, 10)],
            "groups": {
                "flags": FLAGS, "subsystems": [[name, "subsystems/x/"] for name in SUBSYSTEMS],
                "program-types": PROGRAM_TYPES, "id-sets": [],
            },
            "pages": [], "more": [], "threads": [["Thread", "Subject", "threads/x/"]],
            "mail": [[[f"{place}.1@example.org", "Somebody", place] for place in range(5000)]],
            "says": [], "search": "search/", "list": "kfuncs/",
        },
        separators=(",", ":"),
    )


def list_page(page):
    """The page of the list with other rows."""
    chance = random.Random(3)
    rows = []
    for name in names():
        types = chance.sample(PROGRAM_TYPES, chance.randint(1, 4))
        flags = [flag[3:] for flag in FLAGS if chance.random() < 0.2]
        first = chance.randrange(len(RELEASES))
        cells = [
            chance.choice(SUBSYSTEMS), ", ".join(sorted(types)), ", ".join(flags), "present", ", ".join(RELEASES[first:]),
            RELEASES[first],
        ]
        cells = "".join(f"<td>{cell}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row"><a href="{name}/"><code>{name}</code></a></th>{cells}</tr>\n')
    return re.sub(r"(<tbody>).*(</tbody>)", lambda found: found[1] + "".join(rows) + found[2], page, flags=re.DOTALL)
