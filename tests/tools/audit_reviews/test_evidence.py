"""The tool: attached reviews as evidence, and what is said where there are none."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from tastekeeper.errors import DataError, ToolFailure, UsageError
from tastekeeper.paths import Paths
from tastekeeper.recommenders.search.text import TextSearch
from tastekeeper.tools.audit.reviews.attached import ReviewShelf, attach, place
from tastekeeper.tools.audit.reviews.evidence import weigh
from tastekeeper.tools.audit.reviews.reading import read_reviews
from tastekeeper.tools.audit.reviews.records import Review
from tastekeeper.tools.registry import TOOLS, call


@pytest.fixture
def paths(tmp_path):
    return Paths.resolve(tmp_path / "home")


@pytest.fixture
def attached(paths, tmp_path, write):
    """`m1` with 40 human and 40 model-written reviews, `m2` with 3, and one item that is not in the catalogue."""
    texts = write("human", 40, 1) + write("model", 40, 2)
    rows = [
        {"text": text, "item": "Heat (1995)", "rating": 2 if at < 40 else 5} for at, text in enumerate(texts)
    ]
    rows += [{"text": text, "item": "m2", "rating": 3} for text in write("human", 3, 3)]
    rows += [{"text": "Lost.", "item": "Nowhere (1900)", "rating": 3}, {"text": "No item."}]
    file = tmp_path / "r.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ids = {"Heat (1995)": "m1", "m2": "m2"}
    return attach(paths, read_reviews(file), ids.get)


@pytest.fixture
def context(make_context, catalog, paths):
    return lambda: make_context(search=TextSearch(catalog), reviews=ReviewShelf(paths))


def test_attaching_says_what_was_matched(attached, paths):
    assert (attached.reviews, attached.items, attached.unmatched) == (83, 2, ("Nowhere (1900)",))
    assert place(paths).stat().st_mode & 0o077 == 0
    assert len(ReviewShelf(paths).by_item["m1"]) == 80


def test_nothing_to_attach_is_refused(paths, tmp_path):
    file = tmp_path / "r.jsonl"
    file.write_text('{"text": "Fine."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="names its item"):
        attach(paths, read_reviews(file), lambda name: None)
    file.write_text('{"text": "Fine.", "item": "x"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="None of the 1 items"):
        attach(paths, read_reviews(file), lambda name: None)
    assert not place(paths).exists()


def test_no_reviews_attached_says_so(make_context, catalog, context):
    for ctx in (context(), make_context(search=TextSearch(catalog))):
        found = call(ctx, "review_evidence", {"item": "m1"})
        assert found.evidence is None
        assert "No reviews are attached" in found.note


def test_an_item_without_reviews_says_so(attached, context):
    found = call(context(), "review_evidence", {"item": "m3"})
    assert found.evidence is None
    assert "None of the 83 attached reviews is of Alien (1979)" in found.note
    with pytest.raises(ToolFailure):
        call(context(), "review_evidence", {"item": "zzzzqqqq"})


def test_a_few_reviews_give_no_share_but_a_reason(attached, context):
    found = call(context(), "review_evidence", {"item": "m2", "aspects": False})
    assert found.evidence.share.share is None
    assert "at least 200 are needed" in found.note
    assert found.evidence.weights == (1.0,) * 3
    assert found.evidence.rating == found.evidence.weighted_rating == 3


def test_many_reviews_give_share_weights_and_a_caveat(attached, paths, table, write):
    shelf = ReviewShelf(paths)
    rest = [Review(text, at) for at, text in enumerate(write("human", 60, 9))]
    found = weigh(shelf.by_item["m1"], rest, table, None, floor=0.4)
    assert found.share.share == pytest.approx(0.5, abs=0.12)
    assert found.rating == pytest.approx(3.5)
    assert found.weighted_rating < 3.2
    assert len(found.weights) == found.reviews == 80
    assert min(found.weights) >= 0.4
    assert found.shifts
    assert "none is hidden" in found.caveat
    assert "any one of them" in found.caveat


def test_the_tool_is_registered_without_context_in_its_schema(attached, context):
    schema = TOOLS["review_evidence"].schema()
    assert set(schema["parameters"]["properties"]) == {"item", "aspects"}
    summary = call(context(), "review_evidence", {"item": "m1", "aspects": False}).summary
    assert summary.startswith("80 reviews, share ")


def test_a_damaged_attachment_is_an_error_with_a_mend(attached, paths):
    place(paths).write_bytes(b"junk")
    with pytest.raises(DataError, match="cannot be read") as raised:
        ReviewShelf(paths).reviews  # noqa: B018
    assert "attach" in raised.value.hint


def test_aspects_come_from_the_tagger_that_is_given(write, table):
    import numpy as np
    from tastekeeper.tools.audit.reviews.aspects import ASPECTS, Tagged

    flags = lambda texts: np.tile(np.arange(len(ASPECTS)) == 3, (len(texts), 1))  # noqa: E731
    tagger = SimpleNamespace(tag=lambda texts: Tagged(flags(texts), np.ones(len(texts), dtype=np.int64)))
    reviews = [Review(text, at, rating=None) for at, text in enumerate(write("human", 5, 1))]
    found = weigh(reviews, [], table, tagger)
    assert {one.aspect: one.share for one in found.aspects}["soundness"] == 1
    assert found.rating is None
    assert found.shifts == ()
