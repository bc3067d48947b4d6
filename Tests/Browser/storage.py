"""An S3-compatible server (moto) on the loopback, and the front that stands before such storage: folders and 404.html."""

import fnmatch
import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import server

BUCKET = "bucket"


class Storage:
    """The server, its bucket, and what was asked of it."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._log = os.path.join(folder, "requests")
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
                stdout=subprocess.DEVNULL, stderr=log,
            )
        for attempt in range(600):
            try:
                urllib.request.urlopen(urllib.request.Request(f"{self.address}/{BUCKET}", method="PUT")).close()
                break
            except OSError:
                if self._process.poll() is not None or attempt == 599:
                    raise
                time.sleep(0.1)
        self.configuration = os.path.join(folder, "rclone.conf")
        with open(self.configuration, "w", encoding="utf-8") as file:
            file.write(
                f"[storage]\ntype = s3\nprovider = Other\nendpoint = {self.address}\nforce_path_style = true\n"
                "region = us-east-1\nacl = public-read\naccess_key_id = test\nsecret_access_key = test\n"
            )

    def get(self, path):
        """The answer to a plain GET of the object `path` of the bucket."""
        return urllib.request.urlopen(f"{self.address}/{BUCKET}/{urllib.parse.quote(path)}")

    def changes(self, prefix):
        """What was written and removed below `prefix` since the last call, in order: [("PUT", path)]."""
        with open(self._log, "r+", encoding="utf-8") as log:
            lines = log.readlines()
            log.truncate(0)
        found = []
        for line in lines:
            # Answers other than 200 are written in colours, also into a file.
            line = re.sub("\x1b\\[[0-9]*m", "", line)
            match = re.search(rf'"(PUT|DELETE) /{BUCKET}/{re.escape(prefix)}([^ ?]*)(?:\?[^ ]*)? HTTP', line)
            if match:
                found.append((match[1], urllib.parse.unquote(match[2])))
        return found

    def close(self):
        self._process.kill()
        self._process.wait()


class Front(http.server.BaseHTTPRequestHandler):
    """What stands before storage: its objects with what it says of them, and the header fields of `_headers`."""

    protocol_version = "HTTP/1.1"
    storage = prefix = rules = None

    def do_GET(self):
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        name = path + "index.html" if path.endswith("/") else path
        status = 200
        try:
            answer = self.storage.get(self.prefix + name.lstrip("/"))
        except urllib.error.HTTPError as error:
            error.close()
            status, answer = error.code, self.storage.get(self.prefix + "404.html")
        with answer:
            body = answer.read()
        self.send_response(status)
        said = {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "ETag") if answer.headers[name]}
        for pattern, fields in self.rules:
            if fnmatch.fnmatchcase(path, pattern):
                said.update(fields)
        for name, value in {**said, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def front(storage, prefix):
    """Shows what lies below `prefix` of the bucket; the address with a slash at its end."""
    with storage.get(prefix + "_headers") as answer:
        lines = answer.read().decode("utf-8").splitlines()
    handler = type("Front", (Front,), {"storage": storage, "prefix": prefix, "rules": server.rules_of(lines)})
    shown = server.Server(("127.0.0.1", 0), handler)
    threading.Thread(target=shown.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{shown.server_address[1]}/"
