"""The package is whole, cheap to import, and says nothing of where it was made."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTSIDE = {"tests", "build", "docs", "examples", "benchmarks", "dist"}


def test_every_package_is_listed():
    found = {
        ".".join(("tastekeeper", *path.parent.relative_to(ROOT).parts))
        for path in ROOT.rglob("__init__.py")
        if not any(part.startswith(".") or part in OUTSIDE for part in path.relative_to(ROOT).parts)
    }
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted(found)


def test_importing_the_package_loads_nothing_heavy():
    program = (
        "import sys, tastekeeper, tastekeeper.cli.main\n"
        "heavy = {'torch', 'textual', 'langgraph', 'chromadb', 'pandas', 'numpy', 'openai'} & set(sys.modules)\n"
        "sys.exit(f'loaded {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_public_names_resolve():
    import tastekeeper

    for name in tastekeeper.__all__:
        assert getattr(tastekeeper, name) is not None


def test_the_peers_differ_from_the_tested_set_in_protobuf_alone():
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / name).read_text().splitlines()
        return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))

    tested, peers = pins("constraints.txt"), pins("constraints-peers.txt")
    assert {name for name, version in tested.items() if peers.get(name) != version} == {"protobuf"}
