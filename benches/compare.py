#!/usr/bin/env python3
"""Generates data, runs wa-kpi and the peers that are installed on it in turn, and prints the tables of README.md.

Only the standard library. `compare.py --help` tells the options; nothing here asserts a time, but figures that differ
from a peer's are named and make the exit code 1.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from data import ROOT, generated, target_folder
from measure import Program, in_turn, machine, size_of, warm

ROWS = ["tables", "growth", "by", "webhooks", "small", "help"]
ON_DEMAND = ["memory"]
PEERS = ["duckdb", "polars", "pandas"]
# Runs of what ends in milliseconds.
SHORT_RUNS = 21
SMALL_EXPORT = 500
TOLERANCE = 1e-9


class Comparison:
    """One call of this script: its options, the lines of its tables, and whether all figures agree."""

    def __init__(self, options):
        self.options = options
        self.cache = options.cache.resolve()
        self.goals = []
        self.disagreements = 0

    def wa_kpi(self, name, *arguments):
        return Program(name, [self.options.binary, *arguments], self.cache / f"{name.replace(' ', '-')}.json")

    def report(self, name, folder, *arguments):
        threads = ["--threads", self.options.threads]
        return self.wa_kpi(name, "report", folder, "--format", "json", *threads, *arguments)

    def peer(self, name, folder):
        script = ROOT / "benches" / "peers" / f"with_{name}.py"
        command = [self.options.python, script, folder, self.options.threads]
        threads = {"POLARS_MAX_THREADS": str(self.options.threads)}
        return Program(name, command, self.cache / f"{name}.json", threads)

    def goal(self, what, measured, accept="–", aim="–"):
        self.goals.append(f"| {what} | {measured} | {accept} | {aim} |")

    def run(self, programs, rounds):
        """Runs in turn; our own program must not fail."""
        in_turn(programs, rounds)
        for program in programs:
            if program.failure and program.name not in PEERS:
                sys.exit(f"{program.name}: {program.failure}")
        return programs

    def tables(self):
        """Whole reports from CSV: we and every peer."""
        folder = generated(self.cache, self.options.messages)
        warm(folder)
        ours = self.report("wa-kpi", folder)
        peers = [self.peer(name, folder) for name in self.options.peers if self.installed(name)]
        self.run([ours, *peers], self.options.runs)
        size = size_of(folder)
        print(f"\n| {millions(self.options.messages)} messages as CSV, {size / 1e9:.2f} GB ", end="")
        print("| wall | processors | peak memory | peak / input | wa-kpi is |\n|---|---|---|---|---|---|")
        for program in [ours, *peers]:
            if program.failure:
                print(f"| {program.name} | {program.failure} | | | | |")
                continue
            ratio = "" if program is ours else f"{program.times_of(ours):.1f} times as fast"
            memory = f"{program.peak() / 1e9:.2f} GB | {program.peak() / size:.2f}"
            print(f"| {program.name} | {spread(program)} | {program.processors():.2f} s | {memory} | {ratio} |")
        print()
        targets = {"duckdb": ("4×", "6×"), "pandas": ("10×", "17×")}
        for peer in peers:
            if not peer.failure:
                self.agree(ours, peer)
                self.goal(f"CSV, against {peer.name}", f"{peer.times_of(ours):.1f}×", *targets.get(peer.name, ()))
        self.goal("CSV, peak memory to input", f"{ours.peak() / size:.2f}", "0.5", "0.35")

    def installed(self, peer):
        """Whether the peers' interpreter has it; tells its version, or that it is skipped."""
        version = subprocess.run(
            [self.options.python, "-c", f"import {peer}; print({peer}.__version__)"], capture_output=True, text=True
        )
        there = version.returncode == 0
        print(f"{peer} {version.stdout.strip()}" if there else f"{peer}: skipped, not installed")
        return there

    def agree(self, ours, peer):
        """Names every figure of the peer that is not ours."""
        rows = json.loads(ours.output.read_text())["rows"]
        values = {row["kpi"]: row["value"] for row in rows if row["group"] == {}}
        figures = json.loads(peer.output.read_text())
        differing = {
            name: figure
            for name, figure in figures.items()
            if values.get(name) is None or abs(values[name] - figure) > TOLERANCE * max(1, abs(figure))
        }
        print(f"{peer.name}: {len(figures) - len(differing)} of {len(figures)} figures agree with ours")
        for name, figure in differing.items():
            print(f"  {name}: {figure}, ours {values.get(name)}")
        self.disagreements += len(differing)

    def growth(self):
        """How much longer ten times the messages take."""
        tenth, whole = (generated(self.cache, size) for size in (self.options.messages // 10, self.options.messages))
        warm(tenth)
        warm(whole)
        less, more = self.run([self.report("a tenth", tenth), self.report("all", whole)], self.options.runs)
        name = f"growth of wall time {millions(self.options.messages // 10)} → {millions(self.options.messages)}"
        self.goal(name, f"{more.times_of(less):.1f}× ({less.wall():.2f} s → {more.wall():.2f} s)", "11×", "9×")

    def by(self):
        """What a dimension beside the totals costs."""
        folder = generated(self.cache, self.options.messages)
        warm(folder)
        kinds = [self.report(f"by {dimension}", folder, "--by", dimension) for dimension in ("campaign", "day")]
        total, *kinds = self.run([self.report("totals", folder), *kinds], self.options.runs)
        for kind in kinds:
            self.goal(f"`--{kind.name}` beside the totals", f"{kind.times_of(total) - 1:+.0%}", "+25 %", "+10 %")

    def webhooks(self):
        """Whole reports from webhook lines: merging of states included."""
        messages = self.options.messages // 10
        folder = generated(self.cache, messages, "webhooks")
        warm(folder)
        (ours,) = self.run([self.report("webhooks", folder)], self.options.runs)
        size = size_of(folder)
        name = f"{millions(messages)} messages as webhook lines, {size / 1e9:.2f} GB"
        measured = f"{size / 1e9 / ours.wall():.2f} GB/s ({spread(ours)}, peak {ours.peak() / 1e9:.2f} GB)"
        self.goal(name, measured, "0.6 GB/s", "1.0 GB/s")

    def small(self):
        folder = generated(self.cache, SMALL_EXPORT)
        (ours,) = self.run([self.report("small", folder)], SHORT_RUNS)
        self.goal(f"a {SMALL_EXPORT}-message export", f"{ours.wall() * 1000:.0f} ms", "60 ms", "20 ms")

    def help(self):
        (ours,) = self.run([self.wa_kpi("help", "--help")], SHORT_RUNS)
        self.goal("`--help`", f"{ours.wall() * 1000:.0f} ms", "20 ms", "5 ms")

    def memory(self):
        """Ten times the messages in bounded memory."""
        many, few = self.options.messages * 10, self.options.messages
        large, usual = generated(self.cache, many), generated(self.cache, few)
        bounded = self.report("bounded", large, "--memory", self.options.memory)
        usual, bounded = self.run([self.report("unbounded", usual), bounded], 1)
        times = bounded.times_of(usual) * few / many
        measured = f"peak {bounded.peak() / 1e9:.2f} GB, {times:.2f}× the time per message ({bounded.wall():.0f} s)"
        name = f"{millions(many)} messages with `--memory {self.options.memory}`"
        self.goal(name, measured, "2.2 GB, 1.5×", "1×")


def millions(messages):
    """10000000 as `10 M`."""
    return f"{messages / 1e6:g} M"


def spread(program):
    """The median wall time, and the fastest and slowest of several."""
    walls = [run.wall for run in program.runs]
    around = f" ({min(walls):.2f}–{max(walls):.2f})" if len(walls) > 1 else ""
    return f"{program.wall():.2f} s{around}"


def release_binary():
    """Our release binary, built where it is not up to date. What Cargo says goes to standard error."""
    subprocess.run(["cargo", "build", "--release", "--locked", "--bin", "wa-kpi"], check=True, cwd=ROOT, stdout=2)
    return target_folder() / "release" / "wa-kpi"


def commit():
    """The commit of the sources, `-dirty` where they differ from it."""
    described = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return described.stdout.strip() or "unknown commit"


def words(text):
    """The words of a list with commas."""
    return [word for word in text.split(",") if word]


def options():
    parser = argparse.ArgumentParser(description="Runs wa-kpi and its peers in turn and prints a table.")
    parser.add_argument("--messages", type=int, default=10_000_000, help="in the tables; webhooks have a tenth [10 M]")
    parser.add_argument("--runs", type=int, default=3, help="rounds; medians are printed [3]")
    parser.add_argument("--threads", type=int, default=2, help="of wa-kpi, DuckDB and polars [2]")
    parser.add_argument("--rows", type=words, default=ROWS, help=f"of {','.join(ROWS + ON_DEMAND)} [all but memory]")
    parser.add_argument("--peers", type=words, default=PEERS, help=f"of {','.join(PEERS)} [all]")
    parser.add_argument("--memory", default="2G", help="the bound of the row memory, over ten times the messages [2G]")
    parser.add_argument("--cache", type=Path, default=target_folder() / "bench", help="folder of data [target/bench]")
    parser.add_argument("--binary", type=Path, help="a wa-kpi to measure instead of building the release binary")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the peers [this one]")
    chosen = parser.parse_args()
    for name, given, known in [("row", chosen.rows, ROWS + ON_DEMAND), ("peer", chosen.peers, PEERS)]:
        for unknown in set(given) - set(known):
            parser.error(f"no {name} {unknown}; there are {', '.join(known)}")
    chosen.version = chosen.binary.name if chosen.binary else f"commit {commit()}"
    chosen.binary = chosen.binary.resolve() if chosen.binary else release_binary()
    return chosen


def main():
    chosen = options()
    comparison = Comparison(chosen)
    about = f"{chosen.threads} threads, warm cache, medians of {chosen.runs} rounds in turn"
    print(f"{machine()}; {chosen.version}, {about}")
    for row in [row for row in ROWS + ON_DEMAND if row in chosen.rows]:
        print(row, file=sys.stderr)
        getattr(comparison, row)()
    print("\n| | measured | accept | aim |\n|---|---|---|---|", *comparison.goals, sep="\n")
    sys.exit(1 if comparison.disagreements else 0)


main()
