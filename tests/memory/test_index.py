"""Search by words and by meaning, and index work through the outbox."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.memory import BruteForceIndex, ChromaIndex, Memory, SemanticIndex
from tastekeeper.memory.index import IndexBroken

USER = "ana"


def unit(count: int, seed: int = 0, size: int = 32) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def chroma(tmp_path):
    index = ChromaIndex(tmp_path / "index")
    yield index
    index.close()


def test_words_find_facts_and_only_live_ones(desk, like, dislike):
    desk.say(like("spaghetti western"), like("Clint Eastwood", "movies.actor"), dislike("musical"))
    hits = desk.memory.search(USER, "westerns please")
    assert hits[0][0].value_norm == "spaghetti western"
    assert hits.mode == "text"
    assert "rebuilt" in hits.note
    desk.say(dislike("spaghetti western"))
    assert [fact.polarity for fact, _ in desk.memory.search(USER, "western")] == [-1]
    assert desk.memory.search(USER, "western", k=0) == []
    assert desk.memory.search(USER, "") == []
    assert desk.memory.search(USER, '"; DROP TABLE fact; -- * ( NEAR') == []
    assert desk.memory.search("bo", "western") == []


def test_meaning_joins_in_once_the_index_is_settled(desk, like):
    desk.say(like("western"), like("drama"))
    assert desk.memory.settle(USER) == 2
    hits = desk.memory.search(USER, "likes movies genre drama")
    assert hits.mode == "hybrid"
    assert hits.note == ""
    assert hits[0][0].value_norm == "drama"
    assert hits[0][1] > hits[1][1]
    assert desk.memory.settle(USER) == 0


def test_an_embedder_not_loaded_is_said_not_hidden(path, clock, like, index):
    index.embedder.loaded = False
    with Memory.open(path, clock=clock, index=index) as memory:
        memory.apply(USER, "m", "western", [like("western")])
        hits = memory.search(USER, "western")
        assert (hits.mode, hits.note) == ("text", "the embedding model is not loaded yet")
        assert not index.embedder.loaded
    with Memory.open(path, clock=clock) as memory:
        assert memory.search(USER, "western").note == "no vector index is set up"
        assert memory.settle(USER) == 0


def test_closed_facts_leave_the_vectors_and_never_surface_before(desk, like, drop, index):
    desk.say(like("western"), like("drama"))
    desk.memory.settle(USER)
    desk.say(drop("western"))
    assert len(index.vectors.get(USER)) == 2  # not settled yet
    assert {fact.value_norm for fact, _ in desk.memory.search(USER, "western")} == {"drama"}
    desk.memory.settle(USER)
    assert set(index.vectors.get(USER)) == {fact.fact_id for fact in desk.memory.facts(USER)}


def test_ids_that_the_database_does_not_know_are_dropped(desk, like, index):
    desk.say(like("western"))
    desk.memory.settle(USER)
    index.vectors.upsert(USER, ["stranger"], index.embedder.encode(["western"]))
    assert [fact.value_norm for fact, _ in desk.memory.search(USER, "western")] == ["western"]


def test_work_cut_off_halfway_is_done_again(desk, like, index, monkeypatch):
    desk.say(like("western"), like("drama"))
    desk.memory.settle(USER)
    desk.say(like("heist"))

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(index.vectors, "upsert", fail)
    with pytest.raises(KeyboardInterrupt):
        desk.memory.settle(USER)
    monkeypatch.undo()
    assert desk.memory.stats().pending == 1
    desk.memory.settle(USER)
    assert len(index.vectors.get(USER)) == 3
    assert desk.memory.stats().pending == 0


def test_chroma_answers_as_brute_force_does(chroma):
    exact = BruteForceIndex()
    vectors = unit(300)
    ids = [f"f{i:03}" for i in range(300)]
    for index in (exact, chroma):
        index.reset(USER, 1)
        index.upsert(USER, ids, vectors)
        index.delete(USER, [*ids[:50], "unknown"])
    for query in unit(5, seed=1):
        near, far = exact.query(USER, query, 10), chroma.query(USER, query, 10)
        assert [i for i, _ in near] == [i for i, _ in far]
        assert np.allclose([s for _, s in near], [s for _, s in far], atol=1e-5)
    assert set(chroma.get(USER)) == set(exact.get(USER)) == set(ids[50:])
    assert np.allclose(chroma.get(USER, ["f100"])["f100"], vectors[100])
    assert chroma.generation(USER) == exact.generation(USER) == 1
    assert chroma.query("bo", vectors[0], 3) == exact.query("bo", vectors[0], 3) == []
    assert chroma.reset(USER, None) == exact.reset(USER, None) == 250
    assert chroma.files() == []


def test_chroma_survives_closing(tmp_path, chroma):
    chroma.reset(USER, 4)
    chroma.upsert(USER, ["a", "b"], unit(2))
    chroma.close()
    again = ChromaIndex(tmp_path / "index")
    assert again.query(USER, unit(2)[1], 1)[0][0] == "b"
    assert again.generation(USER) == 4
    again.close()


def test_a_damaged_folder_is_rebuilt_from_the_database(path, tmp_path, clock, like, index):
    semantic = SemanticIndex(index.embedder, ChromaIndex(tmp_path / "index"))
    with Memory.open(path, clock=clock, index=semantic) as memory:
        memory.apply(USER, "m", "western", [like("western")])
        memory.settle(USER)
        assert memory.search(USER, "western").mode == "hybrid"
    for file in (tmp_path / "index").rglob("chroma.sqlite3"):
        file.write_bytes(b"garbage" * 500)
    semantic = SemanticIndex(index.embedder, ChromaIndex(tmp_path / "index"))
    with Memory.open(path, clock=clock, index=semantic) as memory:
        hits = memory.search(USER, "western")
        assert hits.mode == "text"
        assert "cannot be read" in hits.note
        assert [fact.value_norm for fact, _ in hits] == ["western"]
        memory.apply(USER, "m2", "drama", [like("drama")])
        memory.settle(USER)
        assert memory.search(USER, "western").mode == "hybrid"
        assert len(semantic.vectors.get(USER)) == 2


def test_a_damaged_folder_raises_what_the_store_expects(chroma):
    chroma.reset(USER, 1)
    chroma.close()
    for file in chroma.files():
        file.write_bytes(b"garbage")
    with pytest.raises(IndexBroken):
        chroma.get(USER)


def test_erasing_leaves_no_vector_bytes_in_chroma(path, tmp_path, clock, like, index):
    semantic = SemanticIndex(index.embedder, ChromaIndex(tmp_path / "index"))
    with Memory.open(path, clock=clock, index=semantic) as memory:
        memory.apply(USER, "m", "Zweiohrhase drama", [
            like("Zweiohrhase"), like("drama").model_copy(update={"start": 12, "end": 17})])  # fmt: skip
        memory.settle(USER)
        gone = next(fact for fact in memory.facts(USER) if fact.value_norm == "zweiohrhase")
        raw = semantic.vectors.get(USER, [gone.fact_id])[gone.fact_id].tobytes()
        assert any(raw in file.read_bytes() for file in semantic.vectors.files())
        receipt = memory.erase(USER, fact_ids=[gone.fact_id])
        assert receipt.clean, receipt.remains
        assert not any(raw[:32] in file.read_bytes() for file in semantic.vectors.files())
        hits = memory.search(USER, "drama")
        assert (hits.mode, [fact.value_norm for fact, _ in hits]) == ("hybrid", ["drama"])
        assert memory.erase(USER, everything=True).clean
        assert semantic.vectors.files() == []


@pytest.mark.slow
def test_the_packaged_model_finds_by_meaning(path, tmp_path, clock, like):
    from tastekeeper.memory import default_index

    index = default_index(tmp_path / "index")
    assert not index.embedder.loaded
    with Memory.open(path, clock=clock, index=index) as memory:
        values = ("western", "romantic comedy", "science fiction", "horror")
        memory.apply(USER, "m", " ".join(values), [
            like(v).model_copy(update={"end": len(" ".join(values))}) for v in values])  # fmt: skip
        memory.settle(USER)
        hits = memory.search(USER, "spaceships and robots", k=1)
        assert hits.mode == "hybrid"
        assert hits[0][0].value_norm == "science fiction"
        vectors = index.embedder.encode(["a", "b"])
        assert vectors.shape == (2, 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert index.embedder.encode([]).shape == (0, 384)
