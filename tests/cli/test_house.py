"""Help, errors, settings, paths, doctor, sessions: everything that needs no agent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from tastekeeper.agent.sessions import SessionStore
from tastekeeper.cli import main
from tastekeeper.cli.failures import wants_json
from tastekeeper.paths import Paths
from tastekeeper.tui.wording import plain_markdown

COMMANDS = list(main.Root.entries)


def test_help_lists_every_command_and_loads_nothing_heavy():
    code = (
        "import sys\nfrom tastekeeper.cli.main import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'rich', 'textual', 'torch', 'pandas', 'numpy', 'langgraph', 'pydantic', 'openai'}\n"
        "heavy &= set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize(
    "command", ["ask", "recommend", "explain", "memory", "sessions", "settings", "doctor", "paths", "about"]
)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_help(run, command, flag):
    done = run(command, flag)
    assert done.code == 0
    assert done.out.startswith(f"Usage: tastekeeper {command}")


def test_a_misspelt_command_is_a_usage_error_with_the_nearest(run):
    done = run("recomend", "--json")
    assert done.code == 2
    assert "recommend" in done.error["what"]


@pytest.mark.parametrize(
    "args", [("explain",), ("ask", "--nope"), ("recommend", "-k", "0"), ("explain", "x", "--kind", "how")]
)
def test_usage_errors_exit_with_two(run, args):
    done = run(*args)
    assert done.code == 2
    assert done.err.startswith("error: ")
    assert "--help" in done.err


def test_interface_options_before_a_command_are_refused_not_dropped(run):
    done = run("--user", "ann", "paths")
    assert done.code == 2
    assert "tastekeeper paths --user" in done.err


def test_the_interface_needs_a_terminal(run):
    assert run().code == 2


def test_version(run):
    assert run("--version").out.startswith("tastekeeper 0.")


def test_json_is_recognised_only_as_an_option():
    assert wants_json(["ask", "--json"])
    assert not wants_json(["ask", "--", "--json"])


def test_an_interruption_exits_with_130(run, monkeypatch):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr("tastekeeper.cli.opening.opened", interrupted)
    done = run("recommend")
    assert done.code == 130
    assert "Traceback" not in done.err


def test_a_bug_is_a_card_and_a_log_without_the_users_words(run, monkeypatch):
    def broken(**_):
        raise RuntimeError("a wire came loose")

    monkeypatch.setattr("tastekeeper.cli.opening.opened", broken)
    done = run("ask", "a secret wish", "--json")
    assert done.code == 1
    assert done.error["what"] == "This is a bug: RuntimeError: a wire came loose"
    [log] = (Paths.resolve().state / "bugs").glob("*.log")
    assert done.error["where"] == str(log)
    text = log.read_text()
    assert "RuntimeError: a wire came loose" in text
    assert "a secret wish" not in text


def test_paths_follow_the_home_variable(run, tmp_path):
    found = run("paths", "--json").json
    assert found["memory_db"] == str(tmp_path / "home" / "data" / "memory.db")
    assert "not there yet" in run("paths").out


def test_about_names_licences_and_citations(run):
    text = run("about").out
    assert "Apache-2.0" in text
    assert "Harper" in text
    assert run("about", "--json").json["data"][1]["licence"] == "CC0-1.0"


def test_settings_say_where_each_value_comes_from(run, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    Paths.resolve().ensure().settings_file.write_text('theme = "nord"\nuser = "filed"\n')
    (tmp_path / "tastekeeper.toml").write_text("list_length = 7\n")
    monkeypatch.setenv("TASTEKEEPER_USER", "ann")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    found = run("settings", "show", "--json")
    shown = found.json
    assert shown["user"] == {"value": "ann", "source": "environment TASTEKEEPER_USER"}
    assert shown["list_length"] == {"value": 7, "source": "project file tastekeeper.toml"}
    assert shown["theme"] == {"value": "nord", "source": "user file"}
    assert shown["model"]["source"] == "default"
    assert "very-secret" not in found.out


def test_a_broken_settings_file_is_an_error_that_names_it(run, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    Paths.resolve().ensure().settings_file.write_text("theme = [")
    done = run("settings", "show")
    assert done.code == 2
    assert "not valid TOML" in done.err


def test_sessions_from_start_to_end(run):
    at = datetime(2026, 3, 14, 20, 30, tzinfo=UTC)
    store = SessionStore(Paths.resolve().ensure().sessions_db)
    store.start("s1", "me", at)
    store.record("s1", "t1", "something like Alien", "Try **Life (2017)**.", "{}", at)
    store.close()
    assert "something like Alien" in run("sessions", "list").out
    assert run("sessions", "rename", "s1", "Space").code == 0
    assert run("sessions", "list", "--json").json["sessions"][0]["title"] == "Space"
    assert run("sessions", "export", "s1").out.startswith("# Space\n\n**You** · 2026-03-14 20:30")
    assert run("sessions", "export", "s1", "--json").json["lines"][1]["text"] == "Try **Life (2017)**."
    assert run("sessions", "delete", "s1", "--user", "eve").code == 2
    assert run("sessions", "delete", "s1").code == 0
    assert run("sessions", "delete", "s1").code == 2
    assert run("sessions", "list").out == "No conversations yet.\n"


def test_doctor_is_content_with_a_fresh_home(run):
    done = run("doctor", "--json")
    assert done.code == 0, done.out
    states = {check["name"]: check["state"] for check in done.json["checks"]}
    assert states["sqlite"] == "ok"
    assert states["catalogue"] == "note"
    assert states["endpoint"] == "ok"


def test_doctor_names_a_corrupt_store_and_an_endpoint_that_is_not_there(run, monkeypatch):
    paths = Paths.resolve().ensure()
    paths.memory_db.write_bytes(b"this is not a database, " * 100)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    done = run("doctor", "--json")
    assert done.code == 1
    bad = {check["name"]: check for check in done.json["checks"] if check["state"] == "bad"}
    assert "not a database" in bad["store memory"]["detail"]
    assert any(name.startswith("endpoint") for name in bad)
    assert all(check["mend"] for check in bad.values())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_doctor_names_a_folder_that_cannot_be_written(run):
    paths = Paths.resolve().ensure()
    paths.data.chmod(0o500)
    try:
        assert run("doctor").code == 1
    finally:
        paths.data.chmod(0o700)


def test_a_reader_that_goes_away_is_no_traceback(tmp_path):
    env = {**os.environ, "TASTEKEEPER_HOME": str(tmp_path)}
    line = f"{sys.executable} -m tastekeeper about | head -c 1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=env, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_output_off_a_terminal_is_plain(tmp_path):
    env = {**os.environ, "TASTEKEEPER_HOME": str(tmp_path)}
    env.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "tastekeeper", "paths"], capture_output=True, text=True, env=env, check=True
    )
    assert "\x1b" not in done.stdout
    assert json.loads(
        subprocess.run(
            [sys.executable, "-m", "tastekeeper", "paths", "--json"],
            capture_output=True, text=True, env=env, check=True,
        ).stdout
    )["data"] == str(tmp_path / "data")  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("1. **Heat (1995)**: Crime. *You like crime.*", "1. Heat (1995): Crime. You like crime."),
        ("**Heat (1995)** and **Alien (1979)**", "Heat (1995) and Alien (1979)"),
        (r"**M\*A\*S\*H (1970)**", "M*A*S*H (1970)"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ],
)
def test_emphasis_is_taken_off_where_no_markdown_is_shown(marked, plain):
    assert plain_markdown(marked) == plain
