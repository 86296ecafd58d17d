"""Wall time of every `--help`, and of the interface's first paint, each in a fresh process.

Run with `python benchmarks/cli.py [--runs N]` from the repository root; prints one JSON object. The first run
of each command is thrown away: it compiles bytecode and fills the file cache.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable

HELPS = ("", "ask", "recommend", "explain", "memory", "sessions", "settings", "doctor", "paths", "about")
LATER = ("demo", "data", "train", "eval", "models")
PAINTED = b"loading catalogue"


def help_seconds(command: str, env: dict[str, str]) -> float:
    """One `tastekeeper COMMAND --help`, from start to exit."""
    began = time.perf_counter()
    line = [sys.executable, "-m", "tastekeeper", *command.split(), "--help"]
    subprocess.run(line, check=True, env=env, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def import_seconds(module: str, env: dict[str, str]) -> float:
    """One fresh interpreter that imports a module and ends: what no program built on it can beat."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True, env=env)
    return time.perf_counter() - began


def paint_seconds(env: dict[str, str], columns: int = 120, rows: int = 36) -> float:
    """From start until the first full screen has been written to a terminal of that size."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tastekeeper"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=env,
        close_fds=True,
    )
    os.close(slave)
    seen = b""
    try:
        while PAINTED not in seen:
            if time.perf_counter() - began > 30 or process.poll() is not None:
                raise RuntimeError(f"nothing was painted: {seen[-300:]!r}")
            if select.select([master], [], [], 0.05)[0]:
                seen += os.read(master, 65536)
        return time.perf_counter() - began
    finally:
        process.kill()
        process.wait()
        os.close(master)


def measure(runs: int) -> dict[str, object]:
    """Median and worst seconds over `runs` of each kind."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "TASTEKEEPER_HOME": home, "TERM": "xterm-256color"}
        helps = {
            name or "(none)": _several(lambda n=name: help_seconds(n, env), runs) for name in (*HELPS, *LATER)
        }
        paints = _several(lambda: paint_seconds(env), runs)
        floor = _several(lambda: import_seconds("textual.app", env), runs)
    worst = max(max(times) for times in helps.values())
    return {
        "headline": {
            "help.median_seconds": statistics.median(t for times in helps.values() for t in times),
            "help.worst_seconds": worst,
            "tui.first_paint_seconds": statistics.median(paints),
            "tui.import_textual_seconds": statistics.median(floor),
        },
        "help": helps,
        "first_paint": paints,
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "runs": runs,
    }


def _several(action: Callable[[], float], runs: int) -> list[float]:
    action()
    return [round(action(), 3) for _ in range(runs)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    print(json.dumps(measure(parser.parse_args().runs), indent=1))
