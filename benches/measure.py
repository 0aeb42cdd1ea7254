"""Runs programs and takes their time and memory from the system, several programs in turn.

Not responsible for what is run (compare.py) or on which data (data.py). Only the standard library.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass
class Usage:
    """What one run took: seconds by the clock, seconds of processors, bytes of memory at the peak."""

    wall: float
    processors: float
    peak: int


@dataclass
class Program:
    """A command line, and the file its standard output goes to."""

    name: str
    command: list
    output: Path
    environment: dict = field(default_factory=dict)
    runs: list = field(default_factory=list)
    # Why it could not be run; a program that failed once is not asked again.
    failure: str = ""

    def run(self):
        """Runs once and waits for the end."""
        errors = self.output.with_suffix(".errors")
        with open(self.output, "wb") as output, open(errors, "wb") as error_output:
            begin = time.perf_counter()
            process = subprocess.Popen(
                [str(word) for word in self.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=error_output,
                env=os.environ | self.environment,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            last_words = errors.read_text(errors="replace").strip().splitlines()[-1:]
            self.failure = f"ended with {process.returncode} {' '.join(last_words)}"
            return
        # Linux counts kilobytes, macOS bytes.
        unit = 1 if sys.platform == "darwin" else 1024
        self.runs.append(Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit))

    def wall(self):
        return statistics.median(run.wall for run in self.runs)

    def processors(self):
        return statistics.median(run.processors for run in self.runs)

    def peak(self):
        return statistics.median(run.peak for run in self.runs)

    def times_of(self, other):
        """The median of this one's wall time in the other's, each pair from the same round."""
        return statistics.median(mine.wall / its.wall for mine, its in zip(self.runs, other.runs))


def in_turn(programs, rounds):
    """Runs every program once a round: what slows the machine for a while slows all of them."""
    for number in range(1, rounds + 1):
        for program in programs:
            if not program.failure:
                print(f"  round {number} of {rounds}: {program.name}", file=sys.stderr)
                program.run()
    return programs


def warm(folder):
    """Reads all files once, so that no run pays for the disk."""
    for path in sorted(Path(folder).iterdir()):
        with open(path, "rb") as file:
            while file.read(1 << 24):
                pass


def size_of(folder):
    return sum(path.stat().st_size for path in Path(folder).iterdir())


def machine():
    """Date, processor, memory and load, in one sentence."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = [line.split(":", 1)[1].strip() for line in information.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{datetime.now():%Y-%m-%d}, {model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} "
        f"{platform.machine()}, load {os.getloadavg()[0]:.1f} at the beginning"
    )
