"""The results as tables, for the terminal and for docs/performance.md, and as a chart."""
import html
import sites

BEGIN, END = "<!-- Written by `make bench`: changes below are lost. -->", "<!-- End of what `make bench` writes. -->"


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 0.1 else f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def megabytes(value):
    return f"{value / 1e6:,.0f} MB"


def table(head, rows):
    return "\n".join(["| " + " | ".join(head) + " |", "| --- " + "| ---: " * (len(head) - 1) + "|"]
                     + ["| " + " | ".join(row) + " |" for row in rows])


def run_row(name, run):
    spread = f" ({seconds(run['least'])} to {seconds(run['most'])})" if run.get("rounds", 1) > 1 else ""
    return [name, seconds(run["wall"]) + spread, seconds(run["user"]), seconds(run["system"]), megabytes(run["memory"])]


RUN_HEAD = ["", "wall, median", "CPU, program", "CPU, kernel", "peak memory"]


class Targets:
    def __init__(self):
        self.rows = []

    def most(self, what, value, limit, form="{:.2f}"):
        self.rows.append([what, form.format(value), "at most " + form.format(limit), "met" if value <= limit else "missed"])

    def least(self, what, value, limit, form="{:.1f}"):
        self.rows.append([what, form.format(value), "at least " + form.format(limit), "met" if value >= limit else "missed"])


def site_parts(found, targets):
    for count, part in found.items():
        number, holds, cold = int(count), part["corpus"], part["cold"]
        yield (f"### {number:,} kfuncs\n\n{holds['releases']} releases, {holds['changes']:,} changes, {holds['notes']:,} notes of "
               f"{holds['bytesOfANote']:,} bytes on average, {holds['threads']:,} threads of ten messages, {holds['policies']} policies of ten "
               f"clauses: {holds['content']['files']:,} files, {megabytes(holds['content']['bytes'])}. "
               + (f"{cold[sites.OURS]['rounds']} rounds." if cold[sites.OURS]["rounds"] > 1 else "One round."))
        rows = [run_row(name, run) + [f"{run['files']:,}", megabytes(run["bytes"])] for name, run in cold.items()]
        yield table(RUN_HEAD + ["files", "written"], rows)
        if "hugo" in part:
            compared = part["hugo"]["compared"]
            yield (f"Of {compared['facts']:,} facts of the corpus that were looked for on pages of both sites, {compared['faults']} are missing on one; "
                   f"{compared['pages'][0]:,} pages of kfuncs, policies, threads, releases and keys on each side.")
        ours = cold[sites.OURS]
        if sites.COLOURED in cold and number >= 10_000:
            targets.least(f"{number:,}: Hugo with highlighting / ours, wall", cold[sites.COLOURED]["wall"] / ours["wall"], 10)
            targets.least(f"{number:,}: Hugo without highlighting / ours, wall", cold[sites.PLAIN]["wall"] / ours["wall"], 3)
        if number >= 10_000:
            targets.most(f"{number:,}: ours / floor, wall", ours["wall"] / cold[sites.FLOOR]["wall"], 2)
        if number == 10_000:
            targets.most("10,000: peak memory of ours, MB", ours["memory"] / 1e6, 200, "{:.0f}")
    if "10000" in found and "100000" in found:
        small, large = (found[key]["cold"][sites.OURS] for key in ("10000", "100000"))
        targets.most("100,000 beside 10,000: wall for each kfunc", large["wall"] / small["wall"] / 10, 1.3)
        targets.most("100,000 beside 10,000: CPU for each kfunc", cpu(large) / cpu(small) / 10, 1.3)
        targets.most("100,000 beside 10,000: memory for each kfunc", large["memory"] / small["memory"] / 10, 1.3)


def cpu(run):
    return run["user"] + run["system"]


def rebuild_parts(found, targets):
    for count, part in found.items():
        cold = part["cold"]["wall"]
        rows = [["nothing: cold", *run_row("", part["cold"])[1:], "", "", ""]]
        for way, runs in (("build --watch", part["staying"]), ("a new process", part)):
            for name in ("one note", "one policy", "one catalogue"):
                run = runs[name]
                rows.append([f"{name}, {way}", *run_row("", run)[1:], f"{100 * run['wall'] / cold:.1f} %", run.get("files", "all"),
                             "yes" if run["equal"] else "NO"])
                targets.least(f"{int(count):,}: rebuilt after {name} by {way}, equal in bytes to a cold build elsewhere", int(run["equal"]), 1, "{}")
        targets.most(f"{int(count):,}: rebuild after one note / cold, wall, per cent", 100 * part["staying"]["one note"]["wall"] / cold, 5, "{:.1f}")
        yield (f"{int(count):,} kfuncs. `kfuncdocs build --watch` stays: from the save to the new folder in its place, and all that the processor "
               "does until it rests, which brings the second folder up to date too. A new process of `kfuncdocs build` makes all of it again. "
               "“Equal” is a cold build of the same content elsewhere, byte by byte.")
        yield table(["changed", *RUN_HEAD[1:], "of cold", "files written", "equal"], rows)
        if part.get("watch"):
            words = ", ".join(f"{seconds(run['wall'])} after {name}" for name, run in part["watch"].items())
            yield f"`hugo build --watch` of the same corpus, which keeps its site in memory: {words}."


def import_parts(found, targets):
    yield table(RUN_HEAD, [run_row(name, run) for name, run in found.items()])
    ours = found["import of the tree"]
    targets.most("import of a full tree / `rg -uu -l`, wall", ours["wall"] / found["rg -uu -l"]["wall"], 3)
    targets.most("import of a full tree / `grep -rlE`, wall", ours["wall"] / found["grep -rlE"]["wall"], 0.5)


def tags_parts(found, targets):
    yield (f"{found['tags']} tags of a git repository of four kernels ({megabytes(found['repositoryBytes'])} packed): {seconds(found['wall'])} wall, "
           f"{seconds(cpu(found))} CPU, {megabytes(found['memory'])}, {found['catalogues']} catalogues; {seconds(found['wall'] / found['tags'])} for each tag.")


def preview_parts(found, targets):
    rows = []
    for site in found["sites"]:
        for name, times in site["edits"].items():
            rows.append([f"{site['title']}: {name}", seconds(times["median"]), seconds(times["p95"]), str(times["count"])])
            if site is found["sites"][-1]:
                targets.most(f"preview, {site['title']}: {name}, median, ms", times["median"] * 1000, 100, "{:.0f}")
    yield "From a saved file to the new bytes of its page fetched over HTTP:"
    yield table(["", "median", "95 of 100", "edits"], rows)
    rows = []
    for site in found["sites"]:
        first, last = site["soaked"]
        rows.append([site["title"], f"{site['idle']:.2f} %", f"{first['memory']:.0f} MB", f"{last['memory']:.0f} MB", f"{last['edits']:,}"])
        targets.most(f"preview, {site['title']}: memory after {last['edits']:,} more edits, against {first['edits']:,}",
                     last["memory"] / first["memory"], 1.05, "{:.2f}")
    yield table(["", "processor while idle", f"memory after {min(100, first['edits'])} more edits", "at the end", "edits"], rows)


def search_parts(found, targets):
    for count, part in found.items():
        yield (f"{part['names']:,} names in Chromium: an index of {megabytes(part['indexBytes'])}, {part['indexCompressed'] / 1e3:.0f} kB with gzip; "
               f"from the key `/` to the first hits {seconds(part['open'])}; a keystroke {part['key'] * 1000:.1f} ms (median of {part['keys']}), "
               f"{part['key95'] * 1000:.1f} ms (95 of 100), {part['slowestKey'] * 1000:.1f} ms (slowest).")
        targets.most(f"search by name, {part['names']:,} names: a keystroke, 95 of 100, ms", part["key95"] * 1000, 50, "{:.1f}")


def simple_parts(what):
    def parts(found, targets):
        rows = [run_row(f"{int(count):,} kfuncs", run) for count, run in found.items()]
        yield table([what, *RUN_HEAD[1:]], rows)
    return parts


PARTS = {
    "site": ("Cold builds", site_parts), "rebuild": ("Built again", rebuild_parts), "import": ("Import of Linux 7.3", import_parts),
    "tags": ("Import of forty tags", tags_parts), "preview": ("Preview", preview_parts), "search": ("Search by name", search_parts),
    "fulltext": ("Full-text search", simple_parts("Pagefind over the finished site")),
    "check": ("Check", simple_parts("`kfuncdocs check`")), "notes": ("Release notes", simple_parts("`kfuncdocs release-notes 6.1..7.3`")),
}


def text(results):
    """All results as Markdown."""
    machine, targets, sections = results.get("machine", {}), Targets(), []
    for name, (title, parts) in PARTS.items():
        if name not in results["parts"]:
            continue
        part = results["parts"][name]
        sections.append(f"## {title}")
        sections.extend(parts(part["results"], targets))
        sections.append(f"Commit {part['commit']}, {part['day']}, `{part['command']}`, {part['seconds']:,} s; load {part['loadBefore']} before it.")
    head = []
    if machine:
        versions = ", ".join(f"{key} {value}" if key not in value else value for key, value in machine["versions"].items())
        head.append(f"{machine['processors']} processors ({machine['processor']}), {machine['memory'] / 2**30:.0f} GiB of memory, {machine['disk']}, "
                    f"{machine['system']}, Linux {machine['kernel']}. {versions}.")
    if targets.rows:
        head.append("## Targets")
        head.append(table(["", "measured", "to reach", ""], targets.rows))
    return "\n\n".join(head + sections) + "\n"


def chart(results):
    """The cold builds of one size as bars: wall above, CPU below; colours for light and dark pages."""
    found = results["parts"].get("site", {}).get("results", {})
    count = next((key for key in ("10000", "500") if key in found), None)
    if not count:
        return None
    cold = found[count]["cold"]
    most = max(max(run["wall"], cpu(run)) for run in cold.values())
    width, left, row, top = 760, 190, 52, 44
    room = width - left - 90
    title = f"A cold build of {int(count):,} kfuncs: seconds of wall time and of processors"
    words = ". ".join(f"{name}: {run['wall']:.1f} s wall, {cpu(run):.1f} s CPU" for name, run in cold.items())
    height = top + row * len(cold) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{html.escape(title)}. {html.escape(words)}">',
        "<style>text{font:15px system-ui,sans-serif;fill:#222}.title{font-weight:bold}.value{font-size:13px}.wall{fill:#2b5d8a}.cpu{fill:#b9c7d4}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}.wall{fill:#7fb2e0}.cpu{fill:#4a5a68}}</style>",
        f'<text x="0" y="20" class="title">{html.escape(title)}</text>']
    for index, (name, run) in enumerate(cold.items()):
        y = top + index * row
        parts.append(f'<text x="{left - 10}" y="{y + 24}" text-anchor="end">{html.escape(name)}</text>')
        for offset, kind, value in ((0, "wall", run["wall"]), (18, "cpu", cpu(run))):
            length = max(1, room * value / most)
            parts.append(f'<rect class="{kind}" x="{left}" y="{y + offset}" width="{length:.1f}" height="16"/>')
            parts.append(f'<text x="{left + length + 6:.1f}" y="{y + offset + 13}" class="value">{value:.1f} s {"wall" if kind == "wall" else "CPU"}</text>')
    return "\n".join(parts + ["</svg>"]) + "\n"


def write(results, docs):
    """Puts the tables between their marks in docs/performance.md, and draws its chart."""
    page = docs / "performance.md"
    whole = page.read_text()
    before, rest = whole.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    page.write_text(f"{before}{BEGIN}\n\n{text(results)}\n{END}{after}")
    drawn = chart(results)
    if drawn:
        (docs / "performance.svg").write_text(drawn)
