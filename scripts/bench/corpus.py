#!/usr/bin/env python3
"""Writes a made-up Content/ of any size: N kfuncs over eight releases, with notes, threads and policies.

    scripts/bench/corpus.py N DIR [--seed S] [--notes K] [--kfuncdocs PATH]

The same N and seed give the same bytes. The shapes and shares are those of the real catalogues (6.1 to 7.3): about half
of the kfuncs in the oldest release, one definition and one set each, a third with parameters of annotated names, a tenth
with a condition, a twentieth behind a filter; from release to release one in thirty changes its flags, one in fifty its
prototype, one in a hundred goes, and every line number moves. Notes are 1.2 kB of Markdown with a table, code and
mentions; there are N/50 threads of ten messages (written as mailboxes, and imported when --kfuncdocs names the program)
and twenty policies of ten clauses.
"""
import argparse
import email.utils
import hashlib
import json
import pathlib
import random
import subprocess
import tempfile

RELEASES = ["6.1", "6.6", "6.12", "6.15", "6.18", "7.0", "7.2", "7.3"]
# Shares of all kfuncs that each release adds.
FIRST_RELEASE = [52, 10, 8, 7, 6, 6, 6, 5]
MINORS = [(5, minor) for minor in range(13, 20)] + [(6, minor) for minor in range(20)] + [(7, minor) for minor in range(4)]

HOOKS = [
    ("BTF_KFUNC_HOOK_COMMON", ["UNSPEC"]),
    ("BTF_KFUNC_HOOK_XDP", ["XDP"]),
    ("BTF_KFUNC_HOOK_TC", ["SCHED_CLS"]),
    ("BTF_KFUNC_HOOK_STRUCT_OPS", ["STRUCT_OPS"]),
    ("BTF_KFUNC_HOOK_TRACING", ["TRACING", "TRACEPOINT", "PERF_EVENT", "LSM"]),
    ("BTF_KFUNC_HOOK_SYSCALL", ["SYSCALL"]),
    ("BTF_KFUNC_HOOK_CGROUP", ["CGROUP_SKB", "CGROUP_SOCK", "CGROUP_DEVICE", "CGROUP_SOCK_ADDR", "CGROUP_SOCKOPT", "CGROUP_SYSCTL"]),
    ("BTF_KFUNC_HOOK_SCHED_ACT", ["SCHED_ACT"]),
    ("BTF_KFUNC_HOOK_SK_SKB", ["SK_SKB"]),
    ("BTF_KFUNC_HOOK_SOCKET_FILTER", ["SOCKET_FILTER"]),
    ("BTF_KFUNC_HOOK_LWT", ["LWT_OUT", "LWT_IN", "LWT_XMIT", "LWT_SEG6LOCAL"]),
    ("BTF_KFUNC_HOOK_NETFILTER", ["NETFILTER"]),
]
# (name, first release, last release) by position; what the header of each release defines.
FLAGS = [
    ("KF_ACQUIRE", 0, 7), ("KF_RELEASE", 0, 7), ("KF_RET_NULL", 0, 7), ("KF_TRUSTED_ARGS", 0, 4),
    ("KF_SLEEPABLE", 0, 7), ("KF_DESTRUCTIVE", 0, 7), ("KF_RCU", 1, 7), ("KF_ITER_NEW", 1, 7),
    ("KF_ITER_NEXT", 1, 7), ("KF_ITER_DESTROY", 1, 7), ("KF_RCU_PROTECTED", 2, 7), ("KF_FASTCALL", 5, 7),
    ("KF_IMPLICIT_ARGS", 5, 7), ("KF_SPINLOCK_SAFE", 7, 7),
]
ANNOTATIONS = ["__sz", "__szk", "__k", "__ign", "__map", "__alloc", "__uninit", "__nullable", "__str", "__iter"]
AREAS = ["task", "cgroup", "sock", "skb", "xdp", "dynptr", "iter", "cpumask", "inode", "dentry", "mnt", "key", "crypto",
         "wq", "timer", "rbtree", "list", "arena", "map", "prog", "hid", "tcp", "nf", "ct", "dsq", "rq", "cpu", "folio",
         "page", "file", "path", "cred", "ns", "irq", "rcu", "perf", "stream", "obj", "res", "lru"]
VERBS = ["acquire", "release", "get", "put", "new", "destroy", "next", "first", "last", "read", "write", "copy", "move",
         "insert", "remove", "lookup", "find", "set", "clear", "test", "attach", "detach", "alloc", "free", "peek",
         "push", "pop", "query", "update", "kick", "pick", "select", "from", "into"]
NOUNS = ["id", "name", "state", "slice", "weight", "queue", "node", "entry", "range", "mask", "flags", "stat", "info",
         "link", "child", "parent", "owner", "bytes", "buf", "hash", "addr", "port", "mark", "hint", "slot", "seq"]
STRUCTS = ["task_struct", "cgroup", "sock", "sk_buff", "bpf_dynptr", "inode", "dentry", "file", "path", "cpumask",
           "bpf_map", "rq", "nf_conn", "bpf_wq", "hid_bpf_ctx", "tcp_sock", "folio", "bpf_iter_num", "crypto_ctx", "key"]
SCALARS = ["u32", "u64", "int", "s32", "size_t", "bool", "unsigned long", "enum bpf_state"]
CONFIGS = ["CONFIG_CGROUPS", "CONFIG_BPF_LSM", "CONFIG_NET", "CONFIG_KEYS", "CONFIG_CRYPTO", "CONFIG_SCHED_CLASS_EXT"]
WORDS = ("the caller holds a reference until the program gives it back and the verifier refuses what it cannot follow "
         "when a map value keeps the pointer another processor may see it first so the section of RCU must not end "
         "before the last use of an object whose owner is gone a loader that finds no such symbol stops unless the "
         "declaration is weak and the program asks before it calls").split()


def choose(rng, weights):
    mark = rng.randrange(sum(weights))
    for index, weight in enumerate(weights):
        mark -= weight
        if mark < 0:
            return index
    return len(weights) - 1


class Kfunc:
    """A kfunc through all releases: one state a release, None where it is absent."""

    def __init__(self, rng, name, file, set_name, line, size):
        self.name, self.file, self.set, self.line = name, file, set_name, line
        first = choose(rng, FIRST_RELEASE)
        self.config = rng.choice(CONFIGS) if rng.random() < 0.1 else None
        self.documented = rng.random() < 0.7
        self.notice_from = rng.randrange(8) if rng.random() < 0.01 else None
        self.users = [(f"tools/testing/selftests/bpf/progs/{name[4:]}_{k}.c", 10 + rng.randrange(200), form)
                      for k, form in zip(range(rng.choice([0, 1, 1, 2])), ["declares", "calls"])]
        returns = rng.choice([f"struct {rng.choice(STRUCTS)} *", "int", "void", "bool", "u64", "s32"])
        parameters = self.new_parameters(rng)
        flags = set()
        if returns.endswith("*"):
            flags |= {"KF_ACQUIRE", "KF_RET_NULL"}
        if rng.random() < 0.25:
            flags.add("KF_TRUSTED_ARGS")
        if rng.random() < 0.2:
            flags.add("KF_SLEEPABLE")
        doc = rng.getrandbits(64)
        self.states = [None] * 8
        gone = False
        for position in range(first, 8):
            if position > first:
                chance = rng.random()
                if chance < 0.01:
                    gone = not gone
                elif chance < 0.045:
                    flags = flags ^ {rng.choice(["KF_RCU", "KF_SLEEPABLE", "KF_RCU_PROTECTED", "KF_FASTCALL", "KF_SPINLOCK_SAFE"])}
                elif chance < 0.065:
                    parameters = self.new_parameters(rng)
                elif chance < 0.115:
                    doc = rng.getrandbits(64)
            if gone:
                continue
            known = {flag for flag, begin, end in FLAGS if begin <= position <= end}
            self.states[position] = (returns, tuple(parameters), tuple(sorted(flags & known)), doc)

    @staticmethod
    def new_parameters(rng):
        parameters = []
        for index in range(choose(rng, [4, 22, 34, 24, 12, 4])):
            if rng.random() < 0.55:
                kind = "struct " + rng.choice(STRUCTS) + " *"
                if rng.random() < 0.15:
                    kind = "const " + kind
            else:
                kind = rng.choice(SCALARS)
            annotation = rng.choice(ANNOTATIONS) if rng.random() < 0.12 else None
            name = rng.choice(NOUNS) + (str(index) if index else "") + (annotation or "")
            parameters.append((kind, name, annotation))
        return parameters

    def definition(self, position):
        returns, parameters, _, doc = self.states[position]
        line = self.line + position * 7
        texts = [kind + name if kind.endswith("*") else f"{kind} {name}" for kind, name, _ in parameters] or ["void"]
        separator = "" if returns.endswith("*") else " "
        prototype = {"text": f"{returns}{separator}{self.name}({', '.join(texts)})", "returns": returns}
        if parameters:
            prototype["parameters"] = [
                {"type": kind, "name": name, **({"annotation": annotation} if annotation else {})}
                for kind, name, annotation in parameters]
        entry = {"file": self.file, "line": line, "prototype": prototype, "marked": True}
        if self.config:
            entry["condition"] = f"defined({self.config})"
        entry["build"] = {"form": "built-in", "symbols": ["CONFIG_BPF", "CONFIG_BPF_SYSCALL"]}
        if self.documented:
            entry["kernelDoc"] = {"line": line - 9, "hash": hashlib.sha256(f"{self.name}{doc}".encode()).hexdigest()}
        if self.notice_from is not None and position >= self.notice_from:
            entry["notices"] = [{"form": "comment", "file": self.file, "line": line - 3, "releases": ["v7.5"]}]
        return entry


def make_kfuncs(rng, count):
    kfuncs, taken = [], set()
    per_file = 24
    while len(kfuncs) < count:
        group = len(kfuncs) // per_file
        area = AREAS[group % len(AREAS)]
        serial = group // len(AREAS)
        file = f"kernel/{area}/{area}_{serial}.c" if serial else f"kernel/{area}/{area}.c"
        set_name = f"{area}_{serial}_kfunc_ids"
        name = f"bpf_{area}{serial or ''}_{rng.choice(VERBS)}_{rng.choice(NOUNS)}"
        while name in taken:
            name += "_" + rng.choice(NOUNS)
        taken.add(name)
        kfuncs.append(Kfunc(rng, name, file, set_name, 60 + (len(kfuncs) % per_file) * 40, count))
    return kfuncs


def catalogue(position, kfuncs, plans):
    release = RELEASES[position]
    present = [kfunc for kfunc in kfuncs if kfunc.states[position]]
    by_set = {}
    for kfunc in present:
        by_set.setdefault((kfunc.file, kfunc.set), []).append(kfunc)
    flags = [flag for flag, begin, end in FLAGS if begin <= position <= end]
    text = {
        "schema": "kfuncdocs-catalogue-1", "release": release,
        "source": {"version": release + ".1", "description": "a made-up source", "form": "tree",
                   "identity": "sha256:" + hashlib.sha256(release.encode()).hexdigest()},
        "flags": [{"name": flag, "value": f"(1 << {index})", "file": "include/linux/btf.h", "line": 18 + index}
                  for index, flag in enumerate(flags)],
        "annotations": [{"name": name, "file": "kernel/bpf/verifier.c", "line": 11000 + 5 * index}
                        for index, name in enumerate(ANNOTATIONS)],
        "hooks": [{"name": name, "programTypes": ["BPF_PROG_TYPE_" + kind for kind in kinds],
                   "file": "kernel/bpf/btf.c", "line": 8400 + 3 * index} for index, (name, kinds) in enumerate(HOOKS)],
    }
    text["kfuncs"] = []
    for kfunc in sorted(present, key=lambda kfunc: kfunc.name.encode()):
        entry = {"name": kfunc.name, "definitions": [kfunc.definition(position)]}
        if kfunc.users:
            entry["users"] = [{"form": form, "file": file, "line": line} for file, line, form in kfunc.users]
        text["kfuncs"].append(entry)
    text["idSets"], text["registrations"], text["filters"], text["fileMaintainers"] = [], [], [], []
    titles = set()
    for (file, name), members in by_set.items():
        registered, filtered = plans[name]
        line = 1200 + position * 7
        set_members = []
        for index, kfunc in enumerate(members):
            member = {"name": kfunc.name}
            if kfunc.states[position][2]:
                member["flags"] = list(kfunc.states[position][2])
            member["line"] = line + 1 + index
            if kfunc.config:
                member["condition"] = f"defined({kfunc.config})"
            set_members.append(member)
        text["idSets"].append({"name": name, "file": file, "line": line, "opening": "BTF_KFUNCS_START", "members": set_members})
        filter_name = name.replace("_ids", "_filter") if filtered else None
        for index, kind in enumerate(registered):
            text["registrations"].append({
                "programType": "BPF_PROG_TYPE_" + kind, "variable": name.replace("_ids", "_set"), "idSet": name,
                **({"filter": filter_name} if filter_name else {}), "file": file, "line": line + 40 + index})
        if filter_name:
            kinds = sorted({"BPF_PROG_TYPE_" + other for kind in registered for _, kinds in HOOKS if kind in kinds for other in kinds})
            names = sorted(kfunc.name for kfunc in members)
            admitted = kinds[:max(1, len(kinds) // 2)]
            verdicts = [{"outcome": "admitted", "programTypes": admitted, "kfuncs": names}]
            if kinds[len(admitted):]:
                verdicts.append({"outcome": "refused", "programTypes": kinds[len(admitted):], "kfuncs": names})
            text["filters"].append({
                "name": filter_name, "file": file, "line": line + 80, "reading": "whole",
                "rules": [{"line": line + 81, "decision": "admits", "text": f"prog->type == {admitted[0]}", "programTypes": admitted[:1]}],
                "verdicts": verdicts})
        area = file.split("/")[1].upper()
        titles.add(area)
        text["fileMaintainers"].append({"file": file, "sections": [f"BPF [{area}]"]})
    text["fileMaintainers"].sort(key=lambda entry: entry["file"])
    text["maintainers"] = [{"title": f"BPF [{area}]", "line": 4000 + 20 * index, "status": "Maintained", "lists": ["bpf@example.org"]}
                           for index, area in enumerate(sorted(titles))]
    return text


def sentence(rng, length):
    words = [rng.choice(WORDS) for _ in range(length)]
    return " ".join(words).capitalize() + "."


def paragraph(rng, names, length=34):
    text = sentence(rng, length)
    return text[:-1] + f", as `{rng.choice(names)}()` does."


def note(rng, kfunc, names):
    rows = "\n".join(f"| {rng.choice(NOUNS)} | {' '.join(rng.choice(WORDS) for _ in range(5))} | `{rng.choice(SCALARS)}` |" for _ in range(4))
    other = rng.choice(names)
    return (
        f"---\nrelated: [{other}]\n---\n\n{paragraph(rng, names)}\n\n"
        f"| argument | meaning | type |\n| --- | --- | --- |\n{rows}\n\n"
        f"```c\nextern int {kfunc.name}(struct task_struct *p) __ksym __weak;\n\n"
        f"if (bpf_ksym_exists({kfunc.name}))\n\terr = {kfunc.name}(task); /* {rng.choice(WORDS)} */\n```\n\n"
        f"{paragraph(rng, names, 44)} See [[kfunc:{other}]].\n\n- {sentence(rng, 14)}\n- {sentence(rng, 14)}\n- {sentence(rng, 10)}\n")


def mailbox(rng, number, names):
    messages, identities = [], []
    for index in range(10):
        identity = f"thread-{number}-{index}@example.org"
        author = f"Author {rng.randrange(40)}"
        subject = ("Re: " if index else "") + f"[PATCH {number}] bpf: {rng.choice(VERBS)} the {rng.choice(NOUNS)} of {rng.choice(names)}"
        date = email.utils.formatdate(1690000000 + number * 86400 + index * 3600)
        head = [f"From mboxrd@z Thu Jan  1 00:00:00 1970", f"From: {author} <author@example.org>", f"Subject: {subject}",
                f"Date: {date}", f"Message-ID: <{identity}>"]
        quoted = ""
        if index:
            parent = rng.randrange(len(identities))
            head.append(f"In-Reply-To: <{identities[parent][0]}>")
            quoted = f"On some day, {identities[parent][1]} wrote:\n" + "".join(f"> {line}\n" for line in identities[parent][2].splitlines()) + "\n"
        own = "\n\n".join(wrap(paragraph(rng, names, 40).replace("`", "")) for _ in range(3))
        identities.append((identity, author, own))
        messages.append("\n".join(head + ["Content-Type: text/plain; charset=utf-8", "", quoted + own, ""]))
    return "\n".join(messages)


def wrap(text, width=72):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return "\n".join(lines + [line])


def policy(rng, number, names, files):
    selectors = ["all", "{flag: KF_ACQUIRE}", "{flag: KF_SLEEPABLE}", "{flag: KF_RCU}", "{program-type: BPF_PROG_TYPE_XDP}",
                 "{program-type: BPF_PROG_TYPE_TRACING}", "{program-type: BPF_PROG_TYPE_STRUCT_OPS}", "{name: \"bpf_task_*\"}",
                 f"{{path: \"{rng.choice(files)}\"}}", "{not: {flag: KF_RELEASE}}"]
    clauses, bodies = [], []
    for index, selector in enumerate(selectors):
        heading = f"rule-{index}-of-{number}"
        clauses.append(
            f"  - id: rule-{number}-{index}\n    heading: {heading}\n    selector: {selector}\n    source:\n"
            f"      document: Documentation/bpf/kfuncs.rst\n      section: \"Rule {index}\"\n      lines: {{\"7.3\": {100 + index}}}\n"
            "    verified: 2026-06-01\n")
        bodies.append(f"## Rule {index} of {number}\n\n{paragraph(rng, names)}\n\n{sentence(rng, 30)}\n")
    return (f"---\ntitle: \"Policy {number}\"\nsummary: \"{sentence(rng, 8)}\"\norder: {number}\nclauses:\n"
            + "".join(clauses) + "---\n\n" + sentence(rng, 20) + "\n\n" + "\n".join(bodies))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def main():
    arguments = argparse.ArgumentParser(description="Writes a made-up Content/ of any size.")
    arguments.add_argument("count", type=int, help="kfuncs")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--notes", type=int, help="how many kfuncs have a note; all unless given")
    arguments.add_argument("--kfuncdocs", type=pathlib.Path, help="imports the mailboxes; none are made without it")
    options = arguments.parse_args()
    rng = random.Random(options.seed)
    kfuncs = make_kfuncs(rng, options.count)
    names = [kfunc.name for kfunc in kfuncs if any(kfunc.states)]
    kinds = [kind for _, group in HOOKS[1:] for kind in group]
    plans = {}
    for kfunc in kfuncs:
        if kfunc.set not in plans:
            plans[kfunc.set] = (rng.sample(kinds, rng.choice([1, 1, 2, 3])), rng.random() < 0.05)
    for position, release in enumerate(RELEASES):
        text = json.dumps(catalogue(position, kfuncs, plans), indent=1, ensure_ascii=False)
        write(options.folder / f"catalogue/{release}.json", text + "\n")
    releases = "".join(f"  - release: \"{major}.{minor}\"\n" for major, minor in MINORS)
    write(options.folder / "releases.yml", "releases:\n" + releases)
    write(options.folder / "site.yml", "title: A made-up site\ntagline: Nothing here is true\n")
    noted = [kfunc for kfunc in kfuncs if any(kfunc.states)][:options.notes]
    for kfunc in noted:
        write(options.folder / f"kfuncs/{kfunc.name}.md", note(rng, kfunc, names))
    files = sorted({kfunc.file for kfunc in kfuncs if any(kfunc.states)})
    for number in range(20):
        write(options.folder / f"policies/policy-{number}.md", policy(rng, number, names, files))
    threads = options.count // 50 if options.kfuncdocs else 0
    if options.kfuncdocs:
        program = options.kfuncdocs.resolve()
        with tempfile.NamedTemporaryFile(suffix=".mbox") as box:
            for number in range(threads):
                pathlib.Path(box.name).write_text(mailbox(rng, number, names))
                subprocess.run(
                    [program, "import", "thread", box.name, "--slug", f"thread-{number}", "--quiet", "--force",
                     "--output", options.folder / "threads"], check=True)
    present = [kfunc for kfunc in kfuncs if any(kfunc.states)]
    sizes = [len((options.folder / f"kfuncs/{kfunc.name}.md").read_bytes()) for kfunc in noted]
    steps = sum(bool(old) != bool(new) or bool(old) and old[:3] != new[:3]
                for kfunc in present for old, new in zip(kfunc.states, kfunc.states[1:]))
    print(json.dumps({
        "kfuncs": len(present), "releases": len(RELEASES), "changes": steps, "notes": len(noted),
        "bytesOfANote": round(sum(sizes) / max(1, len(sizes))), "threads": threads, "messages": threads * 10,
        "policies": 20, "clauses": 200}))


if __name__ == "__main__":
    main()
