"""A list that is cut into parts: every kfunc on one of them without a script, filters that ask all of them with one."""

import unittest

import long_site
from browser import Reader, until
from test_kinds import AXE, RUN_AXE
from test_list import choose, number, rows, said, ticked, types

unittest.TestCase.maxDiff = None

LIST = "kfuncs/"


def order(release):
    return tuple(map(int, release.split("."))) if release[0].isdigit() else (0, 0)


class LongList(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """What all parts say, read without a script: what the filters must find."""
        cls.parts, cls.all = long_site.parts(), []
        with Reader(address=long_site.address, java_script_enabled=False) as reader:
            for path in cls.parts:
                page = reader.visit(path)
                cells = page.locator("table.list tbody tr").evaluate_all(
                    "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
                cls.all += cells
            assert reader.faults == [], reader.faults

    def reader(self, **options):
        reader = Reader(address=long_site.address, **options)
        self.addCleanup(reader.close)
        return reader

    def test_without_a_script_the_parts_hold_every_kfunc_once(self):
        self.assertGreater(len(self.parts), 3)
        self.assertEqual([row[0] for row in self.all], long_site.names())
        reader = self.reader(java_script_enabled=False)
        page = reader.visit(LIST)
        self.assertEqual(page.locator("main form:visible, main button:visible, main table:visible").count(), 0)
        self.assertEqual(page.locator(".name-parts a").count(), len(self.parts))
        # From the first part to the last by the link to the next.
        page.locator(".name-parts a").first.click()
        steps = 1
        while page.locator("a[rel=next]").count():
            page.locator("a[rel=next]").click()
            steps += 1
        self.assertEqual(steps, len(self.parts))
        self.assertIn("/" + self.parts[-1], page.url)
        page.locator(".crumbs a").nth(1).click()
        self.assertTrue(page.url.endswith("/" + LIST), page.url)
        self.assertEqual(reader.faults, [])

    def test_the_index_is_asked_for_when_the_filters_are_used_and_not_before(self):
        reader = self.reader()
        page = reader.visit(LIST)
        page.wait_for_load_state("networkidle")
        asked = lambda: sum(url.endswith("/assets/list-index.js") for url in reader.requests)
        self.assertEqual(asked(), 0)
        self.assertEqual(said(page), "")
        page.locator("[name=name]").click()
        until(page, f"document.querySelector('.count').textContent === '{len(self.all)} kfuncs'")
        self.assertTrue(page.locator(".list-parts").is_visible(), "nothing is asked of the list yet")
        self.assertEqual(asked(), 1)
        page.locator("[name=name]").fill("cgroup")
        self.assertEqual(rows(page), [row for row in self.all if "cgroup" in row[0]][:200])
        self.assertTrue(page.locator(".list-parts").is_hidden())
        self.assertEqual(asked(), 1)
        self.assertEqual(reader.faults, [])

    def test_each_filter_finds_the_rows_of_all_parts(self):
        reader = self.reader()
        newest = long_site.catalogue("7.3")
        acquiring = {
            member["name"] for ids in newest["idSets"] for member in ids["members"] if "KF_ACQUIRE" in member.get("flags", [])
        }
        tests = {
            "flag": ("ACQUIRE", lambda row: "ACQUIRE" in row[3].split(", ")),
            "state": ("gone", lambda row: "gone" in row[4].split(", ")),
            "release": ("6.1", lambda row: "6.1" in row[5].split(", ")),
            "subsystem": (self.all[0][1], lambda row: row[1] == self.all[0][1]),
            "since": ("7.2", lambda row: order(row[6]) > (7, 2)),
        }
        for name, (value, holds) in tests.items():
            wanted = [row for row in self.all if holds(row)]
            self.assertTrue(0 < len(wanted) < len(self.all), name)
            page = reader.visit(f"{LIST}?{name}={value.replace(' ', '+')}")
            until(page, "document.querySelectorAll('table.list tbody tr').length")
            self.assertEqual(said(page), f"{len(wanted)} of {len(self.all)} kfuncs", name)
            self.assertEqual(rows(page), wanted[:200], name)
            if name == "flag":
                self.assertLessEqual(acquiring, {row[0] for row in wanted})
                self.assertEqual(number(page, name, value), len(wanted))
                self.assertEqual(ticked(page, name), [value])
        self.assertEqual(reader.faults, [])

    def test_rows_that_were_found_lead_to_their_kfuncs_and_name_long_lists_of_types(self):
        reader = self.reader()
        page = reader.visit(LIST + "?name=" + self.all[0][0])
        until(page, "document.querySelectorAll('table.list tbody tr').length")
        long = next(row for row in self.all if row[2].endswith(" types"))
        page.locator("[name=name]").fill(long[0])
        until(page, f"document.querySelector('.count').textContent.startsWith('1 of ')")
        self.assertEqual(f"{len(types(page, rows(page)[0]))} types", long[2])
        page.locator("table.list tbody a").first.click()
        self.assertTrue(page.url.endswith(f"/kfuncs/{long[0]}/"), page.url)
        self.assertEqual(reader.faults, [])

    def test_order_clearing_and_going_back(self):
        reader = self.reader()
        page = reader.visit(LIST + "?sort=-change")
        until(page, "document.querySelectorAll('table.list tbody tr').length")
        self.assertEqual(rows(page), sorted(self.all, key=lambda row: order(row[6]), reverse=True)[:200])
        choose(page, "flag", "SLEEPABLE")
        wanted = [row for row in self.all if "SLEEPABLE" in row[3].split(", ")]
        self.assertEqual(said(page), f"{len(wanted)} of {len(self.all)} kfuncs")
        page.get_by_role("button", name="Name", exact=True).click()
        self.assertEqual(rows(page), wanted[:200])
        page.get_by_role("button", name="Clear").click()
        self.assertTrue(page.locator(".list-parts").is_visible())
        self.assertTrue(page.locator(".list-found").is_hidden())
        page.go_back()
        until(page, "location.search === '?flag=SLEEPABLE'")
        self.assertEqual(rows(page), wanted[:200])
        self.assertEqual(reader.faults, [])

    def test_what_is_typed_while_the_index_is_on_its_way_counts(self):
        reader = self.reader()
        waiting = []
        reader.window.route("**/list-index.js", lambda route: waiting.append(route))
        page = reader.visit(LIST)
        page.locator("[name=name]").press_sequentially("cgroup")
        self.assertEqual(said(page), "Loading the list…")
        self.assertEqual(len(waiting), 1)
        waiting[0].continue_()
        until(page, "document.querySelectorAll('table.list tbody tr').length")
        self.assertEqual(rows(page), [row for row in self.all if "cgroup" in row[0]][:200])
        self.assertTrue(page.url.endswith("?name=cgroup"), page.url)
        self.assertEqual(reader.faults, [])

    def test_an_index_that_does_not_come_is_said_and_asked_for_again(self):
        reader = self.reader()
        reader.window.route("**/list-index.js", lambda route: route.abort())
        page = reader.visit(LIST + "?flag=ACQUIRE")
        until(page, "document.querySelector('.count').textContent.startsWith('The list could not be loaded')")
        self.assertTrue(page.locator(".list-parts").is_visible())
        reader.window.unroute("**/list-index.js")
        page.locator("[name=name]").focus()
        until(page, "document.querySelectorAll('table.list tbody tr').length")
        self.assertEqual(ticked(page, "flag"), ["ACQUIRE"])

    def test_the_filters_work_from_a_disk(self):
        with Reader(address="file://" + long_site.offline_root + "/") as reader:
            page = reader.visit(LIST + "index.html")
            page.locator("[name=name]").fill("cgroup")
            until(page, "document.querySelectorAll('table.list tbody tr').length")
            self.assertEqual(rows(page), [row for row in self.all if "cgroup" in row[0]][:200])
            self.assertEqual(reader.faults, [])

    def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(self):
        reader = self.reader()
        policy = "policies/policy-1/"
        reach = reader.visit(policy).locator(".clause details a", has_text="All ").first.get_attribute("href")
        paths = [
            LIST, self.parts[0], LIST + "?flag=ACQUIRE", "program-types/BPF_PROG_TYPE_XDP/", policy, policy + reach,
        ]
        for path in paths:
            page = reader.visit(path)
            if "?" in path:
                until(page, "document.querySelectorAll('table.list tbody tr').length")
            page.evaluate("document.querySelectorAll('details').forEach(one => { if (!one.matches('.facet')) one.open = true; })")
            page.evaluate(AXE)
            for width in (320, 700, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, path)
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    with self.subTest(path=path, width=width, scheme=scheme):
                        self.assertEqual(page.evaluate(RUN_AXE), [])
        self.assertEqual(reader.faults, [])


if __name__ == "__main__":
    unittest.main()
