"""A résumé and a taste to hold texts against."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tastekeeper.tools.audit.claims import SourceRecord

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def resume() -> SourceRecord:
    return SourceRecord.of(
        {
            "occupation": "data analyst",
            "years of experience": 8,
            "skills": ["Python", "SQL", "project management"],
            "degree": "BSc in Statistics",
            "employer": "Acme Retail",
        }
    )


@pytest.fixture
def taste() -> SourceRecord:
    return SourceRecord.of(
        {"likes": ["westerns", "film noir"], "dislikes": ["horror"], "favourite director": "Sergio Leone"}
    )


@pytest.fixture
def shared() -> Path:
    """The folder of benchmark data; the test is skipped where it is not."""
    folder = Path(os.environ.get("TASTEKEEPER_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(f"no benchmark data at {folder}; set TASTEKEEPER_SHARED")
    return folder
