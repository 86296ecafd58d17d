"""`tastekeeper audit names`, in process."""

from __future__ import annotations

import json

import pytest
from tastekeeper.tools.audit.names.ask import Settings
from tastekeeper.tools.audit.names.counterfactual import audit_names
from tastekeeper.tools.audit.names.simulate import Writer, resume
from tastekeeper.tools.audit.names.subject import Served


def audits(tmp_path, count=6, plant="none"):
    place = tmp_path / "audits.jsonl"
    made = []
    for seed in range(count):
        case = resume(seed).case(f"r{seed}")
        report = audit_names(
            case, Writer(plant), Served("m"), settings=Settings(seed=seed), decide=lambda r: r.framing > 0
        )
        made.append(report.model_dump_json())
    place.write_text("\n".join(made))
    return place


@pytest.fixture
def answering(tmp_path):
    """A scripted model that writes the same summary whatever the name, and a prompt for it."""
    script = tmp_path / "script.json"
    script.write_text(json.dumps([{"text": "A person who has 8 years of experience.", "repeat": True}]))
    prompt = tmp_path / "prompt.txt"
    prompt.write_text("Summarise: Emily Walsh has 8 years of experience. She is a nurse.")
    return f"scripted:{script}", prompt


def test_lists_are_shown_with_their_sources(run):
    ran = run("audit", "names", "lists", "--json")
    assert ran.code == 0
    assert {row["names"] for row in ran.json["lists"] if row["list"].startswith("matched")} == {10}
    assert "wefe" in str(ran.json["sources"])


def test_a_prompt_is_audited_stored_and_kept_in_the_cache(run, answering):
    model, prompt = answering
    asked = (
        "audit",
        "names",
        "text",
        "--prompt",
        str(prompt),
        "--name",
        "Emily Walsh",
        "--model",
        model,
        "--json",
    )
    first, second = run(*asked), run(*asked)
    assert first.code == second.code == 0, first.err
    assert first.json["verdict"] == "stable"
    assert first.json["calls"] == 15
    assert (second.json["calls"], second.json["cached"]) == (0, 15)
    assert run("audit", "names", "drift", "--json").json["periods"][0]["audits"] == 2


def test_text_output_is_plain_and_says_what_it_cannot_show(run, answering):
    model, prompt = answering
    ran = run("audit", "names", "text", "--prompt", str(prompt), "--name", "Emily Walsh", "--model", model)
    assert "stable" in ran.out
    assert "cannot establish bias" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("text",), "taste"),
        (("text", "--prompt", "PROMPT"), "--name"),
        (("text", "--prompt", "PROMPT", "--name", "Nobody Here", "--model", "MODEL"), "not in the text"),
        (("text", "--prompt", "PROMPT", "--name", "Emily Walsh"), "language model"),
        (("text", "--prompt", "missing.txt", "--name", "Emily Walsh"), "cannot be read"),
        (("text", "--like", "x", "--half", "c"), "no half"),
        (
            ("text", "--prompt", "PROMPT", "--name", "Emily Walsh", "--model", "MODEL", "--names", "none"),
            "no name list",
        ),
        (("simulate", "opera"), "simulation"),
        (("population",), "no audits"),
        (("drift", "--by", "hour"), "window"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_hint(run, answering, arguments, says):
    model, prompt = answering
    known = {"PROMPT": str(prompt), "MODEL": model}
    ran = run("audit", "names", *(known.get(one, one) for one in arguments), "--json")
    assert ran.code in (1, 2)
    assert says in ran.error["what"] + ran.error["hint"]


def test_a_file_of_audits_is_put_together_and_drawn(run, tmp_path):
    place = audits(tmp_path)
    ran = run("audit", "names", "population", str(place), "--json")
    assert ran.code == 0, ran.err
    assert ran.json["verdict"] == "inconclusive"
    assert ran.json["items"] == 6
    text = run("audit", "names", "population", str(place)).out
    assert "four-fifths" in text
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    drawn = tmp_path / "plot.svg"
    assert run("audit", "names", "population", str(place), "--plot", str(drawn), "--json").code == 0
    assert drawn.read_text().startswith("<?xml")


def test_a_broken_line_is_named(run, tmp_path):
    place = audits(tmp_path, 1)
    place.write_text(place.read_text() + "\nnot json")
    assert "line 2" in run("audit", "names", "population", str(place), "--json").error["where"]
    place.write_text('{"summary_id": 3}')
    assert "line 1" in run("audit", "names", "drift", str(place), "--json").error["where"]


def test_summaries_of_a_file_are_checked_without_a_model(run, tmp_path):
    rows = [
        {"text": "They like westerns.", "record": {"likes": ["westerns"]}},
        {"text": "Keisha is a superb fan of opera.", "record": {"likes": ["westerns"]}, "names": ["Keisha"]},
    ]
    place = tmp_path / "summaries.jsonl"
    place.write_text("\n".join(map(json.dumps, rows)))
    ran = run("audit", "names", "static", str(place), "--json")
    assert ran.json["headline"] == {"static.passed": 0.5}
    assert ran.json["summaries"][1]["text"] == "likes: westerns"
    place.write_text('{"text": "alone"}')
    assert "line 1" in run("audit", "names", "static", str(place), "--json").error["where"]


def test_the_mechanism_is_run_and_tabled(run):
    ran = run("audit", "names", "simulate", "resume", "--items", "30", "--json")
    assert [row["condition"] for row in ran.json["conditions"]] == [
        "name and facts",
        "facts only",
        "facts and framing",
    ]
    assert ran.json["conditions"][1]["flip_rate"] == 0
