"""Conversion: in another process, whole or not at all, once a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tastekeeper.agent.models import convert
from tastekeeper.errors import ModelError, StoreError


@pytest.fixture(autouse=True)
def _version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "version", lambda name: "1.0")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF")
    return path


WRITES = """
import pathlib, sys
link = pathlib.Path(sys.argv[1])
assert link.read_bytes()[:4] == b"GGUF"
(link.parent / "openvino_model.xml").write_text("<model/>")
"""


def program(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Another converter: a real process all the same."""
    monkeypatch.setattr(convert, "_PROGRAM", text)


def test_converts_once_and_again_when_the_file_changes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, WRITES)
    folder = convert.converted(file)
    assert (folder / "openvino_model.xml").is_file()
    assert not (folder / "source.gguf").exists()
    program(monkeypatch, "import sys; sys.exit('ran again')")
    assert convert.converted(file) == folder
    file.write_bytes(b"GGUF2")
    with pytest.raises(ModelError, match="ran again"):
        convert.converted(file)


def test_another_converter_version_converts_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, WRITES)
    convert.converted(file)
    monkeypatch.setattr(convert, "version", lambda name: "2.0")
    program(monkeypatch, "import sys; sys.exit('ran again')")
    with pytest.raises(ModelError, match="ran again"):
        convert.converted(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os; os.abort()", "it crashed"),
        ("import sys; sys.exit('tensor type 6')", "tensor type 6"),
        ("", "wrote no model"),
    ],
)
def test_failures_leave_nothing_behind(
    file: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    program(monkeypatch, text)
    with pytest.raises(ModelError, match=said):
        convert.converted(file)
    assert [path.name for path in file.parent.iterdir()] == ["m.gguf"]


def test_no_room_to_write_is_explained(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(convert.tempfile, "TemporaryDirectory", full)
    with pytest.raises(StoreError, match="No space left on device"):
        convert.converted(file)


def test_a_converted_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no openvino_model\.xml"):
        convert.converted(tmp_path)
    (tmp_path / "openvino_model.xml").write_text("<model/>", encoding="utf-8")
    assert convert.converted(tmp_path) == tmp_path
