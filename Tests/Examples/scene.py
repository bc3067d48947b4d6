"""A small site in a repository of its own, where the shell steps of an example's jobs are run as a runner runs them."""

import hashlib
import os
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "docs", "examples")
PROGRAM = os.environ.get("KFUNCDOCS", os.path.join(ROOT, ".build", "debug", "kfuncdocs"))


def run(*words, cwd=None, **options):
    return subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True, **options).stdout


class Scene:
    """The site, the repository that it came from, and a machine whose apt-get writes down what it was asked for."""

    def __init__(self, test):
        self.folder = tempfile.mkdtemp(prefix="kfuncdocs-examples-")
        test.addCleanup(shutil.rmtree, self.folder)
        self.home = self.path("home")
        self.programs = self.path("programs")
        for folder in (self.home, self.programs):
            os.mkdir(folder)
        os.symlink(PROGRAM, os.path.join(self.programs, "kfuncdocs"))
        self.shim("apt-get", f'echo "$@" >> {self.path("apt")}')
        package = self.write("kfuncdocs_0.1.0_amd64.deb", "what make dist wrote")
        self.environment = {
            "PATH": self.programs + ":/usr/local/bin:/usr/bin:/bin", "HOME": self.home, "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1", "KFUNCDOCS_PACKAGE": "file://" + package,
            "KFUNCDOCS_SHA256": hashlib.sha256(b"what make dist wrote").hexdigest(),
        }
        self.site = self.path("site")
        run(PROGRAM, "init", "--quiet", self.site)
        os.mkdir(self.path("site/scripts"))
        for name in ("install-kfuncdocs", "import-new-releases"):
            shutil.copy(os.path.join(EXAMPLES, name), self.path("site/scripts"))
        self.write("home/.gitconfig", "[user]\n\tname = A Keeper\n\temail = keeper@example.org\n")
        self.git("init", "--quiet", "--bare", self.path("origin.git"), cwd=self.folder)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", self.path("origin.git"))
        self.commit()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, mode="w"):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), mode, encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def shim(self, name, script):
        os.chmod(self.write(f"programs/{name}", f"#!/bin/sh\n{script}\n"), 0o755)

    def git(self, *words, cwd=None):
        return run("git", *words, cwd=cwd or self.site, env=self.environment)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Content")
        self.git("push", "--quiet", "origin", "main")

    def job(self, steps, **variables):
        """Runs `steps`, each in a shell that ends with the first fault, and no step behind one that failed; the outcome of
        the last that ran, with the output of all."""
        said = ""
        for step in steps:
            done = subprocess.run(
                ["sh", "-e", "-c", step], cwd=self.site, env=self.environment | variables, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            )
            said += done.stdout
            if done.returncode != 0:
                break
        return done.returncode, said
