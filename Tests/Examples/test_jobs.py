"""The jobs of docs/examples: their form by the hosts' own schemas, and their steps run in a site."""

import os
import socket
import subprocess
import sys
import time
import unittest

import yaml

from scene import EXAMPLES, Scene

BROKEN = "---\ntitle: Broken\n---\n\nSee [what is not there](missing.md).\n"


def example(name):
    with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def github(job):
    return [step["run"] for step in example("github-pages.yml")["jobs"][job]["steps"] if "run" in step]


def gitlab(job):
    jobs = example("gitlab-ci.yml")
    return jobs["default"]["before_script"] + jobs[job]["script"]


class Form(unittest.TestCase):
    def test_each_has_the_form_that_its_host_reads(self):
        for schema, name in (("github-workflows", "github-pages.yml"), ("gitlab-ci", "gitlab-ci.yml")):
            done = subprocess.run(
                [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor." + schema,
                 os.path.join(EXAMPLES, name)],
                capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Jobs(unittest.TestCase):
    def setUp(self):
        self.scene = Scene(self)

    def test_a_good_change_passes(self):
        for steps in (github("check"), gitlab("check")):
            status, said = self.scene.job(steps)
            self.assertEqual(status, 0, said)
        asked = self.scene.read("apt").splitlines()
        self.assertTrue(asked[-1].endswith("/kfuncdocs.deb"), asked)

    def test_a_broken_link_fails_the_job_at_its_line(self):
        self.scene.write("site/Content/pages/broken.md", BROKEN)
        status, said = self.scene.job(github("check"))
        self.assertNotEqual(status, 0)
        self.assertIn("::error file=Content/pages/broken.md,line=5", said)
        status, said = self.scene.job(gitlab("check"))
        self.assertNotEqual(status, 0)
        self.assertIn("Content/pages/broken.md:5:", said)

    def test_a_package_with_another_digest_is_not_installed(self):
        status, said = self.scene.job(github("check"), KFUNCDOCS_SHA256="0" * 64)
        self.assertNotEqual(status, 0)
        self.assertNotIn("kfuncdocs.deb", self.scene.read("apt"))

    def test_the_main_branch_is_published_to_pages(self):
        self.scene.write(
            "site/Content/site.yml",
            "title: A site\npublish:\n  pages:\n    kind: git\n    remote: origin\n    branch: gh-pages\n")
        self.scene.commit()
        status, said = self.scene.job(github("publish"), GITHUB_WORKSPACE=self.scene.site)
        self.assertEqual(status, 0, said)
        names = self.scene.git("ls-tree", "-r", "--name-only", "gh-pages", cwd=self.scene.path("origin.git"))
        self.assertIn("index.html", names.splitlines())
        self.assertEqual(self.scene.git("status", "--porcelain"), "")

    def test_the_main_branch_is_published_by_rsync(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        os.mkdir(self.scene.path("served"))
        owner = "uid = 0\ngid = 0\n" if os.getuid() == 0 else ""
        configuration = self.scene.write(
            "rsyncd.conf",
            f"port = {port}\naddress = 127.0.0.1\nuse chroot = no\n{owner}"
            f"[site]\npath = {self.scene.path('served')}\nread only = no\n")
        daemon = subprocess.Popen(
            ["rsync", "--daemon", "--no-detach", "--config", configuration], stdin=subprocess.DEVNULL)
        self.addCleanup(daemon.wait)
        self.addCleanup(daemon.kill)
        for _ in range(100):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        self.scene.write(
            "site/Content/site.yml",
            f"title: A site\npublish:\n  server:\n    kind: rsync\n    to: rsync://127.0.0.1:{port}/site/kfuncs\n")
        key, known = self.scene.write("key", "a private key\n"), self.scene.write("known", "a host's key\n")
        status, said = self.scene.job(gitlab("publish"), SSH_KEY=key, KNOWN_HOSTS=known)
        self.assertEqual(status, 0, said)
        self.assertTrue(os.path.exists(self.scene.path("served/kfuncs/index.html")))
        self.assertEqual(os.stat(self.scene.path("home/.ssh/id_ed25519")).st_mode & 0o777, 0o600)


if __name__ == "__main__":
    unittest.main()
