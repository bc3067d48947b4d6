"""Every page of a built site, read once: links, anchors, headings, elements."""

import html.parser
import os

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Page(html.parser.HTMLParser):
    """What a page holds, as far as the suite asks."""

    def __init__(self, path, source):
        super().__init__()
        self.path = path
        self.size = len(source)
        self.ids = []
        self.links = []  # href and src, in order
        self.elements = 0
        self.links_before_heading = 0
        self.headings = []  # (name, id, permalink's target or None), those in main but the first level
        self.marks = []  # the same for events and messages
        self.problems = []
        self._has_heading = False
        self._open = []  # the headings, events and messages that are open
        self._stack = []
        self.feed(source.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements += 1
        classes = (attributes.get("class") or "").split()
        if tag not in VOID:
            self._stack.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("href", "src"):
            if name in attributes:
                self.links.append(attributes[name])
        if tag in HEADINGS:
            self._has_heading = True
        if tag == "a" and "href" in attributes and not self._has_heading:
            self.links_before_heading += 1
        if "style" in attributes or tag == "style" or any(name.startswith("on") for name in attributes):
            self.problems.append(f"inline style or script in <{tag}>")
        if tag == "script" and "src" not in attributes:
            self.problems.append("inline script")
        if "main" in self._stack:
            if tag in HEADINGS - {"h1"}:
                self._begin(tag, self.headings, attributes)
            if tag == "article" and "msg" in classes or "event" in classes and tag == "li":
                self._begin(tag, self.marks, attributes)
            if tag == "a" and "permalink" in classes:
                for mark in self._open:
                    mark["permalink"] = mark["permalink"] or attributes.get("href")

    def _begin(self, tag, list_, attributes):
        mark = {"tag": tag, "id": attributes.get("id"), "permalink": None, "depth": len(self._stack)}
        list_.append(mark)
        self._open.append(mark)

    def handle_endtag(self, tag):
        if not self._stack or self._stack[-1] != tag:
            self.problems.append(f"</{tag}> closes nothing")
            return
        self._open = [mark for mark in self._open if mark["depth"] < len(self._stack)]
        self._stack.pop()


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def read(root):
    """All pages below `root` by path, and the paths of all files."""
    pages, files = {}, set()
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            files.add(path)
            if name.endswith(".html"):
                with open(os.path.join(folder, name), "rb") as opened:
                    pages[path] = Page(path, opened.read())
    return pages, files
