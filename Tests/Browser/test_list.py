"""The list of kfuncs: filters, counts, order, the address that holds them, ten thousand rows; and without a script."""

import os
import unittest

import many
import site_under_test as site
from browser import Reader, until

unittest.TestCase.maxDiff = None


def rows(page):
    return page.evaluate("[...document.querySelectorAll('table.list tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))")


def choose(page, name, *values):
    """Opens the list of a filter, ticks the values and closes it."""
    facet = page.locator(f"details[data-facet={name}]")
    facet.locator("summary").click()
    for value in values:
        facet.locator(f'input[value="{value}"]').check()
    facet.locator("summary").click()


def ticked(page, name):
    return page.evaluate(f"[...document.querySelectorAll('input[name={name}]:checked')].map(box => box.value)")


def number(page, name, value):
    """How many kfuncs the filter says that a value leaves."""
    return int(page.locator(f'label:has(> input[name={name}][value="{value}"]) .number').text_content().strip("()"))


def types(page, row):
    """The program types of a row; a long list stands below the table."""
    if not row[2].endswith(" types"):
        return row[2].replace("some ", "").split(", ")
    anchor = page.evaluate("name => [...document.querySelectorAll('table.list a')].find(link => link.textContent === name).closest('tr').cells[2].firstChild.hash", row[0])
    return page.locator(anchor).text_content().replace("some ", "").split(", ")


def said(page):
    return page.locator(".count").text_content()


class Filters(unittest.TestCase):
    def setUp(self):
        self.reader = Reader()
        self.page = self.reader.visit("kfuncs/")
        self.all = rows(self.page)
        self.types = {row[0]: types(self.page, row) for row in self.all if row[2].endswith(" types")}

    def tearDown(self):
        self.assertEqual(self.reader.faults, [])
        self.reader.close()

    def is_open(self, row, kind):
        return row[2] == "every type" or kind in self.types.get(row[0], row[2].replace("some ", "").split(", "))

    def test_each_filter_leaves_what_holds_it_and_says_how_many(self):
        order = lambda release: tuple(map(int, release.split("."))) if release[0].isdigit() else (0, 0)
        tests = {
            "subsystem": ("SCHEDULER - SCHED_EXT", lambda row: row[1] == "SCHEDULER - SCHED_EXT"),
            "type": ("XDP", lambda row: self.is_open(row, "XDP")),
            "flag": ("ACQUIRE", lambda row: "ACQUIRE" in row[3].split(", ")),
            "state": ("gone", lambda row: "gone" in row[4].split(", ")),
            "release": ("6.1", lambda row: "6.1" in row[5].split(", ")),
            "since": ("7.2", lambda row: order(row[6]) > (7, 2)),
        }
        for name, (value, holds) in tests.items():
            page = self.reader.visit(f"kfuncs/?{name}={value.replace(' ', '+')}")
            wanted = [row for row in self.all if holds(row)]
            self.assertTrue(0 < len(wanted) < len(self.all), name)
            self.assertEqual(said(page), f"{len(wanted)} of {len(self.all)} kfuncs", name)
            self.assertEqual(rows(page), wanted[:200], name)
            if name == "since":
                self.assertEqual(page.locator("select[name=since]").input_value(), value)
                self.assertIn(f"({len(wanted)})", page.locator("select[name=since] option:checked").text_content())
            else:
                self.assertEqual(ticked(page, name), [value])
                self.assertEqual(page.locator(f"[data-facet={name}] .chosen").text_content(), value)
                self.assertEqual(number(page, name, value), len(wanted))

    def test_filters_combine_and_counts_tell_what_another_would_leave(self):
        choose(self.page, "release", "7.3")
        choose(self.page, "flag", "ACQUIRE")
        self.page.locator("[name=name]").fill("cgroup")
        wanted = [row for row in self.all if "cgroup" in row[0] and "ACQUIRE" in row[3].split(", ") and "7.3" in row[5].split(", ")]
        self.assertTrue(wanted)
        self.assertEqual(rows(self.page), wanted)
        null = [row for row in self.all if "cgroup" in row[0] and "RET_NULL" in row[3].split(", ") and "7.3" in row[5].split(", ")]
        both = [row for row in null if "ACQUIRE" in row[3].split(", ")]
        self.assertTrue(both)
        self.assertEqual(number(self.page, "flag", "RET_NULL"), len(both), "with it besides")

    def test_several_flags_types_and_releases_are_all_asked_for(self):
        choose(self.page, "flag", "RET_NULL", "ACQUIRE")
        wanted = [row for row in self.all if {"ACQUIRE", "RET_NULL"} <= set(row[3].split(", "))]
        self.assertTrue(wanted)
        self.assertEqual(rows(self.page), wanted)
        self.assertTrue(self.page.url.endswith("/kfuncs/?flag=ACQUIRE&flag=RET_NULL"), self.page.url)
        self.assertEqual(self.page.locator("[data-facet=flag] .chosen").text_content(), "ACQUIRE, RET_NULL")
        choose(self.page, "release", "6.12", "7.3")
        choose(self.page, "type", "XDP", "STRUCT_OPS")
        wanted = [
            row for row in wanted
            if {"6.12", "7.3"} <= set(row[5].split(", ")) and self.is_open(row, "XDP") and self.is_open(row, "STRUCT_OPS")
        ]
        self.assertTrue(wanted)
        self.assertEqual(rows(self.page), wanted)
        self.assertEqual(said(self.page), f"{len(wanted)} of {len(self.all)} kfuncs")

    def test_of_several_subsystems_any_will_do(self):
        both = ("NETFILTER", "SCHEDULER - SCHED_EXT")
        choose(self.page, "subsystem", *both)
        wanted = [row for row in self.all if row[1] in both]
        self.assertEqual({row[1] for row in wanted}, set(both))
        self.assertEqual(rows(self.page), wanted)
        tcp = [row for row in self.all if row[1] == "NETWORKING [TCP]"]
        self.assertTrue(tcp)
        self.assertEqual(number(self.page, "subsystem", "NETWORKING [TCP]"), len(tcp), "whatever else of its kind is chosen")
        self.assertIn("subsystems a kfunc has one", self.page.locator("main").inner_text())

    def test_the_keyboard_is_enough(self):
        summary = self.page.locator("[data-facet=flag] summary")
        summary.focus()
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        self.assertEqual(len(ticked(self.page, "flag")), 2)
        self.assertEqual(len(self.page.url.split("flag=")), 3)
        self.page.keyboard.press("Escape")
        self.assertFalse(self.page.locator("[data-facet=flag]").evaluate("list => list.open"))
        self.assertTrue(summary.evaluate("summary => summary === document.activeElement"))
        # One list at a time, and none after a click elsewhere.
        self.page.locator("[data-facet=state] summary").click()
        self.page.locator("[data-facet=release] summary").click()
        until(self.page, "document.querySelectorAll('details.facet[open]').length === 1")
        self.page.locator("h1").click()
        self.assertEqual(self.page.locator("details.facet[open]").count(), 0)

    def test_the_address_holds_the_choice_and_the_history_leads_back(self):
        choose(self.page, "flag", "RELEASE")
        choose(self.page, "state", "present")
        address = self.page.url
        self.assertTrue(address.endswith("/kfuncs/?flag=RELEASE&state=present"), address)
        wanted = rows(self.page)
        self.page.go_back()
        until(self.page, "location.search === '?flag=RELEASE'")
        self.assertEqual(ticked(self.page, "state"), [])
        self.page.go_back()
        until(self.page, "location.search === ''")
        self.assertEqual(said(self.page), f"{len(self.all)} kfuncs")
        self.page.go_forward()
        self.page.go_forward()
        until(self.page, "location.search.endsWith('state=present')")
        self.assertEqual(rows(self.page), wanted)
        self.page.goto(address)
        self.assertEqual(rows(self.page), wanted, "shared")
        self.page.get_by_role("button", name="Clear").click()
        self.assertEqual(said(self.page), f"{len(self.all)} kfuncs")
        self.assertEqual(self.page.evaluate("location.search"), "")

    def test_a_value_that_the_list_does_not_have_chooses_nothing(self):
        page = self.reader.visit("kfuncs/?flag=%3Cimg+src%3Dx%3E&sort=constructor&release=9.9")
        self.assertEqual(said(page), f"{len(self.all)} kfuncs")

    def test_columns_sort_both_ways(self):
        for by, position in (("Subsystem", 1), ("Last change", 6), ("Name", 0)):
            button = self.page.get_by_role("button", name=by, exact=True)
            button.click()
            self.assertEqual(self.page.locator("th[aria-sort]").all_text_contents(), [by])
            if by == "Subsystem":
                self.assertEqual(rows(self.page), sorted(self.all, key=lambda row: row[1])[:200])
            button.click()
        self.assertEqual(self.page.locator("th[aria-sort=descending]").count() + self.page.locator("th[aria-sort=ascending]").count(), 1)

    def test_more_rows_come_by_scrolling_and_by_asking(self):
        choose(self.page, "release", "7.3")
        wanted = [row for row in self.all if "7.3" in row[5].split(", ")]
        self.assertLess(len(rows(self.page)), len(wanted))
        self.page.locator(".more button").click()
        self.assertEqual(rows(self.page), wanted)
        self.assertTrue(self.page.locator(".more").is_hidden())


class Many(unittest.TestCase):
    def test_10_000_rows_are_filtered_and_sorted_at_once(self):
        with open(os.path.join(site.root, "kfuncs", "index.html"), encoding="utf-8") as file:
            body = many.list_page(file.read())
        with Reader() as reader:
            reader.window.route("**/kfuncs/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
            page = reader.visit("kfuncs/")
            self.assertEqual(said(page), f"{many.COUNT} kfuncs")
            # Choice to laid-out page.
            times = page.evaluate("""() => {
              const form = document.querySelector("form.filters");
              const times = {};
              const measure = (what, act) => {
                const start = performance.now();
                act();
                document.querySelector("table.list").offsetHeight;
                (times[what] ??= []).push(performance.now() - start);
              };
              const set = (name, value) => {
                form.elements[name].value = value;
                form.elements[name].dispatchEvent(new Event(name === "name" ? "input" : "change", { bubbles: true }));
              };
              const press = (name, value) => form.querySelector(`input[name=${name}][value="${value}"]`).click();
              measure("first", () => press("flag", "ACQUIRE"));
              for (let round = 0; round < 5; round++) {
                measure("filter", () => press("type", round % 2 ? "XDP" : "LSM"));
                measure("filter", () => press("subsystem", `SUBSYSTEM ${round}`));
                measure("filter", () => set("since", round % 2 ? "6.4" : ""));
                measure("name", () => set("name", ["b", "task", "", "acq", "zz"][round]));
                measure("sort", () => document.querySelectorAll(".sorter")[round].click());
              }
              measure("clear", () => form.querySelector("[type=reset]").click());
              return times;
            }""")
            medians = {what: sorted(list)[len(list) // 2] for what, list in times.items()}
            print({what: round(time) for what, time in medians.items()}, end=" ")
            # A tenth of a second is what a reader takes for at once; the machine may be busy with other things.
            for what in ("filter", "name", "sort"):
                self.assertLess(medians[what], 200, what)
            self.assertLessEqual(len(rows(page)), 400, "few rows are built")


class WithoutScripts(unittest.TestCase):
    def test_the_list_is_whole_and_each_facet_has_its_page(self):
        with Reader(java_script_enabled=False) as reader:
            page = reader.visit("kfuncs/")
            self.assertEqual(page.locator("table.list tbody tr").count(), int(page.locator(".state").inner_text().split()[0]))
            self.assertEqual(page.locator("main form:visible, main button:visible").count(), 0)
            for name in ("Subsystems", "Program types", "Flags", "ID sets", "Removed", "Proposed"):
                self.assertTrue(page.locator(".facets").get_by_role("link", name=name, exact=True).is_visible())
            page = reader.visit("search/")
            self.assertEqual(page.locator("main form:visible").count(), 0)
            self.assertGreater(page.locator(".browse a").count(), 8)
            self.assertGreater(page.locator(".messages tbody tr").count(), 8)
            self.assertEqual(reader.faults, [])


if __name__ == "__main__":
    unittest.main()
