"""What can be said of every page without a browser: links, anchors, budgets, permalinks, HTML."""

import json
import os
import posixpath
import re
import unittest
import urllib.parse

import kinds
import site_under_test as site


unittest.TestCase.maxDiff = None


class Links(unittest.TestCase):
    def broken(self, pages, files, is_offline):
        broken, count = [], 0
        anchors = {path: set(page.ids) for path, page in pages.items()}
        for path, page in pages.items():
            for link in page.links:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme in ("http", "https", "mailto"):
                    continue
                count += 1
                if parts.scheme or parts.netloc:
                    broken.append(f"{path}: {link}: neither a page nor the web")
                    continue
                target = path
                if parts.path:
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), parts.path))[1:]
                    target = urllib.parse.unquote(target)
                    if parts.path.endswith(("/", ".")):
                        if is_offline:
                            broken.append(f"{path}: {link}: a folder is no page on a disk")
                        target = posixpath.join(target, "index.html")
                if target not in files:
                    broken.append(f"{path}: {link}: no file {target}")
                elif parts.fragment and urllib.parse.unquote(parts.fragment) not in anchors.get(target, ()):
                    broken.append(f"{path}: {link}: no such anchor")
        self.assertGreater(count, 10 * len(pages))
        return broken

    def test_every_link_and_anchor_of_the_site_exists(self):
        self.assertEqual(self.broken(site.pages, site.files, False)[:20], [])

    def test_every_link_and_anchor_of_the_site_for_a_disk_exists(self):
        self.assertEqual(self.broken(site.offline_pages, site.offline_files, True)[:20], [])

    def test_no_file_of_a_page_comes_from_elsewhere(self):
        for path, page in site.pages.items():
            self.assertEqual(page.problems, [], path)


class Reading(unittest.TestCase):
    def test_every_page_is_of_a_kind_that_is_looked_at(self):
        self.assertEqual([path for path in site.pages if kinds.kind(path) is None], [])
        for page in kinds.SAMPLES:
            self.assertIn(kinds.file(page), site.pages)

    def test_every_heading_event_and_message_has_a_permalink(self):
        missing = []
        for path, page in site.pages.items():
            for mark in page.headings + page.marks:
                if mark["id"] is None or mark["permalink"] is None or mark["permalink"][:1] != "#":
                    missing.append(f"{path}: {mark}")
        self.assertEqual(missing[:20], [], f"{len(missing)} in all")

    def test_no_release_heads_its_changes_twice(self):
        count = 0
        for path in site.pages:
            if kinds.kind(path) != "stability":
                continue
            with open(os.path.join(site.root, path), encoding="utf-8") as file:
                heads = re.findall(r'<h3 id="changes-[^"]*">([^<]*(?:<small>[^<]*</small>)?)', file.read())
            count += len(heads)
            self.assertEqual(len(heads), len(set(heads)), path)
        self.assertGreater(count, 100)

    def test_every_id_is_there_once(self):
        for path, page in site.pages.items():
            self.assertEqual(len(page.ids), len(set(page.ids)), path)


class Budgets(unittest.TestCase):
    """Bytes as they lie on disk, elements and links; what is transferred is counted in the browser."""

    def over(self, limit, measure, is_budgeted):
        measured = [(measure(page), path) for path, page in site.pages.items() if is_budgeted(path)]
        self.assertTrue(measured)
        return [f"{path}: {value}" for value, path in sorted(measured, reverse=True) if value > limit]

    @staticmethod
    def of_a_kfunc(path):
        return kinds.kind(path) in ("entry", "stability")

    def test_html_of_a_kfuncs_pages_is_30_kB_at_most(self):
        self.assertEqual(self.over(30_000, lambda page: page.size, self.of_a_kfunc), [])

    def test_elements_of_a_kfuncs_pages_are_800_at_most(self):
        self.assertEqual(self.over(800, lambda page: page.elements, self.of_a_kfunc), [])

    def test_no_page_is_heavy(self):
        # The list of all kfuncs and the longest notes are the largest; what grows beyond has to be split or folded.
        self.assertEqual(self.over(150_000, lambda page: page.size, lambda _: True), [])

    def test_ten_links_stand_before_the_first_heading_at_most(self):
        self.assertEqual(self.over(10, lambda page: page.links_before_heading, lambda _: True), [])


class HTML(unittest.TestCase):
    def test_nu_finds_no_error_on_any_page(self):
        output, _ = site.nu.communicate(timeout=600)
        messages = json.loads(output)["messages"]
        places = [message.get("url", "").split("/kfuncdocs-browser-")[-1].split("/", 1)[-1] for message in messages]
        self.assertIn("broken/broken.html", places)
        # The one page that runs Pagefind's program says so in its policy. The word is of CSP 3 and every browser knows it;
        # this Nu knows an older list.
        unknown_to_nu = "Expecting source-expression but found \"'wasm-unsafe-eval'\""
        errors = [
            f"{place}:{message.get('lastLine')}: {message['message']}"
            for place, message in zip(places, messages)
            if not place.startswith("broken/")
            and not (place.endswith("search/index.html") and unknown_to_nu in message["message"])
        ]
        self.assertEqual(errors[:20], [], f"{len(errors)} in all")


if __name__ == "__main__":
    unittest.main()
