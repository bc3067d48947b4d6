#!/usr/bin/env python3
"""Whether this project's pages and Hugo's say the same: facts of the corpus are looked for in the text of both.

    compare.py CONTENT OURS HUGO [--kfuncs 200] [--seed 1]

The facts come from the corpus itself, not from either site. Text is what stands between tags, with white space folded.
Every page of a kfunc, a policy, a thread, a release or a key that one site has the other has to have too. Long lists of this
project are cut: what stands on their parts (`by-name/`, `reach/`) counts as of the page that they are parts of.
"""
import argparse
import html.parser
import json
import pathlib
import random
import re
import sys


class Text(html.parser.HTMLParser):
    """The text of a page's main part, and where its links lead."""

    INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "small", "span", "strong", "summary"}

    def __init__(self):
        super().__init__()
        self.parts, self.links, self.inside = [], set(), False

    def handle_starttag(self, tag, attributes):
        if tag == "main":
            self.inside = True
        if tag not in self.INLINE:
            self.parts.append(" ")
        if tag == "a" and self.inside:
            self.links.add(dict(attributes).get("href", ""))

    def handle_endtag(self, tag):
        if tag == "main":
            self.inside = False
        if tag not in self.INLINE:
            self.parts.append(" ")

    def handle_data(self, data):
        if self.inside:
            self.parts.append(data)


def page(path):
    reader = Text()
    reader.feed(path.read_text())
    return fold("".join(reader.parts)), reader.links


def fold(text):
    return re.sub(r"\s+", " ", text).strip()


PART = re.compile(r"/(by-name|reach)/")


def pages(site):
    found = {str(path.parent.relative_to(site)) for path in site.rglob("index.html")}
    return {name for name in found if not PART.search(name + "/")}


def links(root, address):
    """Where the links of a page and of its parts lead."""
    files = [root / address / "index.html", *(root / address / "by-name").rglob("index.html")]
    return set().union(*(page(file)[1] for file in files))


def markdown(text):
    """The words of the corpus's own Markdown, piece by piece: paragraphs, cells, code, list elements."""
    if text.startswith("---\n"):
        text = text[text.index("\n---\n", 4) + 5:]
    parts = text.split("```")
    for index, part in enumerate(parts):
        if index % 2:
            yield part.split("\n", 1)[1]
            continue
        for block in re.split(r"\n\s*\n", part):
            if block.lstrip().startswith("|"):
                for row in block.strip().splitlines():
                    if not row.startswith("| ---"):
                        yield from (cell.replace("`", "") for cell in row.strip("|").split("|"))
            else:
                for line in re.split(r"(?m)^(?:- |#+ |(?:> ?)+$)", block):
                    yield re.sub(r"\[\[kfunc:(\w+)\]\]", r"\1", re.sub(r"(?m)^(> ?)+", "", line)).replace("`", "")


def kfunc_facts(name, catalogues, note):
    """What both sites have to say of a kfunc."""
    newest = None
    yield "name", name
    for release, catalogue in catalogues.items():
        entry = catalogue["kfuncs"].get(name)
        if not entry:
            continue
        newest = (release, catalogue, entry)
        yield "release", release
        yield "prototype", entry["definitions"][0]["prototype"]["text"]
    release, catalogue, entry = newest
    definition = entry["definitions"][0]
    yield "place", f"{definition['file']}:{definition['line']}"
    if "condition" in definition:
        yield "condition", definition["condition"]
    for symbol in definition["build"]["symbols"]:
        yield "option", symbol
    if "kernelDoc" in definition:
        yield "kernel-doc", f"line {definition['kernelDoc']['line']}"
    for parameter in definition["prototype"].get("parameters", []):
        yield "parameter", parameter["name"]
        yield "type", parameter["type"]
    for user in entry.get("users", []):
        yield "user", user["file"]
    for found in catalogue["idSets"]:
        for member in found["members"]:
            if member["name"] == name:
                yield "set", found["name"]
                yield "set", f"({found['file']}:{member['line']}"
                for flag in member.get("flags", []):
                    yield "flag", flag
                for registration in catalogue["registrations"]:
                    if registration["idSet"] == found["name"]:
                        kind = registration["programType"].removeprefix("BPF_PROG_TYPE_")
                        yield "registration", f"registered for {kind} at {registration['file']}:{registration['line']}"
                        if "filter" in registration:
                            yield "filter", registration["filter"]
    for section in next(e for e in catalogue["fileMaintainers"] if e["file"] == definition["file"])["sections"]:
        yield "maintainers", section
    for words in markdown(note):
        yield "note", words


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("ours", type=pathlib.Path)
    parser.add_argument("hugo", type=pathlib.Path)
    parser.add_argument("--kfuncs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sites = {"ours": options.ours, "hugo": options.hugo}
    faults, facts = [], 0

    wanted = re.compile(r"(kfuncs|policies|threads|releases|subsystems|program-types|flags|id-sets)(/|$)")
    ours, hugo = ({name for name in pages(site) if wanted.match(name)} for site in sites.values())
    for name in sorted(ours ^ hugo):
        faults.append(f"{name} is a page of {'ours' if name in ours else 'hugo'} alone")

    catalogues = {}
    for path in sorted(options.content.glob("catalogue/*.json"), key=lambda path: [int(part) for part in path.stem.split(".")]):
        catalogue = json.loads(path.read_text())
        catalogue["kfuncs"] = {entry["name"]: entry for entry in catalogue["kfuncs"]}
        catalogues[catalogue["release"]] = catalogue
    names = sorted({name for catalogue in catalogues.values() for name in catalogue["kfuncs"]})

    def look(address, expected, where=("",)):
        nonlocal facts
        for site, root in sites.items():
            text = " ".join(page(root / address / part / "index.html")[0] for part in where)
            for kind, words in expected:
                facts += 1
                if fold(words) not in text:
                    faults.append(f"{site}: {address} lacks the {kind} “{fold(words)[:120]}”")

    for name in random.Random(options.seed).sample(names, min(options.kfuncs, len(names))):
        note = options.content / f"kfuncs/{name}.md"
        look(f"kfuncs/{name}", list(kfunc_facts(name, catalogues, note.read_text() if note.exists() else "")), ("", "stability"))
    for path in sorted(options.content.glob("policies/*.md")):
        look(f"policies/{path.stem}", [("words", words) for words in markdown(path.read_text())])
    for folder in sorted((options.content / "threads").glob("*"))[:50]:
        expected = [("message", words) for path in sorted(folder.glob("*.md")) for words in markdown(path.read_text())]
        look(f"threads/{folder.name}", expected)

    # The members of every key: links of its page to kfuncs.
    member = re.compile(r"/kfuncs/(\w+)/$")
    for address in sorted(name for name in ours & hugo if re.match(r"(subsystems|program-types|flags|id-sets)/", name)):
        members = [{found.group(1) for link in links(root, address) if (found := member.search(link))}
                   for root in sites.values()]
        facts += len(members[0])
        if members[0] != members[1]:
            faults.append(f"{address} lists {len(members[0])} kfuncs of ours and {len(members[1])} of Hugo's, "
                          f"different: {sorted(members[0] ^ members[1])[:3]}")
    for fault in faults[:40]:
        print(fault)
    result = {"facts": facts, "faults": len(faults), "pages": [len(ours), len(hugo)]}
    print(json.dumps(result))
    sys.exit(1 if faults else 0)


main()
