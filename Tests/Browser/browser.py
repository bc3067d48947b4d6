"""Debian's Chromium, and a page that remembers everything it complained about."""

import atexit
import os

import playwright.sync_api

import site_under_test as site

CHROMIUM = os.environ.get("KFUNCDOCS_CHROMIUM", "/usr/bin/chromium")

_playwright = playwright.sync_api.sync_playwright().start()
# Chromium refuses its sandbox to root.
_chromium = _playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.getuid() == 0 else [])
atexit.register(_playwright.stop)
atexit.register(_chromium.close)

# Layout shifts from the first paint on.
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""


class Reader:
    """Somebody with a window of their own; what their browser complains about stands in `faults`."""

    def __init__(self, width=1280, height=900, scheme="light", address=None, **options):
        self.address = address or site.address
        self.faults = []
        self.requests = []
        self.window = _chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", **options
        )
        self.window.set_default_timeout(60_000)
        if options.get("java_script_enabled", True):
            self.window.add_init_script(WATCH)
        self.page = self.window.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asked)

    def _said(self, message):
        # A server answers for a missing page with 404, and the browser says so.
        if message.type in ("error", "warning") and not self.page.url.endswith("404.html"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asked(self, request):
        self.requests.append(request.url)
        if not request.url.startswith((self.address, "file://" + site.offline_root, "about:")):
            self.faults.append(f"{self.page.url} asked for {request.url}")

    def visit(self, path):
        self.page.goto(self.address + path)
        return self.page

    def close(self):
        self.window.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def until(page, condition):
    """Waits for a condition in JavaScript; the page's own policy keeps Playwright from waiting inside it."""
    for _ in range(1200):
        try:
            if page.evaluate(condition):
                return
        except playwright.sync_api.Error as error:
            # The page that was asked is being replaced by the one that is waited for.
            if "context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")
