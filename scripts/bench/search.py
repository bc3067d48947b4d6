#!/usr/bin/env python3
"""Search by name in a finished site, in Debian's Chromium: from opening to ready, and from each key to the list.

    search.py SITE        prints JSON; needs Playwright (.tools/browser)
"""
import functools
import gzip
import http.server
import json
import os
import pathlib
import sys
import threading

import playwright.sync_api

KEYS = """([words, rounds]) => {
  const box = document.querySelector("[role=combobox]");
  const times = [];
  for (let round = 0; round < rounds; round++) {
    for (const word of words) {
      for (let end = 1; end <= word.length; end++) {
        const start = performance.now();
        box.value = word.slice(0, end);
        box.dispatchEvent(new Event("input", { bubbles: true }));
        times.push(performance.now() - start);
      }
    }
  }
  return times.sort((a, b) => a - b);
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = sorted(path.name for path in (site / "kfuncs").iterdir() if path.is_dir() and path.name != "by-name")
    index = next(iter((site / "assets").glob("search-index*.js")), None) or next(iter((site / "search").glob("*index*.js")))
    data = index.read_bytes()
    with playwright.sync_api.sync_playwright() as started:
        chromium = started.chromium.launch(
            executable_path=os.environ.get("KFUNCDOCS_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"] if os.getuid() == 0 else [])
        opened = []
        for _ in range(3):
            page = chromium.new_context().new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/kfuncs/{names[len(names) // 2]}/")
            # From the key that opens the search to a first list, the index loaded on the way.
            opened.append(page.evaluate("""name => new Promise((done, failed) => {
              const start = performance.now();
              document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
              const box = () => document.querySelector("[role=combobox]");
              const look = () => {
                const found = document.querySelector("[role=option]");
                if (found) return done(performance.now() - start);
                if (box() && !box().value) {
                  box().value = name;
                  box().dispatchEvent(new Event("input", { bubbles: true }));
                }
                if (performance.now() - start > 20000) return failed(new Error("no list of hits"));
                setTimeout(look, 1);
              };
              look();
            })""", names[0][:8]))
        words = [names[0], names[len(names) // 3], "kf_acq cgroup", "bpf task get", "no such name at all"]
        times = page.evaluate(KEYS, [words, 5])
        chromium.close()
    server.shutdown()
    print(json.dumps({
        "names": len(names), "indexBytes": len(data), "indexCompressed": len(gzip.compress(data, 6)),
        "open": sorted(opened)[1] / 1000, "key": times[len(times) // 2] / 1000, "key95": times[int(len(times) * 0.95)] / 1000,
        "slowestKey": times[-1] / 1000, "keys": len(times)}))


main()
