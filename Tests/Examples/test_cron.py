"""The line of docs/examples/crontab, run as cron runs it, against a kernel repository with a new release."""

import os
import shutil
import subprocess
import unittest

from scene import EXAMPLES, ROOT, Scene

FIXTURES = os.path.join(ROOT, "Tests", "KernelImportTests", "Fixtures")


class NewRelease(unittest.TestCase):
    def setUp(self):
        self.scene = Scene(self)
        self.linux = self.scene.path("linux")
        shutil.copytree(os.path.join(FIXTURES, "_base", "tree"), self.linux)
        shutil.copytree(os.path.join(FIXTURES, "annotations-new", "tree"), self.linux, dirs_exist_ok=True)
        # The kernel's own remote has what the clone has.
        self.scene.git("init", "--quiet", "--bare", self.scene.path("linus.git"), cwd=self.scene.folder)
        self.scene.git("init", "--quiet", cwd=self.linux)
        self.scene.git("remote", "add", "origin", self.scene.path("linus.git"), cwd=self.linux)
        self.tag(6, 11)
        self.scene.git("push", "--quiet", "--tags", "origin", cwd=self.linux)
        status, said = self.scene.job(["kfuncdocs import kernel ../linux --tags v6.11 --quiet"])
        self.assertEqual(status, 0, said)
        self.scene.commit()

    def tag(self, version, patch):
        makefile = self.scene.read("linux/Makefile").splitlines()
        changed = [
            f"VERSION = {version}" if line.startswith("VERSION =") else
            f"PATCHLEVEL = {patch}" if line.startswith("PATCHLEVEL =") else line for line in makefile
        ]
        self.scene.write("linux/Makefile", "\n".join(changed) + "\n")
        self.scene.git("add", "--all", cwd=self.linux)
        self.scene.git("commit", "--quiet", "--allow-empty", "--message", f"{version}.{patch}", cwd=self.linux)
        self.scene.git("tag", f"v{version}.{patch}", cwd=self.linux)

    def cron(self, **more):
        """What the line prints, its variables set to this scene's places."""
        variables, command = {}, None
        with open(os.path.join(EXAMPLES, "crontab"), encoding="utf-8") as file:
            for line in file:
                fields = line.split(None, 5)
                if "=" in line.split(" ")[0]:
                    name, value = line.strip().split("=", 1)
                    variables[name] = value
                elif fields and not line.startswith("#"):
                    self.assertEqual(fields[:5], ["20", "5", "*", "*", "*"])
                    command = fields[5].strip()
        self.assertEqual(set(variables), {"LINUX", "SITE", "MAILTO"})
        command = command.replace(variables["SITE"] + "/", self.scene.site + "/")
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=self.scene.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=self.scene.environment | {"LINUX": self.linux, "SITE": self.scene.site} | more, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def origin(self, *words):
        return self.scene.git(*words, cwd=self.scene.path("origin.git"))

    def test_a_new_release_becomes_a_branch_with_a_draft_of_its_notes(self):
        self.assertEqual(self.cron(), "", "without news there is no mail")
        sample = self.scene.read("linux/kernel/bpf/sample.c")
        self.scene.write("linux/kernel/bpf/sample.c", sample.replace("bpf_", "bpf_new_", 1) + "\n")
        self.tag(6, 12)
        head = self.scene.git("rev-parse", "HEAD")
        self.scene.shim("propose", f'echo "$@" >> {self.scene.path("proposed")}')
        said = self.cron(PROPOSE="propose --draft --head")
        self.assertEqual(said, "6.12 was imported; review and merge the branch import-6.12\n")
        self.assertEqual(self.scene.read("proposed"), "--draft --head import-6.12\n")

        changed = self.origin("diff", "--name-only", "main", "import-6.12").split()
        self.assertEqual(changed, ["Content/catalogue/6.12.json", "Content/releases/6.12.md"])
        self.assertTrue(self.origin("show", "import-6.12:Content/releases/6.12.md").startswith("Draft of "))
        message = self.origin("log", "-1", "--format=%B", "import-6.12")
        self.assertTrue(message.startswith("Import 6.12\n\n"))
        self.assertIn("\n#", message, "the headings of the notes stay")
        self.assertIn("6.11", message)
        # The site's own clone is as it was, with no work tree left.
        self.assertEqual(self.scene.git("rev-parse", "HEAD"), head)
        self.assertEqual(self.scene.git("status", "--porcelain"), "")
        self.assertEqual(len(self.scene.git("worktree", "list").splitlines()), 1)
        # What is to be reviewed builds.
        self.scene.git("checkout", "--quiet", "import-6.12")
        status, text = self.scene.job(["kfuncdocs check --strict", "kfuncdocs build --strict --quiet"])
        self.assertEqual(status, 0, text)
        self.assertIn("Draft of", self.scene.read("site/Output/site/releases/6.12/index.html"))
        self.scene.git("checkout", "--quiet", "main")

        self.assertEqual(self.cron(), "", "a branch that waits for review is not made again")

    def test_a_run_that_was_stopped_before_its_push_is_made_up_for(self):
        self.tag(6, 12)
        self.scene.git("branch", "import-6.12", "main")
        self.assertIn("6.12 was imported", self.cron())
        self.assertIn("Content/catalogue/6.12.json", self.origin("ls-tree", "-r", "--name-only", "import-6.12"))


if __name__ == "__main__":
    unittest.main()
