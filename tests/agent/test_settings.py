"""Precedence: flag > environment > project file > user file > default."""

from __future__ import annotations

import pytest
from tastekeeper.agent.settings import Settings
from tastekeeper.errors import UsageError
from tastekeeper.paths import Paths


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")


def _user_file(text: str) -> None:
    paths = Paths.resolve().ensure()
    paths.settings_file.write_text(text)


def test_each_source_wins_over_the_next(tmp_path, monkeypatch):
    assert Settings.resolve().list_length == 5
    _user_file("list_length = 6\n")
    assert Settings.resolve().list_length == 6
    (tmp_path / "project" / "tastekeeper.toml").write_text("list_length = 7\n")
    assert Settings.resolve().list_length == 7
    monkeypatch.setenv("TASTEKEEPER_LIST_LENGTH", "8")
    assert Settings.resolve().list_length == 8
    assert Settings.resolve(list_length=9).list_length == 9


def test_a_flag_equal_to_the_default_still_wins(monkeypatch):
    monkeypatch.setenv("TASTEKEEPER_LIST_LENGTH", "8")
    assert Settings.resolve(list_length=5).list_length == 5


def test_openai_variables_are_read_after_our_own(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://one/v1")
    assert Settings.resolve().base_url == "http://one/v1"
    monkeypatch.setenv("TASTEKEEPER_BASE_URL", "http://two/v1")
    assert Settings.resolve().base_url == "http://two/v1"


def test_a_bad_value_names_the_field():
    with pytest.raises(UsageError, match="list_length"):
        Settings.resolve(list_length=99)


def test_a_broken_file_is_named():
    _user_file("list_length = = 3")
    with pytest.raises(UsageError, match="TOML"):
        Settings.resolve()


def test_the_key_is_not_printed(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    assert "secret" not in repr(Settings.resolve())
