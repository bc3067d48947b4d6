"""Content that a pull request may bring, opened in a browser that heeds no policy: nothing of it runs."""

import os
import shutil
import unittest

import browser
import server
import site_under_test as site

CALL = "window.__ran=(window.__ran||0)+1"
EVIL = f"""\"'><script>{CALL}</script><img src=x onerror={CALL}><svg onload={CALL}>"""
BODY = f"""
# Evil {EVIL}

<script>{CALL}</script> <img src=x onerror="{CALL}">

<svg onload="{CALL}"><a xlink:href="javascript:{CALL}">x</a></svg>
<iframe srcdoc="<script>parent.{CALL}</script>"></iframe> <style>@import 'x'</style> <base href="//evil.example">

[a](javascript:{CALL}) [b](data:text/html,<script>{CALL}</script>) [c](vbscript:x) [d](java%09script:{CALL})
[e](feed:javascript:{CALL}) [f](//evil.example) [g](https://fine.example "' onmouseover='{CALL}")
![h](javascript:{CALL}) <javascript:{CALL}> `</code><script>{CALL}</script>` [[kfunc:{EVIL}]]

```"><script>{CALL}</script>
</code></pre><script>{CALL}</script>
```

| a" onx=" | <b> |
| --- | --- |
| `"><svg onload={CALL}>` | {EVIL.replace("|", "")} |
"""


class Hostile(unittest.TestCase):
    def test_nothing_that_content_brings_runs(self):
        content = os.path.join(site.folder, "hostile-content")
        shutil.copytree(os.path.join(site.ROOT, "Tests/SiteBuildTests/Golden/Content"), content)
        quoted = EVIL.replace("'", "''")
        os.makedirs(os.path.join(content, "pages"), exist_ok=True)
        with open(os.path.join(content, "pages", "evil.md"), "w", encoding="utf-8") as page:
            page.write(f"---\ntitle: '{quoted}'\nsummary: '{quoted}'\n---\n\n{BODY}")
        with open(os.path.join(content, "kfuncs", "bpf_fix_open.md"), "w", encoding="utf-8") as note:
            note.write(f"---\nevents: []\n---\n{BODY}")
        with open(os.path.join(content, "site.yml"), "w", encoding="utf-8") as settings:
            settings.write(f"title: '{quoted}'\n")
        root = site.build("hostile", "--content", content)
        address = server.serve(root)
        files = [
            os.path.relpath(os.path.join(place, name), root)
            for place, _, names in os.walk(root)
            for name in names
            if name.endswith(".html")
        ]
        self.assertIn("evil/index.html", files)
        with browser.Reader(bypass_csp=True) as reader:
            dialogs = []
            reader.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
            for file in sorted(files):
                reader.page.goto(address + file.removesuffix("index.html"))
                found = reader.page.evaluate(
                    """() => ({
                      ran: window.__ran || 0,
                      odd: [...document.querySelectorAll("main :is(script, img, iframe, style, base, object, embed)")].length,
                      handlers: [...document.querySelectorAll("*")].flatMap(element => [...element.attributes])
                        .filter(attribute => attribute.name.startsWith("on") || attribute.name === "srcdoc").length,
                      links: [...document.querySelectorAll("a[href]")].map(link => link.protocol)
                        .filter(protocol => !["http:", "https:", "mailto:"].includes(protocol)),
                    })"""
                )
                self.assertEqual(found, {"ran": 0, "odd": 0, "handlers": 0, "links": []}, file)
            self.assertEqual(dialogs, [])
            # What was written is read as it was written.
            reader.page.goto(address + "evil/")
            self.assertIn("<img src=x onerror=", reader.page.inner_text("main"))

    def test_the_trap_would_be_sprung(self):
        """A page that does run its scripts is noticed, or the silence above says nothing."""
        with browser.Reader(bypass_csp=True) as reader:
            reader.page.set_content(f"<img src=x: onerror='{CALL}'>")
            browser.until(reader.page, "window.__ran === 1")
