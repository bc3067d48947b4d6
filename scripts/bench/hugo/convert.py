#!/usr/bin/env python3
"""Makes the content of an equivalent Hugo site of a corpus and of the data that this project published about it.

    convert.py CONTENT SITE FOLDER

CONTENT is the corpus, SITE what `kfuncdocs build` made of it (its data/ is read), FOLDER where Hugo's source goes.
Everything that this project finds out while it builds (states, changes, who is reached by a clause, what mentions what,
runs of equal releases) is worked out here, outside of the timing, and stands ready in front matter. Hugo reads, parses
Markdown, renders templates, groups by taxonomy and writes. JSON is the front matter that it decodes fastest.
"""
import collections
import fnmatch
import json
import pathlib
import re
import shutil
import sys

PREFIX = "BPF_PROG_TYPE_"


def read(path):
    return json.loads(path.read_text())


def phrase(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


class Links:
    """Mentions as Markdown links: in inline code and bare words of prose, never inside of code blocks."""

    CODE = re.compile(r"`(\w+)(\(\))?`")
    BARE = re.compile(r"\b(bpf_\w+)(\(\))?")
    WIKI = re.compile(r"\[\[kfunc:(\w+)\]\]")

    def __init__(self, names):
        self.names = names

    def code(self, match):
        name, call = match.group(1), match.group(2) or ""
        return f"[`{name}{call}`](/kfuncs/{name}/)" if name in self.names else match.group(0)

    def bare(self, match):
        name, call = match.group(1), match.group(2) or ""
        return f"[{name}](/kfuncs/{name}/){call}" if name in self.names else match.group(0)

    def note(self, text):
        parts = text.split("```")
        for index in range(0, len(parts), 2):
            parts[index] = self.WIKI.sub(r"[`\1`](/kfuncs/\1/)", self.CODE.sub(self.code, parts[index]))
        return "```".join(parts)

    def mail(self, text):
        return self.BARE.sub(self.bare, text)


def front(path):
    """A file's front matter as text, and its body."""
    text = path.read_text()
    if not text.startswith("---\n"):
        return "", text
    end = text.index("\n---\n", 4)
    return text[4:end + 1], text[end + 5:].lstrip("\n")


def write(path, params, body=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(params, ensure_ascii=False, indent=1) + "\n\n" + body)


def runs(releases, what):
    """Neighbouring releases with the same cell as one: its text, its span, and whether it differs from the one before."""
    cells = []
    for release in releases:
        text = what(release) if release["present"] else None
        if cells and cells[-1]["text"] == text:
            cells[-1]["span"] += 1
        else:
            before = next((cell for cell in reversed(cells) if cell["text"] is not None), None)
            cells.append({"text": text, "span": 1, "changed": before is not None and text is not None and before["text"] != text})
    for cell in cells:
        if cell["text"] is None:
            del cell["text"]
    return cells


def set_flags(release):
    return sorted({flag for entry in release.get("flags", []) for flag in entry.get("flags", [])})


def set_names(release):
    return sorted({name for entry in release.get("flags", []) for name in entry["idSets"]})


def answers(release):
    return {kind: entry["answer"] for entry in release.get("programTypes", []) for kind in entry["types"]}


def types(release):
    return ", ".join(kind.removeprefix(PREFIX) + ("" if answer == "open" else f" ({answer})")
                     for kind, answer in sorted(answers(release).items()))


def matrix(releases):
    rows = [
        {"title": "Prototype", "code": True, "cells": runs(releases, lambda r: r.get("prototype", ""))},
        {"title": "Flags", "cells": runs(releases, lambda r: ", ".join(set_flags(r)) or "none")},
        {"title": "May call it", "folded": True, "cells": runs(releases, types)},
        {"title": "Filters", "code": True, "cells": runs(releases, lambda r: ", ".join(r.get("filters", [])) or "none")},
        {"title": "File", "code": True, "cells": runs(releases, lambda r: ", ".join(r.get("files", [])))},
        {"title": "Needs", "code": True, "cells": runs(releases, lambda r: ", ".join(r["build"]["symbols"]))},
    ]
    if any("condition" in release for release in releases):
        rows.append({"title": "Condition", "code": True, "cells": runs(releases, lambda r: r.get("condition", "none"))})
    for row in rows:
        for cell in row["cells"]:
            if row.get("folded") and "text" in cell:
                cell["count"] = len(cell["text"].split(", "))
    return rows


def groups(releases):
    """For each key of each taxonomy, what every release answers."""
    table = collections.defaultdict(lambda: ["absent" if not release["present"] else "no" for release in releases])
    for index, release in enumerate(releases):
        if release["present"]:
            for key in set_flags(release) + set_names(release):
                table[key][index] = "yes"
            for key, answer in answers(release).items():
                table[key][index] = "yes" if answer == "open" else answer
    return dict(table)


def calling(name, prototype, parameters):
    arguments = ", ".join(parameter["name"] for parameter in parameters)
    result = "" if prototype.startswith("void ") and not prototype.startswith("void *") else "result = "
    return {
        "weak": f"extern {prototype} __ksym __weak;", "strong": f"extern {prototype} __ksym;",
        "checked": f"if (bpf_ksym_exists({name}))\n    {result}{name}({arguments});\nelse\n    ; /* what the program does without it */",
    }


def kfunc(facts, body):
    releases, newest = facts["releases"], facts["newest"]
    table = groups(releases)
    # A type that filters refuse in every release has no page that lists it.
    kinds = [key for key in table if key.startswith(PREFIX) and any(word not in ("absent", "no", "refused") for word in table[key])]
    flags = [key for key in table if key.startswith("KF_")]
    definition = newest["definitions"][0]
    state = facts["state"]
    presence = "Present in " + phrase(state["present"]) + (f"; absent in {phrase(state['absent'])}" if state.get("absent") else "") + "."
    changes = [event for event in facts.get("events", []) if event["kind"] != "kernel-doc-changed"]
    return {
        "title": facts["name"], "outputs": ["html", "stability"],
        "subsystems": [facts["subsystem"]["slug"]], "program-types": sorted(kinds), "flags": sorted(flags),
        "id-sets": sorted(key for key in table if not key.startswith(PREFIX) and key not in flags),
        "description": f"{facts['name']}, a kernel function for BPF programs. {presence}",
        "subsystem": facts["subsystem"]["title"], "subsystemSlug": facts["subsystem"]["slug"],
        "state": state["sentence"], "presence": presence, "gone": not state["inNewest"], "related": facts.get("related", []),
        "present": [release["present"] for release in releases],
        "marks": {event["to"]: event["kind"].replace("-changed", "") for event in reversed(changes)},
        "newestChange": changes[0]["to"] if changes else "none found",
        "newest": newest | {"definition": definition}, "calling": calling(facts["name"], definition["prototype"], newest.get("parameters", [])),
        "matrix": matrix(releases), "groups": table | {facts["subsystem"]["slug"]: ["present" if r["present"] else "absent" for r in releases]},
        "clauses": facts.get("clauses", []), "events": facts.get("events", []), "plans": facts.get("plans", []),
        "threads": [thread["slug"] for thread in facts.get("threads", [])], "mentions": facts.get("mentions", []),
    }


def reaches(selector, name, release):
    """Whether a clause reaches a kfunc of a release: the selectors that corpus.py writes."""
    if release is None:
        return False
    if selector == "all":
        return True
    if selector.startswith("not: "):
        return not reaches(selector[5:].strip("{}"), name, release)
    key, value = selector.split(": ", 1)
    value = value.strip('"')
    if key == "name":
        return fnmatch.fnmatchcase(name, value)
    return value in release[key]


def reachable(release):
    """What selectors ask of a release, looked up once for all clauses."""
    if not release["present"]:
        return None
    kinds = {kind for kind, answer in answers(release).items() if answer != "refused"}
    return {"flag": set(set_flags(release)), "program-type": kinds, "path": set(release["files"])}


def reach(clause, kfuncs, releases):
    """Who a clause reaches, by subsystem and then by the releases in which it does; checked against the published counts."""
    counts = [0] * len(releases)
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for facts in kfuncs:
        here = [reaches(clause["selector"], facts["name"], release) for release in facts["reachable"]]
        for index, yes in enumerate(here):
            counts[index] += yes
        if any(here) and clause["selector"] != "all":
            subsystem = facts["subsystem"]
            words = phrase([release for release, yes in zip(releases, here) if yes])
            found[subsystem["title"], subsystem["slug"]][words].append(facts["name"])
    if counts != [entry["reached"] for entry in clause["reach"]]:
        sys.exit(f"{clause['id']} reaches {counts}, published is {clause['reach']}")
    return {
        "counts": [f"{entry['reached']} of {entry['of']} in {entry['release']}" for entry in clause["reach"]],
        "selector": clause["selector"], "source": clause["source"], "verified": clause["verified"],
        "subsystems": [{"title": title, "slug": slug, "rows": [{"releases": words, "names": names} for words, names in sorted(rows.items())]}
                       for (title, slug), rows in sorted(found.items())],
    }


def thread(folder, source, facts, links):
    depth, tree, children = {}, [], collections.defaultdict(list)
    for message in facts["messages"]:
        children[message.get("inReplyTo")].append(message)
    waiting = list(reversed(children[None]))
    while waiting:
        message = waiting.pop()
        level = depth.get(message.get("inReplyTo"), -1) + 1
        depth[message["messageID"]] = level
        tree.append({"number": message["number"], "author": message["author"], "date": message["date"][:10], "depth": level})
        waiting.extend(reversed(children[message["messageID"]]))
    if len(tree) != len(facts["messages"]):
        sys.exit(f"{facts['slug']}: a message outside of the tree")
    write(folder / "index.md", {"title": facts["title"], "subject": facts["subject"], "tree": tree, "count": len(tree)})
    for message, file in zip(facts["messages"], sorted(source.glob("*.md"))):
        _, body = front(file)
        write(folder / f"message-{message['number']:02}.md", {
            "title": message["author"], "weight": message["number"], "author": message["author"], "day": message["date"][:10],
            "messageID": message["messageID"], "archive": message["archive"], "subject": message.get("subject", facts["subject"]),
        }, links.mail(body))


def terms(folder, content, kfuncs):
    """What each release says of the keys themselves, as front matter of their pages."""
    facts = collections.defaultdict(list)
    catalogues = sorted(content.glob("catalogue/*.json"), key=lambda path: [int(part) for part in path.stem.split(".")], reverse=True)
    for path in catalogues:
        catalogue = read(path)
        release = catalogue["release"]
        for flag in catalogue["flags"]:
            facts["flags", flag["name"]].append({"release": release, "text": f"{flag['value']}, {flag['file']}:{flag['line']}"})
        for hook in catalogue["hooks"]:
            for kind in hook["programTypes"]:
                others = [other.removeprefix(PREFIX) for other in hook["programTypes"] if other != kind]
                shared = "shared with " + phrase(others) if others else "shared with no other type"
                facts["program-types", kind].append({"release": release, "text": f"{hook['name']}, {shared}, {hook['file']}:{hook['line']}"})
        for found in catalogue["idSets"]:
            facts["id-sets", found["name"]].append({"release": release, "text": f"{found['file']}:{found['line']}"})
        for section in catalogue["maintainers"]:
            slug = re.sub(r"[^a-z0-9]+", "-", section["title"].lower()).strip("-")
            facts["subsystems", slug].append({"release": release, "text": f"{section['status']}, {', '.join(section['lists'])}, MAINTAINERS:{section['line']}"})
    titles = {facts["subsystem"]["slug"]: facts["subsystem"]["title"] for facts in kfuncs}
    for (taxonomy, key), rows in facts.items():
        write(folder / taxonomy / key / "_index.md", {"title": titles.get(key, key), "key": key, "code": taxonomy != "subsystems", "facts": rows})


def main():
    content, site, folder = map(pathlib.Path, sys.argv[1:4])
    if folder.exists():
        shutil.rmtree(folder)
    here = pathlib.Path(__file__).parent
    shutil.copytree(here / "layouts", folder / "layouts")
    for name in ("hugo.toml", "highlight.toml"):
        shutil.copy(here / name, folder / name)
    shutil.copytree(site / "assets", folder / "static/assets")
    data = site / "data"
    kfuncs = [read(path) for path in sorted((data / "kfuncs").glob("*.json"))]
    read_releases = [entry["release"] for entry in read(data / "releases.json")["read"]]
    links = Links({facts["name"] for facts in kfuncs})
    pages = folder / "content"
    for facts in kfuncs:
        path = content / "kfuncs" / f"{facts['name']}.md"
        body = links.note(front(path)[1]) if path.exists() else ""
        write(pages / "kfuncs" / f"{facts['name']}.md", kfunc(facts, body), body)
        facts["reachable"] = [reachable(release) for release in facts["releases"]]
    clauses = {}
    for path in sorted((data / "policies").glob("*.json")):
        policy = read(path)
        found = {clause["id"]: reach(clause, kfuncs, read_releases) for clause in policy["clauses"]}
        for clause in policy["clauses"]:
            clauses[clause["id"]] = {key: clause[key] for key in ("id", "title", "source", "verified", "selector")} | {
                "policy": policy["slug"], "policyTitle": policy["title"]}
        _, body = front(content / "policies" / f"{policy['slug']}.md")
        parts = re.split(r"(?m)^(?=## )", body)
        body = parts[0] + "".join(f"{part.rstrip()}\n\n{{{{< clause \"{clause['id']}\" >}}}}\n\n"
                                  for part, clause in zip(parts[1:], policy["clauses"], strict=True))
        write(pages / "policies" / f"{policy['slug']}.md", {
            "title": policy["title"], "summary": policy["summary"], "clauses": found,
            "contents": [{"id": clause["id"], "title": clause["title"]} for clause in policy["clauses"]]}, links.note(body))
    titles = {}
    for path in sorted((data / "threads").glob("*.json")):
        facts = read(path)
        titles[facts["slug"]] = facts["title"]
        thread(pages / "threads" / facts["slug"], content / "threads" / facts["slug"], facts, links)
    meanings = {}
    rows = []
    for index, release in enumerate(read_releases):
        facts = read(data / "releases" / f"{release}.json")
        meanings |= {entry["name"]: entry.get("meaning", "") for entry in facts["flags"] + facts["annotations"]}
        rows.append({"release": release, "source": facts["source"], "kfuncs": len(facts["kfuncs"]),
                     "x": f"{10 + 80 * index / max(1, len(read_releases) - 1):.1f}%"})
        compared = data / "comparisons" / f"{read_releases[index - 1]}..{release}.json"
        changes = read(compared) if index and compared.exists() else {}
        kinds = collections.defaultdict(list)
        for change in changes.get("changes", []):
            kinds[change["kind"]].append(change)
        write(pages / "releases" / release / "index.md", {
            "title": f"Kfuncs in Linux {release}" + (f", compared with {read_releases[index - 1]}" if index else ""),
            "weight": len(read_releases) - index, "release": release, "before": read_releases[index - 1] if index else "",
            "count": len(facts["kfuncs"]), "wide": changes.get("releaseWide", []),
            "kinds": [{"kind": kind, "changes": found} for kind, found in kinds.items()],
            "all": [] if index else [entry["name"] for entry in facts["kfuncs"]]})
    every = [identity for identity, clause in clauses.items() if clause["selector"] == "all"]
    shared = {"clauses": clauses, "meanings": meanings, "threads": titles, "releases": {"read": rows, "everyClause": every}}
    # Names of assets may carry a hash of their content.
    shared["assets"] = {path.suffix[1:] if path.stem.startswith("site") else "icon": path.name for path in sorted((site / "assets").iterdir())
                        if path.stem.split(".")[0].split("-")[0] in ("site", "icon")}
    for name, value in shared.items():
        write(folder / "data" / f"{name}.json", value)
    terms(pages, content, kfuncs)
    for name, title in (("kfuncs", "Kfuncs"), ("policies", "Policies"), ("threads", "Threads"), ("releases", "Releases"),
                        ("subsystems", "Subsystems"), ("program-types", "Program types"), ("flags", "Flags"), ("id-sets", "ID sets")):
        write(pages / name / "_index.md", {"title": title})
    write(pages / "removed.md", {"title": "Removed", "layout": "removed"})
    write(pages / "about" / "coverage.md", {"title": "What was read", "layout": "coverage"})


main()
