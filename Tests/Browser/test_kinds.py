"""Every kind of page: accessible in both themes, narrow and wide, no wider than its window, quiet, still."""

import importlib.resources
import unittest

import kinds
import site_under_test as site
from browser import Reader

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(violation =>
    `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(" | ")}`
      + ` (${violation.nodes.length})`);
}"""
WIDTHS = (360, 1280)

unittest.TestCase.maxDiff = None


class Kinds(unittest.TestCase):
    def test_axe_finds_what_is_wrong(self):
        """Or its silence about our pages says nothing."""
        with Reader() as reader:
            page = reader.visit("404.html")
            page.evaluate(AXE)
            page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
            self.assertIn("button-name", " ".join(page.evaluate(RUN_AXE)))

    def test_axe_finds_nothing_on_any_kind_of_page(self):
        with Reader() as reader:
            for path in kinds.SAMPLES:
                page = reader.visit(path)
                page.evaluate(AXE)
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    for scheme in ("light", "dark"):
                        page.emulate_media(color_scheme=scheme)
                        with self.subTest(path=path, width=width, scheme=scheme):
                            self.assertEqual(page.evaluate(RUN_AXE), [])
                self.assertEqual(reader.faults, [], path)

    def test_no_page_is_wider_than_a_window_of_320_pixels(self):
        # Besides one of each kind the largest pages of kfuncs and the longest names.
        of_kfuncs = [path for path in site.pages if kinds.kind(path) in ("entry", "stability")]
        largest = sorted(of_kfuncs, key=lambda path: -site.pages[path].size)[:6]
        longest = sorted(of_kfuncs, key=lambda path: -len(path))[:4]
        with Reader(width=320) as reader:
            for path in kinds.SAMPLES + largest + longest:
                page = reader.visit(path)
                widest = page.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(widest, 320, path)

    def test_wide_windows_are_filled_no_further_than_the_eye_reads(self):
        with Reader(width=3440) as reader:
            for path in kinds.SAMPLES:
                page = reader.visit(path)
                # 80 characters of prose, give or take.
                widest = page.evaluate(
                    "Math.max(0, ...[...document.querySelectorAll('main p')].map(p => p.getBoundingClientRect().width))"
                )
                self.assertLessEqual(widest, 760, path)

    def test_nothing_moves_after_the_first_paint(self):
        for width in WIDTHS:
            with Reader(width=width) as reader:
                for path in kinds.SAMPLES:
                    page = reader.visit(path)
                    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
                    self.assertEqual(page.evaluate("window.shifts"), [], f"{path} at {width}")
                    self.assertEqual(page.evaluate("document.getAnimations().length"), 0)

    def test_the_policy_of_every_page_is_in_force(self):
        with Reader() as reader:
            for path in kinds.SAMPLES:
                page = reader.visit(path)
                page.evaluate("""() => {
                  const script = document.createElement("script");
                  script.textContent = "window.broken = true";
                  document.head.append(script);
                  document.body.setAttribute("style", "color: rgb(1, 2, 3)");
                }""")
                self.assertIsNone(page.evaluate("window.broken ?? null"), path)
                self.assertNotEqual(page.evaluate("getComputedStyle(document.body).color"), "rgb(1, 2, 3)", path)
            self.assertTrue(all("Content Security Policy" in fault for fault in reader.faults), reader.faults)
            self.assertGreaterEqual(len(reader.faults), 2 * len(kinds.SAMPLES))


class Budgets(unittest.TestCase):
    """What a first visit transfers, as a server that compresses with gzip sends it: heads and bodies."""

    def test_pages_of_kfuncs_come_in_four_requests_and_40_kB(self):
        of_kfuncs = [path for path in site.pages if kinds.kind(path) in ("entry", "stability")]
        for path in sorted(of_kfuncs, key=lambda path: -site.pages[path].size)[:6]:
            with Reader() as reader:
                sizes = []
                protocol = reader.window.new_cdp_session(reader.page)
                protocol.send("Network.enable")
                protocol.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
                reader.visit(path).wait_for_load_state("networkidle")
                self.assertLessEqual(len(reader.requests), 4, reader.requests)
                self.assertEqual(len(sizes), len(reader.requests))
                self.assertLessEqual(sum(sizes), 40_000, path)
                self.assertGreater(sum(sizes), 4_000, "the sizes are not those of the whole page")
                self.assertEqual(reader.faults, [])
