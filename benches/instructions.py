#!/usr/bin/env python3
"""Counts the instructions of two fixed small runs with callgrind and compares them with those in instructions.txt.

Counts hardly change with the load of the machine: a slip shows where times would drown in noise. They do change with
the compiler, the C library and the processor (which chooses string routines); after such a change, `--update`.
"""

import argparse
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from data import ROOT, fingerprint, generated, target_folder

KEPT = ROOT / "benches" / "instructions.txt"
# The form of the data and how many messages.
RUNS = {"tables": 20_000, "webhooks": 5_000}
# So many functions are kept and shown.
TOP = 25
# A function whose change is a smaller share of the whole run is not told of.
NOTABLE = 0.001
STANDARD_LIBRARY = {"core", "alloc", "std", "hashbrown"}
# "1,234 (5.6%)  file:function [object]"
ANNOTATED = re.compile(r"^\s*([\d,]+) \([ \d.]+%\)\s+[^:]*:(.+?)(?: \[[^\]]*\])?$")


def count(binary, cache, form):
    """Instructions by name: the total, our modules, and our functions with all that they call and any alone."""
    folder = generated(cache, RUNS[form], form)
    profile = cache / f"callgrind-{form}.out"
    report = [binary, "report", folder, "--threads", "1", "--format", "json"]
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", *report]
    done = subprocess.run(valgrind, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"the run under valgrind failed: {done.stderr.strip()}")
    alone, together = annotated(profile), annotated(profile, "--inclusive=yes")
    if not any("wa_kpi::" in name for name in alone):
        sys.exit("the binary has no symbols; build it with: cargo rustc --release --bin wa-kpi -- -C strip=none")
    modules = {}
    for name, instructions in alone.items():
        modules[module(name)] = modules.get(module(name), 0) + instructions
    return {
        "total": {"whole run": sum(alone.values())},
        "module": modules,
        "with callees": {name: instructions for name, instructions in together.items() if "wa_kpi::" in name},
        "function": alone,
    }


def annotated(profile, *options):
    """Instructions by function, as callgrind_annotate tells them."""
    command = ["callgrind_annotate", "--threshold=100", "--auto=no", *options, profile]
    functions = {}
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if found := ANNOTATED.match(line):
            functions[found[2]] = functions.get(found[2], 0) + int(found[1].replace(",", ""))
    return functions


def module(function):
    """Our own module of a function, else the library that it is from."""
    if own := re.search(r"wa_kpi::(\w+)", function):
        return own[1]
    crate = re.match(r"\W*(\w+)::", function)
    if not crate:
        return "(C library)"
    return "(standard library)" if crate[1] in STANDARD_LIBRARY else f"({crate[1]})"


def largest(instructions):
    """The names with the most instructions."""
    return sorted(instructions, key=instructions.get, reverse=True)[:TOP]


def read_kept():
    """The kept fingerprint of the generator, and the kept counts by run and kind."""
    generator, kept = "", {}
    for line in KEPT.read_text().splitlines() if KEPT.exists() else []:
        if line.startswith("# generator "):
            generator = line.split()[2]
        elif not line.startswith("#"):
            form, kind, instructions, name = line.split("\t")
            kept.setdefault(form, {}).setdefault(kind, {})[name] = int(instructions)
    return generator, kept


def write_kept(counted):
    """Keeps the largest counts of every kind."""
    compiler = subprocess.run(["rustc", "--version"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    lines = [
        f"# Instructions of {' and '.join(f'{size} messages as {form}' for form, size in RUNS.items())}, one thread",
        f"# {datetime.now():%Y-%m-%d}, {compiler}; written by benches/instructions.py --update",
        f"# generator {fingerprint()}",
    ]
    for form, kinds in counted.items():
        for kind, instructions in kinds.items():
            lines += [f"{form}\t{kind}\t{instructions[name]}\t{name}" for name in largest(instructions)]
    KEPT.write_text("\n".join(lines) + "\n")


def tell(form, counted, kept):
    """Prints the counts of one run beside the kept ones: all sums, and of functions those that changed."""
    whole = counted["total"]["whole run"]
    print(f"\n{RUNS[form]} messages as {form}: instructions, share of all, change")
    for kind, instructions in counted.items():
        before = kept.get(kind, {})
        functions = kind in ("with callees", "function")
        print(f"{kind}{', where it changed' if functions and before else ''}:")
        for name in dict.fromkeys([*largest(instructions), *before]):
            now = instructions.get(name, 0)
            moved = abs(now - before.get(name, now)) / whole
            if functions and before and moved < NOTABLE or now / whole < NOTABLE and moved < NOTABLE:
                continue
            change = f"{now / before[name] - 1:+.1%}" if name in before else ""
            print(f"{now:>15,} {now / whole:>7.1%} {change:>8}  {name[:90]}")


def main():
    parser = argparse.ArgumentParser(description="Compares instruction counts with benches/instructions.txt.")
    default = target_folder() / "release" / "wa-kpi"
    parser.add_argument("--binary", type=Path, help="a wa-kpi with symbols, instead of building one")
    parser.add_argument("--cache", type=Path, default=target_folder() / "bench", help="folder of data [target/bench]")
    parser.add_argument("--update", action="store_true", help="keep the new counts")
    parser.add_argument("--limit", type=float, help="exit with 1 where a total grew by more than so many percent")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not installed")
    if not options.binary:
        build = ["cargo", "rustc", "--release", "--locked", "--bin", "wa-kpi", "--", "-C", "strip=none"]
        subprocess.run(build, check=True, cwd=ROOT, stdout=2)
    counted = {form: count(options.binary or default, options.cache, form) for form in RUNS}
    generator, kept = read_kept()
    if kept and generator != fingerprint():
        print("the generator has changed since the counts were kept: they cannot be compared", file=sys.stderr)
        kept = {}
    for form, counts in counted.items():
        tell(form, counts, kept.get(form, {}))
    if options.update:
        write_kept(counted)
    elif options.limit is not None and kept:
        growth = {form: counted[form]["total"]["whole run"] / kept[form]["total"]["whole run"] - 1 for form in RUNS}
        sys.exit(1 if max(growth.values()) * 100 > options.limit else 0)


main()
