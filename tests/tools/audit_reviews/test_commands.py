"""The commands on files: text and JSON, errors, and the report of peer reviews."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tastekeeper.cli.main import app
from tastekeeper.tools.audit.reviews.aspects import ASPECTS, AspectTagger, Tagged
from typer.testing import CliRunner


def run(*args):
    done = CliRunner().invoke(app, ["audit", "reviews", *map(str, args)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def product(tmp_path, write):
    texts = write("human", 120, 5) + write("model", 60, 6)
    file = tmp_path / "product.jsonl"
    rows = [
        {"text": text, "rating": 1 + at % 5, "date": 2019 + at // 31, "item": f"i{at % 3}"}
        for at, text in enumerate(texts)
    ]
    file.write_text("\n".join([*map(json.dumps, rows), "{broken"]), encoding="utf-8")
    return file


@pytest.fixture
def peer(tmp_path, write):
    rng = np.random.default_rng(2)
    file = tmp_path / "peer.jsonl"
    rows = [
        {
            "review": text,
            "rating": f"{rng.integers(1, 10)}: so so",
            "confidence": int(rng.integers(1, 4)),
            "decision": ("accept", "reject")[at % 2],
            "venue": "V",
            "date": 2021 + at % 4,
        }
        for at, text in enumerate(write("human", 240, 7))
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


@pytest.fixture
def stored(table, tmp_path):
    table.save(tmp_path / "t.safetensors")
    return tmp_path / "t.safetensors"


@pytest.fixture
def tagger(monkeypatch):
    """Tags the n-th sentence with the n-th aspect, so that no embedder is needed."""

    def tag(self, texts):
        flags = np.arange(len(ASPECTS)) == (np.arange(len(texts)) % len(ASPECTS))[:, None]
        return Tagged(flags, np.ones(len(texts), dtype=np.int64))

    monkeypatch.setattr(AspectTagger, "tag", tag)


def test_fit_then_estimate(tmp_path, write):
    for who, seed in (("human", 1), ("model", 2)):
        rows = [json.dumps({"text": text}) for text in write(who, 300, seed)]
        (tmp_path / f"{who}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    out = tmp_path / "new.safetensors"
    line = ("fit", "--human", tmp_path / "human.jsonl", "--model", tmp_path / "model.jsonl", "--out", out)
    done = run(*line, "--domain", "made up", "--generator", "g")
    assert done.exit_code == 0, done.stderr
    assert "Held-out blends" in done.stdout
    card = json.loads(run(*line, "--json").stdout)
    assert card["headline"]["mle.blend_error_points"] < 6
    share = json.loads(run("estimate", tmp_path / "model.jsonl", "--table", out, "--json").stdout)["headline"]
    assert share["reviews.share"] > 0.9


def test_estimate_by_segment_names_bad_rows(product, stored):
    done = run("estimate", product, "--table", stored, "--by", "year", "--replicates", "100")
    assert done.exit_code == 0
    assert "line 181: broken JSON" in done.stderr
    assert "2019" in done.stdout
    assert "at least 200 are needed" in done.stdout
    card = json.loads(run("estimate", product, "--table", stored, "--by", "item", "--json").stdout)
    assert set(card["estimates"]) == {"i0", "i1", "i2"}
    assert len(card["problems"]) == 1


def test_features_against_another_file(product, peer, stored):
    done = run("features", product, "--table", stored, "--by", "rating", "--against", peer)
    assert done.exit_code == 0, done.stderr
    assert "Shifts of form" in done.stdout
    assert "mtld" in done.stdout


def test_aspects_come_with_the_quality_of_the_tagger(product, tagger):
    done = run("aspects", product, "--by", "year")
    assert done.exit_code == 0, done.stderr
    assert "macro-F1" in done.stdout
    assert "Aspect mentions a review by year" in done.stdout


def test_the_report_of_peer_reviews_has_the_papers_tables(peer, stored, tagger):
    card = json.loads(run("report", peer, "--table", stored, "--replicates", "100", "--json").stdout)
    names = {section["name"] for section in card["sections"]}
    assert card["kind"] == "peer reviews"
    wanted = {"form", "aspects", "share", "information", "nested", "excess"}
    wanted |= {f"{what}_by_{by}" for what in ("form", "share", "aspects") for by in ("year", "confidence")}
    assert wanted <= names
    nested = next(one for one in card["sections"] if one["name"] == "nested")
    assert [row[0] for row in nested["rows"]] == ["length", "confidence", "aspects", "praise and blame"]
    assert "decision" in nested["title"]


def test_the_report_prints_and_says_what_is_absent(product, stored):
    done = run("report", product, "--table", stored, "--no-aspects", "--replicates", "100")
    assert done.exit_code == 0, done.stderr
    assert "180 product reviews" in done.stdout
    assert "Not in this report" in done.stdout
    assert "need a parser" in done.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("estimate", "none.csv"), 1, "There is no file"),
        (("estimate", "FILE", "--by", "mood"), 2, "cannot be split"),
        (("estimate", "FILE", "--column", "text"), 2, "is not FIELD=NAME"),
        (("estimate", "FILE", "--table", "none.safetensors"), 1, "There is no table"),
        (("features", "FILE", "--by", "venue"), 2, "No review says its venue"),
    ],
)
def test_errors_say_what_and_what_to_do(product, args, code, said):
    done = run(*[product if arg == "FILE" else arg for arg in args])
    assert done.exit_code == code
    assert said in done.stderr


def test_help_lists_the_commands_of_the_group():
    done = run("--help")
    for command in ("fit", "estimate", "features", "aspects", "report", "attach", "evidence"):
        assert f"  {command}" in done.stdout
