"""A site published to object storage by rclone, and read back through a front of it: by a browser, and by --verify."""

import os
import shutil
import subprocess
import tempfile
import unittest

import site_under_test as site
import storage
from browser import Reader, until

PREFIX = "kfuncs/"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


class ObjectStorage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kfuncdocs-storage-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.content = os.path.join(cls.folder, "Content")
        shutil.copytree(os.path.join(site.ROOT, "Tests/SiteBuildTests/Golden/Content"), cls.content)
        cls.storage = storage.Storage(cls.folder)
        cls.addClassCleanup(cls.storage.close)
        with open(os.path.join(cls.content, "site.yml"), "a", encoding="utf-8") as settings:
            settings.write(
                f"publish:\n  store:\n    kind: rclone\n    to: storage:{storage.BUCKET}/{PREFIX.rstrip('/')}\n"
                f"    config: {cls.storage.configuration}\n"
            )
        cls.write("second", "The second page.")
        cls.publish()
        cls.first = cls.storage.changes(PREFIX)
        cls.address = storage.front(cls.storage, PREFIX)

    @classmethod
    def write(cls, slug, text):
        with open(os.path.join(cls.content, "pages", slug + ".md"), "w", encoding="utf-8") as page:
            page.write(f"---\ntitle: {slug}\n---\n\n{text}\n")

    @classmethod
    def publish(cls, *options):
        words = [site.PROGRAM, "publish", "store", "--search", "--content", cls.content, "--templates", cls.folder + "/none"]
        # rclone by itself fails where this is set, as it is on machines that use AWS through a proxy.
        certificates = {"AWS_CA_BUNDLE": CERTIFICATES} if os.path.exists(CERTIFICATES) else {}
        done = subprocess.run(
            [*words, *options], capture_output=True, text=True, check=False, env=os.environ | certificates)
        if done.returncode != 0:
            raise AssertionError(done.stderr)

    def verify(self):
        done = subprocess.run(
            [site.PROGRAM, "publish", "--verify", self.address], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def assert_order(self, changes):
        """Parts before pages, pages before the manifest, removals last; all of it after the list of what may be there, and
        while the claim is there that keeps another publish away."""
        def rank(change):
            verb, path = change
            if path.startswith("site-manifest.claim-"):
                return 6 if verb == "DELETE" else -1
            if verb == "DELETE":
                return 5 if path == "site-manifest.pending.json" else 4
            if path.startswith("site-manifest"):
                return 0 if "pending" in path else 3
            return 2 if path.endswith(".html") else 1
        ranks = [rank(change) for change in changes]
        self.assertEqual(ranks, sorted(ranks))
        self.assertEqual({-1, 0, 3, 5, 6} - set(ranks), set())

    def test_1_parts_arrive_before_the_pages_that_need_them(self):
        self.assert_order(self.first)
        self.assertEqual(sum(verb == "PUT" and path.endswith("/site.css") for verb, path in self.first), 1)
        self.assertGreater(len(self.first), 60)

    def test_2_storage_says_how_long_each_file_may_be_kept(self):
        (style,) = [path for verb, path in self.first if verb == "PUT" and path.endswith("/site.css")]
        for path, kept, kind in (
            (style, "public, max-age=31536000, immutable", "text/css"),
            ("index.html", "no-cache", "text/html"),
            ("assets/search-index.js", "no-cache", "text/javascript"),
            ("data/index.json", "no-cache", "application/json"),
        ):
            with self.storage.get(PREFIX + path) as answer:
                self.assertEqual(answer.headers["Cache-Control"], kept, path)
                self.assertEqual(answer.headers["Content-Type"].split(";")[0], kind, path)

    def test_3_readers_get_what_was_sent(self):
        self.verify()
        with Reader(address=self.address) as reader:
            page = reader.visit("kfuncs/bpf_fix_open/")
            self.assertEqual(page.locator("h1").inner_text(), "bpf_fix_open")
            # The stylesheet is there, and is the site's.
            self.assertNotEqual(page.evaluate("getComputedStyle(document.querySelector('header.top')).display"), "block")
            page.keyboard.press("/")
            until(page, "document.querySelector('dialog.search')?.open && kfuncdocs.find('_').count > 0")
            page.keyboard.type("bpf_fix_close")
            page.keyboard.press("Enter")
            page.wait_for_url("**/kfuncs/bpf_fix_close/")
            # The index of the texts, its WebAssembly included.
            page = reader.visit("search/?q=fixed")
            until(page, "document.querySelectorAll('.found a').length > 0")
            page.locator(".found a").first.click()
            until(page, "!location.pathname.includes('/search/')")
            self.assertEqual(reader.faults, [])

    def test_4_the_next_publish_sends_what_changed_and_removes_last(self):
        self.storage.changes(PREFIX)
        os.remove(os.path.join(self.content, "pages", "second.md"))
        self.write("third", "The third page.")
        self.publish("--allow-removal", "/second/")
        changes = self.storage.changes(PREFIX)
        self.assert_order(changes)
        self.assertIn(("PUT", "third/index.html"), changes)
        self.assertIn(("DELETE", "second/index.html"), changes)
        # What is the same is not sent again: style and scripts, and the data of a kfunc.
        sent = [path for verb, path in changes if verb == "PUT"]
        self.assertEqual([path for path in sent if path.startswith("assets/") and path.count("/") > 1], [])
        self.assertEqual([path for path in sent if path.startswith("data/kfuncs/")], [])
        self.verify()


if __name__ == "__main__":
    unittest.main()
