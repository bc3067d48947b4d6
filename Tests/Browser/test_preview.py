"""`kfuncdocs preview` as somebody who writes sees it: a save is on the screen, and what is wrong with it too."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest

import site_under_test as site
from browser import Reader, until

CONTENT = os.path.join(site.ROOT, "Tests", "SiteBuildTests", "Golden", "Content")
LINES = "\n\n".join(f"Line {number} of a long page." for number in range(120))


class Preview(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kfuncdocs-preview-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        shutil.copytree(CONTENT, os.path.join(self.folder, "Content"))
        self.write("Content/pages/long.md", f"# A long page\n\nThe first word.\n\n{LINES}\n")
        with open(os.path.join(site.ROOT, "Templates", "assets", "site.css"), encoding="utf-8") as file:
            self.style = file.read()
        self.write("Templates/assets/site.css", self.style)
        self.program = subprocess.Popen(
            [site.PROGRAM, "preview", "--port", "0"], cwd=self.folder, stderr=subprocess.PIPE, text=True
        )
        self.said = []
        self.listener = threading.Thread(target=lambda: self.said.extend(self.program.stderr))
        self.addCleanup(self.end)
        while not self.said or "built in" not in self.said[-1]:
            self.said.append(self.program.stderr.readline())
            self.assertNotEqual(self.said[-1], "", f"ended: {self.said}")
        address = re.search(r"(http://localhost:\d+/)", "".join(self.said))
        # Its words are read on, or a full pipe would stop it.
        self.listener.start()
        self.reader = Reader(address=address[1])
        self.addCleanup(self.reader.close)
        self.page = self.reader.visit("long/")
        self.assertIn("The first word.", self.page.locator("main").inner_text())

    def end(self):
        self.program.kill()
        self.program.wait()
        if self.listener.ident:
            self.listener.join()
        self.program.stderr.close()

    def write(self, path, text):
        """As editors do: written beside, then renamed."""
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(path + ".new", path)

    def mark(self):
        """What a reload takes away."""
        self.page.evaluate("window.isTheSame = true")

    def test_a_save_is_on_the_screen_at_the_same_place(self):
        self.page.evaluate("window.scrollTo(0, 1500)")
        self.assertEqual(self.page.evaluate("window.scrollY"), 1500)
        self.mark()
        self.write("Content/pages/long.md", f"# A long page\n\nAnother word.\n\n{LINES}\n")
        until(self.page, "document.querySelector('main')?.textContent.includes('Another word.') ?? false")
        self.assertFalse(self.page.evaluate("window.isTheSame ?? false"), "the page is a new one")
        until(self.page, "window.scrollY === 1500")
        # What this page does not hold leaves it alone.
        self.mark()
        self.write("Content/pages/other.md", "# Another page\n\nOf no concern.\n")
        self.page.context.new_page().goto(self.reader.address + "other/")
        self.write("Content/pages/long.md", f"# A long page\n\nA third word.\n\n{LINES}\n")
        until(self.page, "document.querySelector('main')?.textContent.includes('A third word.') ?? false")
        self.assertEqual(self.reader.faults, [])

    def test_a_stylesheet_is_swapped_under_the_page(self):
        self.page.evaluate("window.scrollTo(0, 900)")
        self.mark()
        self.write("Templates/assets/site.css", self.style + "\nh1 { color: rgb(1, 2, 3); }\n")
        until(self.page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
        self.assertTrue(self.page.evaluate("window.isTheSame"), "without a reload")
        until(self.page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
        self.assertEqual(self.page.evaluate("window.scrollY"), 900)
        self.assertEqual(self.reader.faults, [])

    def test_what_is_wrong_stands_over_the_page_until_the_next_good_save(self):
        self.mark()
        self.write("Content/pages/long.md", f"# A long page\n\nSee [[kfunc:bpf_fix_opem]].\n\n{LINES}\n")
        alert = self.page.get_by_role("alert")
        alert.wait_for()
        words = alert.inner_text()
        self.assertIn("Content/pages/long.md:3:", words)
        self.assertIn("did you mean 'bpf_fix_open'", words)
        self.assertIn("The first word.", self.page.locator("main").inner_text(), "the last good page stays")
        self.assertTrue(self.page.evaluate("window.isTheSame"))
        self.write("Content/pages/long.md", f"# A long page\n\nSee [[kfunc:bpf_fix_open]].\n\n{LINES}\n")
        until(self.page, "document.querySelector('main a[href*=bpf_fix_open]') !== null")
        alert.wait_for(state="detached")
        self.assertTrue(any("Content/pages/long.md:3:" in line for line in self.said), "in the terminal too")
        self.assertEqual(self.reader.faults, [])

    def test_who_comes_before_the_first_build_sees_the_site_and_no_error(self):
        early = subprocess.Popen(
            [site.PROGRAM, "preview", "--port", "0"], cwd=self.folder, stderr=subprocess.PIPE, text=True
        )
        try:
            address = re.search(r"(http://localhost:\d+/)", early.stderr.readline())
            reader = Reader(address=address[1])
            try:
                page = reader.visit("long/")
                self.assertIn("The first word.", page.locator("main").inner_text())
                self.assertEqual(reader.faults, [])
            finally:
                reader.close()
        finally:
            early.kill()
            early.wait()
            early.stderr.close()

    def test_ctrl_c_ends_it(self):
        self.program.send_signal(signal.SIGINT)
        self.assertEqual(self.program.wait(timeout=30), 0)
        self.listener.join(timeout=30)
        self.assertNotIn("error", "".join(self.said))
        self.assertEqual(sorted(os.listdir(self.folder)), ["Content", "Templates"], "nothing was written")


if __name__ == "__main__":
    unittest.main()
