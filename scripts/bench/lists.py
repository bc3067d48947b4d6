#!/usr/bin/env python3
"""How long the lists of a finished site are: the largest page of each kind, and the list of all kfuncs in Debian's Chromium,
as it is and as it would be with so many rows on one page.

    lists.py SITE        prints a table; needs Playwright (.tools/browser)

Times are medians of three on a processor slowed to a quarter, about a phone's; keystrokes are medians of all.
"""
import functools
import gzip
import http.server
import os
import pathlib
import re
import sys
import threading

import playwright.sync_api

KINDS = [
    ("list of all kfuncs", r"kfuncs/"), ("a part of it", r"kfuncs/by-name/.*"), ("entry", r"kfuncs/[^/]+/"),
    ("stability page", r"kfuncs/[^/]+/stability/"), ("group", r"(subsystems|program-types|flags|id-sets)/[^/]+/"),
    ("a part of it", r"(subsystems|program-types|flags|id-sets)/[^/]+/by-name/.*"),
    ("list of groups", r"(subsystems|program-types|flags|id-sets)/"), ("policy", r"policies/[^/]+/"),
    ("what a clause reaches", r"policies/[^/]+/reach/.*"), ("removed", r"removed/.*"), ("release", r"releases/[^/]+/"),
    ("a part of it", r"releases/[^/]+/by-name/.*"), ("thread", r"threads/[^/]+/"), ("users in the tree", r"users/.*"),
    ("any other page", r".*"),
]
OPENED = """() => {
  const entry = performance.getEntriesByType("navigation")[0];
  return entry.domContentLoadedEventEnd - entry.responseStart;
}"""
# From the first use of the filters to what they say, the index loaded on the way.
ASKED = """() => new Promise((done, failed) => {
  const start = performance.now();
  const status = document.querySelector(".count");
  document.querySelector("[name=name]").focus();
  const look = () => {
    if (/kfuncs$/.test(status.textContent)) return done(performance.now() - start);
    if (performance.now() - start > 60000) return failed(new Error("no list"));
    setTimeout(look, 1);
  };
  look();
})"""
KEYS = """words => {
  const name = document.querySelector("[name=name]");
  const times = [];
  for (const word of words) {
    for (let end = 1; end <= word.length; end++) {
      const start = performance.now();
      name.value = word.slice(0, end);
      name.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector("table.list").offsetHeight;
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def packed(path):
    return len(gzip.compress(path.read_bytes(), 6))


def sizes(site):
    """The largest page of each kind, how many there are, and what they weigh together."""
    found = [[0, 0, None, 0] for _ in KINDS]
    for folder, _, names in os.walk(site):
        for name in names:
            if not name.endswith(".html"):
                continue
            path = pathlib.Path(folder, name)
            place = str(path.relative_to(site)).removesuffix("index.html")
            row = next(row for row, (_, pattern) in zip(found, KINDS) if re.fullmatch(pattern, place))
            size = path.stat().st_size
            row[0] += 1
            row[1] += size
            if size > row[3]:
                row[2:] = [path, size]
    print(f"{'':24}{'pages':>8}{'MB':>8}{'largest kB':>12}{'gzip kB':>9}")
    for (kind, _), (count, total, path, size) in zip(KINDS, found):
        if count:
            print(f"{kind:24}{count:8}{total / 1e6:8.1f}{size / 1e3:12.1f}{packed(path) / 1e3:9.1f}  {path.relative_to(site)}")
    for name in ("search-index.js", "list-index.js"):
        path = site / "assets" / name
        if path.exists():
            print(f"{name:24}{'':16}{path.stat().st_size / 1e3:12.1f}{packed(path) / 1e3:9.1f}")


def whole(site, count):
    """The list of all as it would be with `count` rows on its own page: the rows are those of its parts."""
    rows = []
    for part in sorted((site / "kfuncs/by-name").glob("*/index.html")):
        body = re.search(r"<tbody>\n(.*?)</tbody>", part.read_text(encoding="utf-8"), re.DOTALL)
        rows += body[1].splitlines(keepends=True) if body else []
    page = (site / "kfuncs/index.html").read_text(encoding="utf-8")
    page = page.replace(' class="list-found" hidden=""', "").replace("</tbody>", "".join(rows[:count]) + "</tbody>", 1)
    return re.sub(r'<div class="list-parts">.*?</div>', "", page, flags=re.DOTALL)


def median(times):
    return sorted(times)[len(times) // 2]


def browsing(site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    parts = sorted((site / "kfuncs/by-name").glob("*/index.html"), key=lambda path: path.stat().st_size)
    opened, part, asked, keys = [], [], [], []
    with playwright.sync_api.sync_playwright() as started:
        chromium = started.chromium.launch(
            executable_path=os.environ.get("KFUNCDOCS_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"] if os.getuid() == 0 else [])
        for _ in range(3):
            window = chromium.new_context()
            page = window.new_page()
            window.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            if parts:
                page.goto(address + str(parts[-1].relative_to(site)))
                part.append(page.evaluate(OPENED))
            page.goto(address + "kfuncs/")
            opened.append(page.evaluate(OPENED))
            asked.append(page.evaluate(ASKED))
            keys += page.evaluate(KEYS, ["task", "cgroup_get", "no such"])
            window.close()
        uncut = {}
        for count in (500, 1000, 2000, 5000, 10_000) if parts else ():
            body = whole(site, count)
            times = []
            for _ in range(3):
                window = chromium.new_context()
                window.route("**/kfuncs/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
                page = window.new_page()
                window.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
                page.goto(address + "kfuncs/")
                times.append(page.evaluate(OPENED))
                window.close()
            uncut[count] = (median(times), len(body), len(gzip.compress(body.encode(), 6)))
        chromium.close()
    server.shutdown()
    print(f"the list of all opens in {median(opened):.0f} ms" + (f", its largest part in {median(part):.0f} ms" if part else ""))
    print(f"the filters are ready {median(asked):.0f} ms after their first use; a letter takes {median(keys):.0f} ms")
    for count, (time, size, small) in uncut.items():
        print(f"uncut, {count} rows would be {size / 1e3:.0f} kB ({small / 1e3:.0f} kB gzip) and open in {time:.0f} ms")


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    sizes(site)
    browsing(site)


main()
