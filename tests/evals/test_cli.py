"""The `eval` commands, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.cli.main import app


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as done:
        app(["eval", *args])
    said = capsys.readouterr()
    code = done.value.code
    return (code if isinstance(code, int) else 0), said.out, said.err


def answer(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    code, out, err = call(capsys, *args, "--json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_run_prints_one_object_with_the_headline(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "run", "fama", "--floor", "oracle", "--seed", "3")
    assert next(iter(found)) == "headline"
    assert found["headline"]["fama.all"] == 100.0
    assert found["spec"]["args"]["seed"] == {"value": 3, "source": "passed"}
    assert found["spec"]["args"]["quick"]["source"] == "default"
    assert Path(found["log"]).is_file()


def test_the_life_of_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    first = answer(capsys, "run", "fama", "--floor", "abstain")
    second = answer(capsys, "run", "fama", "--floor", "recite")
    assert {log["id"] for log in answer(capsys, "ls")["logs"]} == {first["id"], second["id"]}
    assert answer(capsys, "validate", first["id"])["valid"] is True
    assert answer(capsys, "view", first["id"], "--failed")["shown"]
    assert answer(capsys, "view", first["id"], "--sample", "ana/spring/ana-film")["shown"][0]["id"]
    scored = answer(capsys, "score", first["id"], "--judge", "current")
    assert [one["judge"] for one in scored["scorings"]] == ["literal", "current"]
    assert answer(capsys, "compare", first["id"], second["id"])["differences"]["model"]


def test_text_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "run", "fama", "--floor", "oracle")
    assert code == 0
    for part in ("fama.remembering", "100.00", "judge literal", "log: "):
        assert part in out
    assert "planner" in call(capsys, "ls", "--suites")[1]
    assert "fama" in call(capsys, "ls")[1]
    assert "valid" in call(capsys, "validate")[1]
    assert "ana/spring/ana-film" in call(capsys, "view", "--sample", "ana/spring/ana-film")[1]


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["run", "vibes"], "There is no suite 'vibes'"),
        (["run", "fama", "--floor", "bluff"], "There is no floor 'bluff'"),
        (["run", "fama", "/no/such/place"], "There is no such file"),
        (["view", "nothing"], "no evaluation log"),
        (["run", "fama", "--limit", "0"], "limit"),
    ],
)
def test_refusals_say_what_is_wrong(
    capsys: pytest.CaptureFixture[str], args: list[str], problem: str
) -> None:
    code, _, err = call(capsys, *args)
    assert code == 2
    assert problem in err


def test_validate_fails_on_a_forged_log(capsys: pytest.CaptureFixture[str]) -> None:
    place = Path(answer(capsys, "run", "fama", "--floor", "abstain")["log"])
    body = json.loads(place.read_text())
    body["results"]["headline"]["fama.all"] = 99.0
    place.write_text(json.dumps(body))
    code, out, _ = call(capsys, "validate", str(place), "--json")
    assert code == 1
    assert "99.0" in json.loads(out)["problems"][0]
