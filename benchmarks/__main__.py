"""Run every benchmark in its quick form, one after another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
QUICK = {
    "cli": ["--runs", "3"],
    "memory": ["--quick"],
    "explain": ["--cases", "10"],
    "funnel": ["measure"],
}


def main() -> int:
    """The worst exit code of all."""
    worst = 0
    for name in sorted(path.stem for path in HERE.glob("[a-z]*.py")):
        print(f"\n== {name}", flush=True)
        command = [sys.executable, str(HERE / f"{name}.py"), *QUICK.get(name, [])]
        worst = max(worst, subprocess.run(command, check=False).returncode)
    return worst


sys.exit(main())
