#!/usr/bin/env python3
"""manual.py PROGRAM FOLDER DATE: one page of the manual (mdoc, section 1) for the program and for each of its commands,
from what the program says of itself, so that --help and the manual cannot differ. DATE is YYYY-MM-DD."""

import json
import os
import subprocess
import sys

program, folder, date = sys.argv[1:]
MONTHS = "January February March April May June July August September October November December".split()
year, month, day = date.split("-")
DAY = f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def escaped(text):
    """Text as it is: no backslash, leading control character, or dash of it means anything."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga").replace("^", "\\(ha")
    text = text.replace("~", "\\(ti").replace("…", "...").replace("’", "'")
    assert text.isascii(), text
    return "\\&" + text if text[:1] == "." else text


def argument(text):
    """Text as one argument of a macro."""
    return '"' + escaped(text).replace('"', '\\(dq') + '"'


def prose(text):
    """A sentence to a line, as mdoc wants it: the formatter knows best how wide the gap behind a full stop is."""
    words, line = text.split(), []
    for index, word in enumerate(words):
        line.append(word)
        following = words[index + 1] if index + 1 < len(words) else ""
        ends = word[-1:] in ".?!" and following[:1].isupper()
        if ends or not following or len(escaped(" ".join([*line, following]))) > 78:
            yield escaped(" ".join(line))
            line = []


def names(one):
    """-h, --help"""
    return [("-" if name["kind"] == "short" else "--") + name["name"] for name in one.get("names", [])]


def option(one, separator):
    """An option with its value as mdoc; names behind each other with `separator`, the long one alone if that is nil."""
    shown = names(one) if separator is not None else [max(names(one), key=len)]
    flags = f" {separator} ".join(f"Fl {escaped(name)[2:]}" for name in shown)
    return flags + (f" Ar {escaped(one['valueName'])}" if one["kind"] == "option" else "")


def synopsis(command):
    if command.get("subcommands"):
        yield ".Ar command"
        yield ".Op Ar argument ..."
        return
    for one in shown(command):
        if one["kind"] == "positional":
            words = "Ar " + escaped(one["valueName"]) + (" ..." if one["isRepeating"] else "")
            yield f".Op {words}" if one["isOptional"] else f".{words}"
        else:
            words = option(one, None)
            yield f".Op {words}" if one["isOptional"] else f".{words}"


def shown(command):
    return [one for one in command.get("arguments", []) if one.get("shouldDisplay", True)]


def options(command):
    yield ".Bl -tag -width Ds"
    for one in shown(command):
        yield ".It " + ("Ar " + escaped(one["valueName"]) if one["kind"] == "positional" else option(one, ","))
        said = one.get("abstract", "")
        if one.get("discussion"):
            said += " " + one["discussion"]
        if one.get("defaultValue") is not None and one["kind"] != "flag" and "default" not in said:
            said += f" The default is {one['defaultValue']}."
        yield from prose(said)
    yield ".El"


def description(text):
    """Paragraphs; lines that begin with two spaces are what is typed."""
    sections = {"DESCRIPTION": [], "EXAMPLES": [], "EXIT STATUS": []}
    for paragraph in text.strip().split("\n\n"):
        lines = paragraph.split("\n")
        typed = [line[2:] for line in lines if line.startswith("  ")]
        said = " ".join(line for line in lines if not line.startswith("  "))
        place = sections["DESCRIPTION"]
        if said in ("Example:", "Examples:"):
            place, said = sections["EXAMPLES"], ""
        elif said.startswith("Exit status: "):
            place, said = sections["EXIT STATUS"], said.removeprefix("Exit status: ")
            said = said[0].upper() + said[1:] + ("" if said.endswith(".") else ".")
        if place:
            place.append(".Pp")
        if said:
            place.extend(prose(said))
        if typed:
            place.extend([".Bd -literal -offset indent", *map(escaped, typed), ".Ed"])
    return sections


def title(command):
    return "-".join([*command.get("superCommands", []), command["commandName"]])


def page(command, all_titles):
    name = title(command)
    yield f".Dd {DAY}"
    yield f".Dt {name.upper()} 1"
    yield ".Os"
    yield ".Sh NAME"
    yield f".Nm {name}"
    abstract = command["abstract"].rstrip(".").split(";")[0]
    yield f".Nd {escaped(abstract[0].lower() + abstract[1:])}"
    yield ".Sh SYNOPSIS"
    # The words that are typed have no dashes between them.
    yield ".Nm " + argument(" ".join([*command.get("superCommands", []), command["commandName"]]))
    yield from synopsis(command)
    sections = description(command.get("discussion", ""))
    yield ".Sh DESCRIPTION"
    yield from prose(command["abstract"])
    if sections["DESCRIPTION"]:
        yield ".Pp"
        yield from sections["DESCRIPTION"]
    if command.get("subcommands"):
        yield ".Pp"
        yield "The commands are:"
        yield ".Bl -tag -width Ds"
        for sub in command["subcommands"]:
            if sub["commandName"] != "help":
                yield f".It Cm {escaped(sub['commandName'])}"
                yield from prose(sub["abstract"])
        yield ".El"
    yield ".Pp"
    yield "The options are as follows:"
    yield from options(command)
    if "superCommands" not in command:
        yield from ENVIRONMENT
    if "superCommands" not in command or sections["EXIT STATUS"]:
        yield ".Sh EXIT STATUS"
        yield from sections["EXIT STATUS"] or prose(
            "0: done. 1: the input has errors, all of them reported with file, line and column. 2: the command could not"
            " run, and changed nothing. 64: wrong usage.")
    if sections["EXAMPLES"]:
        yield ".Sh EXAMPLES"
        yield from sections["EXAMPLES"]
    others = [other for other in all_titles if other != name and related(name, other)]
    if others:
        yield ".Sh SEE ALSO"
        yield from (f".Xr {other} 1" + (" ," if other != others[-1] else "") for other in others)


def related(name, other):
    """The pages above and below; the first page leads to all."""
    return name == "kfuncdocs" or name.startswith(other + "-") or other.startswith(name + "-")


ENVIRONMENT = [
    ".Sh ENVIRONMENT",
    ".Bl -tag -width Ds",
    ".It Ev SOURCE_DATE_EPOCH",
    *prose("Seconds since 1970: the clock of a build, by which facts that were verified long ago are found. Without it, that"
           " is the day of the newest release read."),
    ".It Ev PAGEFIND",
    *prose("The program that indexes texts for build --search and publish --search, if it is not in PATH."),
    ".It Ev NO_COLOR",
    *prose("If it is set and not empty, what is written to a terminal has no colours."),
    ".El",
    ".Sh FILES",
    ".Bl -tag -width Ds",
    ".It Pa Content/",
    *prose("What a site is made from: settings in site.yml, catalogues of releases, policies, threads, notes."),
    ".It Pa Templates/",
    *prose("Templates and assets of the site's own; each one stands in for a built-in one."),
    ".It Pa Output/site/",
    *prose("The site, as build writes it."),
    ".It Pa /usr/share/kfuncdocs/Templates/",
    *prose("The built-in templates and assets, to begin with."),
    ".El",
]


def commands(command):
    yield command
    for sub in command.get("subcommands", []):
        if sub["commandName"] != "help":
            yield from commands(sub)


said = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout
every = list(commands(json.loads(said)["command"]))
titles = sorted(title(command) for command in every)
os.makedirs(folder, exist_ok=True)
for command in every:
    with open(os.path.join(folder, title(command) + ".1"), "w", encoding="ascii") as file:
        file.write("\n".join(page(command, titles)) + "\n")
