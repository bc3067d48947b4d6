"""A static server as a host would be one: folders, 404.html, gzip, and the headers of the site's `_headers`."""

import fnmatch
import functools
import gzip
import http.server
import mimetypes
import os
import sys
import threading
import urllib.parse


def rules(root):
    """The header fields of `_headers`, as hosts that know the file send them: [(pattern, [(name, value)])]."""
    with open(os.path.join(root, "_headers"), encoding="utf-8") as file:
        return rules_of(file)


def rules_of(lines):
    """The same of the lines of such a file."""
    found = []
    for line in filter(str.strip, lines):
        if line.startswith(" "):
            name, value = line.strip().split(": ", 1)
            found[-1][1].append((name, value))
        else:
            found.append((line.strip(), []))
    return found


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, root, rules, *rest):
        self.root = root
        self.rules = rules
        super().__init__(*rest)

    def do_GET(self):
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        file = os.path.normpath(self.root + path)
        if path.endswith("/"):
            file = os.path.join(file, "index.html")
        is_found = os.path.isfile(file) and file.startswith(self.root)
        if not is_found:
            file = os.path.join(self.root, "404.html")
        with open(file, "rb") as opened:
            body = gzip.compress(opened.read(), 6)
        self.send_response(200 if is_found else 404)
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        for pattern, fields in self.rules:
            if fnmatch.fnmatchcase(path, pattern):
                for name, value in fields:
                    self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that leaves a page drops its connections; that is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def serve(root):
    """Serves `root` until the program ends; the address with a slash at its end."""
    server = Server(("127.0.0.1", 0), functools.partial(Handler, os.path.abspath(root), rules(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"
