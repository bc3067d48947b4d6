"""Packages of one program are the same bytes, wherever and by whomever they are made (scripts/dist/package)."""

import os
import shutil
import subprocess
import tarfile
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARTS = ["scripts/dist", "Templates", "docs", "LICENSE"]
DATE = 1_790_000_000


class SameBytes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kfuncdocs-packages-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.program = os.path.join(cls.folder, "stand-in")
        compiler = next(found for name in ("cc", "clang", "gcc") if (found := shutil.which(name)))
        subprocess.run([compiler, "-g", "-o", cls.program, os.path.join(HERE, "stand_in.c")], check=True)
        cls.first = cls.packed("one")
        # Another folder, deeper and with a space; files made in another order, on other days, for no one else to read;
        # another language, zone, home and folder for temporary files; options that the tools would take from the environment.
        temporary = os.path.join(cls.folder, "other temporary")
        os.mkdir(temporary)
        cls.second = cls.packed(
            "two/deep er", order=reversed, stamp=86_400 * 365, private=True, umask=0o077, LC_ALL="tr_TR.UTF-8", LANGUAGE="tr",
            TZ="Pacific/Chatham", HOME="/nonexistent", TMPDIR=temporary, XZ_OPT="-9e", XZ_DEFAULTS="--check=none",
            GZIP="-1", TAR_OPTIONS="--owner=someone", DPKG_DEB_COMPRESSOR_TYPE="gzip", DPKG_DEB_THREADS_MAX="4")

    @classmethod
    def packed(cls, name, date=DATE, order=list, stamp=None, private=False, umask=0o022, **environment):
        """The packages by file name, made from a copy of the sources in a folder of that name."""
        tree = os.path.join(cls.folder, name, "sources")
        for part in order(PARTS):
            source = os.path.join(ROOT, part)
            files = [source] if os.path.isfile(source) else sorted(
                os.path.join(folder, file) for folder, folders, names in os.walk(source) for file in names)
            for file in order(files):
                copy = os.path.join(tree, os.path.relpath(file, ROOT))
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                shutil.copyfile(file, copy)
                executable = os.access(file, os.X_OK)
                os.chmod(copy, (0o700 if executable else 0o600) if private else (0o775 if executable else 0o664))
                if stamp is not None:
                    os.utime(copy, (stamp, stamp))
        output = os.path.join(cls.folder, name, "packages")
        subprocess.run(
            [os.path.join(tree, "scripts/dist/package"), cls.program, output], check=True, umask=umask, cwd=cls.folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "HOME": cls.folder, "SOURCE_DATE_EPOCH": str(date), **environment})
        return {file: cls.read(os.path.join(output, file)) for file in sorted(os.listdir(output))}

    @staticmethod
    def read(path):
        with open(path, "rb") as file:
            return file.read()

    def test_place_mode_language_zone_and_order_leave_no_trace(self):
        self.assertEqual(len(self.first), 3)
        self.assertEqual([*self.first], [*self.second])
        self.assertTrue({".deb", ".xz"} <= {os.path.splitext(name)[1] for name in self.first})
        for name, data in self.first.items():
            self.assertTrue(data == self.second[name], f"{name}: {len(data)} and {len(self.second[name])} other bytes")

    def test_another_date_gives_other_bytes(self):
        later = self.packed("later", date=DATE + 86_400)
        for name, data in self.first.items():
            self.assertFalse(data == later[name], f"{name} does not depend on its date: nothing was compared")

    def test_all_is_roots_readable_by_all_and_of_the_one_date(self):
        archives = []
        for name, data in self.first.items():
            path = os.path.join(self.folder, name)
            with open(path, "wb") as file:
                file.write(data)
            if name.endswith(".tar.xz"):
                archives.append(path)
            if name.endswith(".deb"):
                archives.append(path + ".tar")
                with open(archives[-1], "wb") as file:
                    subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, stdout=file)
        self.assertEqual(len(archives), 2)
        for archive in archives:
            with tarfile.open(archive) as tar:
                members = tar.getmembers()
            self.assertGreater(len(members), 20)
            for member in members:
                self.assertEqual((member.uid, member.gid, member.mtime), (0, 0, DATE), member.name)
                runs = member.isdir() or member.name.endswith(("/bin/kfuncdocs", "/import-new-releases"))
                self.assertEqual(oct(member.mode), oct(0o755 if runs else 0o644), member.name)


if __name__ == "__main__":
    unittest.main()
