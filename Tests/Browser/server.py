"""A static server as a host would be one: folders, 404.html, gzip, and the headers that publishing sends."""

import functools
import gzip
import http.server
import mimetypes
import os
import sys
import threading
import urllib.parse

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}

# The search over texts is WebAssembly (ResponseHeaders.all(for:)).
SEARCH_HEADERS = HEADERS | {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    )
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, root, *rest):
        self.root = root
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
        is_searching = path.startswith(("/search/", "/pagefind/"))
        for name, value in (SEARCH_HEADERS if is_searching else HEADERS).items():
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
    server = Server(("127.0.0.1", 0), functools.partial(Handler, os.path.abspath(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"
