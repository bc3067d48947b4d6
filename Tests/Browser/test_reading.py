"""What a reader does: chooses a theme, goes by keyboard, copies, prints, reads without scripts and from a disk."""

import unittest

import kinds
import site_under_test as site
from browser import Reader, until

ENTRY = "kfuncs/bpf_task_acquire/"
STABILITY = ENTRY + "stability/"

unittest.TestCase.maxDiff = None


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


class Theme(unittest.TestCase):
    def test_the_choice_is_remembered_until_it_is_the_systems(self):
        for system, other in (("light", "dark"), ("dark", "light")):
            with Reader(scheme=system) as reader:
                page = reader.visit(ENTRY)
                before = paper(page)
                page.get_by_role("button", name=f"{other} theme").click()
                after = paper(page)
                self.assertNotEqual(after, before)
                self.assertEqual(paper(reader.visit("policies/kfunc-lifecycle/")), after, "on another page")
                # The theme is there before the document is: the first script of the head sets it.
                page.get_by_role("button", name=f"{system} theme").click()
                self.assertEqual(paper(page), before)
                self.assertIsNone(page.evaluate("localStorage.getItem('theme')"))
                self.assertEqual(paper(reader.visit(ENTRY)), before)
                self.assertEqual(reader.faults, [])

    def test_the_system_decides_without_a_choice(self):
        with Reader() as reader:
            page = reader.visit(ENTRY)
            light = paper(page)
            page.emulate_media(color_scheme="dark")
            self.assertNotEqual(paper(page), light)
            # The script hears of it by an event.
            until(page, "document.querySelector('.theme').textContent === 'Light'")


class Keyboard(unittest.TestCase):
    def test_the_first_stop_leads_past_the_header(self):
        with Reader() as reader:
            page = reader.visit(STABILITY)
            page.keyboard.press("Tab")
            skip = page.locator(".skip")
            self.assertTrue(skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().x >= 0"))
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            self.assertTrue(page.evaluate("document.activeElement.closest('main') !== null"))

    def test_every_stop_is_seen_and_all_links_are_stops(self):
        with Reader() as reader:
            page = reader.visit(ENTRY)
            wanted = page.locator("a[href]:visible, button:visible, summary:visible, [tabindex='0']:visible").count()
            stops = set()
            for _ in range(wanted + 5):
                page.keyboard.press("Tab")
                stop = page.evaluate("""() => {
                  const here = document.activeElement;
                  if (here === document.body) return null;
                  const box = here.getBoundingClientRect();
                  const style = getComputedStyle(here);
                  return {
                    place: [...document.querySelectorAll("*")].indexOf(here),
                    name: here.outerHTML.slice(0, 120),
                    isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && Number(style.opacity) > 0
                      && box.bottom > 0 && box.top < innerHeight,
                  };
                }""")
                if stop is None:
                    break
                self.assertTrue(stop["isSeen"], stop["name"])
                stops.add(stop["place"])
            self.assertGreaterEqual(len(stops), wanted)

    def test_tables_scroll_by_keyboard_and_folds_open(self):
        with Reader(width=320) as reader:
            page = reader.visit(STABILITY)
            page.evaluate("document.querySelector('.matrix').closest('.scroll').focus()")
            page.keyboard.press("ArrowRight")
            until(page, "document.querySelector('.matrix').closest('.scroll').scrollLeft > 0")
            fold = page.locator("main details").first
            fold.locator("summary").first.focus()
            page.keyboard.press("Enter")
            self.assertIsNotNone(fold.get_attribute("open"))

    def test_code_is_copied_as_it_stands(self):
        with Reader(permissions=["clipboard-read", "clipboard-write"]) as reader:
            page = reader.visit(ENTRY)
            button = page.get_by_role("button", name="Copy the weak declaration")
            button.focus()
            page.keyboard.press("Enter")
            until(page, "document.querySelector('[role=status]').textContent === 'Copied'")
            self.assertEqual(
                page.evaluate("navigator.clipboard.readText()"),
                "extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym __weak;\n",
            )
            self.assertEqual(reader.faults, [])


class Position(unittest.TestCase):
    def test_the_section_that_is_read_is_marked(self):
        with Reader(height=700) as reader:
            page = reader.visit(STABILITY)
            for anchor in ("changes", "calling"):
                page.evaluate(f"document.getElementById('{anchor}').scrollIntoView()")
                until(page, f"document.querySelector('.toc [aria-current]')?.getAttribute('href') === '#{anchor}'")

    def test_on_this_page_is_there_in_narrow_windows_too(self):
        with Reader(width=360, height=700) as reader:
            for path in (ENTRY, STABILITY, "policies/kfunc-lifecycle/"):
                page = reader.visit(path)
                link = page.locator(".toc a").last
                self.assertFalse(page.evaluate("document.querySelector('.toc details').open"))
                page.locator(".toc summary").press("Enter")
                link.wait_for(state="visible")
                anchor = link.get_attribute("href")
                link.click()
                self.assertTrue(page.url.endswith(anchor))
                until(page, f"document.getElementById('{anchor[1:]}').getBoundingClientRect().top < innerHeight")
                # Where there is room it stands open beside the text.
                page.set_viewport_size({"width": 1280, "height": 700})
                self.assertFalse(page.locator(".toc summary").is_visible())
                self.assertTrue(page.locator(".toc a").first.is_visible())
                page.set_viewport_size({"width": 360, "height": 700})
            self.assertEqual(reader.faults, [])

    def test_neighbours_lead_there_and_back(self):
        with Reader() as reader:
            page = reader.visit(ENTRY)
            here = page.url
            page.locator("[rel=next]").click()
            page.wait_for_url(lambda url: url != here)
            page.locator("[rel=prev]").click()
            page.wait_for_url(here)


class WithoutScripts(unittest.TestCase):
    def test_every_kind_of_page_says_the_same(self):
        with Reader() as reader, Reader(java_script_enabled=False) as plain:
            for path in kinds.SAMPLES:
                texts = []
                for one in (reader, plain):
                    page = one.visit(path)
                    # Tools that need a script say so by their class.
                    page.evaluate("document.querySelectorAll('main .needs-script').forEach(tool => tool.remove())")
                    texts.append(page.locator("main").inner_text().replace("\nCopy\n", "\n").split())
                with_script = [word for word in texts[0] if word != "Copy"]
                self.assertEqual(with_script, [word for word in texts[1] if word != "Copy"], path)
                self.assertEqual(plain.page.locator("button:visible").count(), 0, path)
            self.assertEqual(plain.faults + reader.faults, [])


class Print(unittest.TestCase):
    def test_paper_has_everything_and_nothing_to_press(self):
        with Reader(scheme="dark", width=720) as reader:
            for path in kinds.SAMPLES:
                page = reader.visit(path)
                page.emulate_media(media="print")
                self.assertEqual(paper(page), "rgb(255, 255, 255)", path)
                self.assertEqual(page.locator("header:visible, .toc:visible, .permalink:visible, button:not(.sorter):visible").count(), 0)
                folded = page.locator("main :not(.toc div, form) > details > :not(summary)")
                for index in range(min(3, folded.count())):
                    self.assertTrue(folded.nth(index).is_visible(), path)
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 720, path)


class FromADisk(unittest.TestCase):
    def test_the_site_is_read_without_a_server(self):
        with Reader() as reader:
            page = reader.page
            page.goto(f"file://{site.offline_root}/index.html")
            light = paper(page)
            page.get_by_role("button", name="Dark theme").click()
            self.assertNotEqual(paper(page), light)
            page.locator("main").get_by_role("link", name="All", exact=False).first.click()
            page.wait_for_url("**/kfuncs/index.html")
            page.get_by_role("link", name="bpf_task_acquire", exact=True).click()
            page.wait_for_url("**/kfuncs/bpf_task_acquire/index.html")
            self.assertEqual(page.locator("h1").inner_text(), "bpf_task_acquire")
            page.get_by_role("link", name="Stability").click()
            page.wait_for_url("**/kfuncs/bpf_task_acquire/stability/index.html")
            # Without its stylesheet the page would have another face.
            self.assertIn("sans", page.evaluate("getComputedStyle(document.body).fontFamily"))
            self.assertEqual(reader.faults, [])
