"""Search over texts by Pagefind, and two releases side by side: loaded when asked for, shared by address."""

import json
import unittest

from browser import Reader, until
from test_kinds import AXE, RUN_AXE

unittest.TestCase.maxDiff = None


class FullText(unittest.TestCase):
    def test_words_of_mail_and_policy_are_found_at_their_place(self):
        with Reader() as reader:
            page = reader.visit("search/")
            page.wait_for_timeout(300)
            self.assertEqual([url for url in reader.requests if "pagefind" in url], [], "before it is asked for")
            page.get_by_role("searchbox").fill("idmapped")
            page.keyboard.press("Enter")
            until(page, "/^[0-9]+ page/.test(document.querySelector('.count').textContent)")
            self.assertTrue(page.url.endswith("/search/?q=idmapped"))
            links = page.evaluate("[...document.querySelectorAll('.found a')].map(link => link.getAttribute('href'))")
            self.assertTrue(any("/threads/idmapped-mounts/#m" in link for link in links), links)
            self.assertGreater(page.locator(".found mark").count(), 0)
            page.evaluate(AXE)
            self.assertEqual(page.evaluate(RUN_AXE), [])
            page.locator(".found a").first.click()
            page.wait_for_url(lambda url: "/search/" not in url)
            page.locator("h1").wait_for()
            self.assertNotIn("/search/", page.url)
            page.go_back()
            until(page, "/^[0-9]+ page/.test(document.querySelector('.count').textContent)")
            self.assertEqual(reader.faults, [])

    def test_an_address_asks_and_nothing_found_is_said(self):
        with Reader() as reader:
            # Pagefind looks for the beginnings of words as well, so the words themselves must be strange.
            page = reader.visit("search/?q=%C3%BE%C3%BE%C3%B0")
            until(page, "!/^(|Searching…)$/.test(document.querySelector('.count').textContent)")
            self.assertEqual(page.locator(".count").text_content(), "No page holds “þþð”.")
            page = reader.visit("search/?q=%3Cimg+src%3Dx%3E")
            until(page, "!/^(|Searching…)$/.test(document.querySelector('.count').textContent)")
            self.assertEqual(page.locator("main img").count(), 0)
            self.assertEqual(page.get_by_role("searchbox").input_value(), "<img src=x>")
            self.assertEqual(reader.faults, [])

    def test_an_index_that_is_missing_is_said(self):
        with Reader() as reader:
            reader.window.route("**/pagefind/pagefind.js", lambda route: route.fulfill(status=404, body=""))
            page = reader.visit("search/?q=idmapped")
            until(page, "document.querySelector('.count').textContent.includes('could not be loaded')")
            self.assertGreater(page.locator(".browse a:visible").count(), 8)


# In the form of /data/releases/RELEASE.json.
SIDES = {
    "6.12": [
        {"name": "bpf_both", "prototype": "int bpf_both(int a)", "flags": ["KF_ACQUIRE"], "file": "a.c"},
        {"name": "bpf_same", "prototype": "void bpf_same(void)"},
        {"name": "bpf_gone<img src=x>", "prototype": "void bpf_gone(void)"},
    ],
    "7.3": [
        {
            "name": "bpf_both", "prototype": "int bpf_both(long a)", "flags": ["KF_RET_NULL"], "file": "a.c",
            "programTypes": [{"answer": "yes", "types": ["BPF_PROG_TYPE_XDP"]}],
        },
        {"name": "bpf_same", "prototype": "void bpf_same(void)"},
        {"name": "bpf_new", "prototype": "void bpf_new(void)"},
    ],
}


class Compare(unittest.TestCase):
    def open(self, reader, address):
        def answer(route):
            release = route.request.url.rsplit("/", 1)[1].removesuffix(".json")
            route.fulfill(
                body=json.dumps({"kfuncs": SIDES.get(release, [])}), content_type="application/json")

        reader.window.route("**/data/releases/*.json", answer)
        return reader.visit(address)

    def test_an_address_holds_two_releases(self):
        with Reader() as reader:
            page = self.open(reader, "compare/?from=6.12&to=7.3")
            until(page, "document.querySelector('#different') !== null")
            self.assertEqual(
                page.locator(".count").text_content(),
                "6.12 has 3 kfuncs, 7.3 has 3: 1 only in 7.3, 1 only in 6.12, 1 in both that differ, 1 alike in what is"
                " compared here.")
            self.assertEqual(page.locator("#only-to + ul").inner_text(), "bpf_new")
            self.assertEqual(page.locator("#only-from + ul").inner_text(), "bpf_gone<img src=x>")
            self.assertEqual(page.locator("main img").count(), 0)
            self.assertEqual(
                page.locator("#only-from + ul a").get_attribute("href"), "../kfuncs/bpf_gone%253Cimg%2520src%253Dx%253E/")
            cells = page.evaluate("[...document.querySelectorAll('.compared-table tbody tr')].map(row => [...row.cells].map(cell => cell.innerText))")
            self.assertEqual(cells, [
                ["bpf_both", "Prototype", "int bpf_both(int a)", "int bpf_both(long a)"],
                ["Flags", "KF_ACQUIRE", "KF_RET_NULL"],
                ["Program types", "nothing", "XDP: yes"],
            ])
            page.evaluate(AXE)
            self.assertEqual(page.evaluate(RUN_AXE), [])
            page.get_by_role("button", name="Swap").click()
            until(page, "document.querySelector('#only-to + ul')?.innerText.startsWith('bpf_gone')")
            self.assertTrue(page.url.endswith("/compare/?from=7.3&to=6.12"))
            page.go_back()
            until(page, "document.querySelector('#only-to + ul')?.innerText === 'bpf_new'")
            self.assertEqual(reader.faults, [])

    def test_nothing_is_loaded_before_two_are_chosen(self):
        with Reader() as reader:
            page = self.open(reader, "compare/")
            page.wait_for_timeout(300)
            self.assertEqual([url for url in reader.requests if "/data/" in url], [])
            page.get_by_role("button", name="Compare").click()
            until(page, "document.querySelector('.count').textContent.includes('alike')")
            self.assertIn("?from=7.2&to=7.3", page.url)

    def test_a_release_that_was_not_read_is_said(self):
        with Reader() as reader:
            page = self.open(reader, "compare/?from=6.13&to=7.3")
            self.assertEqual(page.locator(".count").text_content(), "6.13: not among the releases read.")
            self.assertEqual(reader.faults, [])

    def test_without_a_script_there_are_links_instead(self):
        with Reader(java_script_enabled=False) as reader:
            page = reader.visit("compare/")
            self.assertEqual(page.locator("main form:visible").count(), 0)
            self.assertTrue(page.get_by_role("link", name="What changed in 7.3").is_visible())


if __name__ == "__main__":
    unittest.main()
