"""Erasing what is told of a life: sums, appointments, documents with their titles, whole domains."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory import ChromaIndex, Memory, SemanticIndex, canary, fold
from tastekeeper.memory.types import Claim, ClaimKind

USER = "ana"
TITLE = "Zweiohrhasen Start"
SUBJECT = "document:project_proposal:zweiohrhasen start"


def entry(value, attribute, **fields):
    norm = fields.pop("norm", fold(value))
    return Claim(
        kind=ClaimKind.ASSERT,
        attribute=attribute,
        value_norm=norm,
        value_text=value,
        start=0,
        end=len(value),
        **fields,
    )


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file()).lower()


def held(desk, **about):
    return {fact.value_text for fact in desk.memory.facts(USER, **about)}


@pytest.fixture
def proposal(desk):
    desk.say(
        entry(TITLE, "document.title", subject=SUBJECT), entry("grow", "document.objectives", subject=SUBJECT)
    )
    desk.say(entry("hire Kowalczyk", "document.objectives", subject=SUBJECT))
    desk.say(entry("other letter", "document.title", subject="document:email:other letter"))
    desk.memory.settle(USER)
    return desk


def test_one_of_two_equal_sums_goes_alone(desk):
    for _ in range(2):
        desk.say(entry("$3.75", "spending.coffee", norm="3.75", number=3.75, unit="$"))
    first, second = desk.memory.facts(USER)
    receipt = desk.memory.erase(USER, fact_ids=[first.fact_id])
    assert receipt.clean, receipt.remains
    assert receipt.removed["facts"] == 1
    assert desk.memory.total(USER, "spending.*").fact_ids == (second.fact_id,)
    assert desk.memory.verify(USER).ok


def test_a_corrected_sum_goes_with_what_it_corrected(desk, path):
    desk.say(entry("$41.27", "spending.coffee", norm="41.27", number=41.27))
    desk.say(entry("$43.19", "spending.coffee", norm="43.19", number=43.19,
                   closes=(desk.memory.facts(USER)[0].fact_id,)))  # fmt: skip
    receipt = desk.memory.erase(USER, fact_ids=[desk.memory.facts(USER)[0].fact_id])
    assert receipt.clean, receipt.remains
    assert receipt.removed["facts"] == 2
    assert b"41.27" not in everything(path)
    assert b"43.19" not in everything(path)


def test_an_appointment_goes_with_its_day(desk, path, clock):
    day = clock.now() + timedelta(days=1234)
    desk.say(entry("Zahnklinik", "calendar.event", happens_at=day, expires_at=day + timedelta(days=1)))
    stamp = day.isoformat()[:10].encode()
    assert stamp in everything(path)
    receipt = desk.memory.erase(USER, attribute="calendar.*")
    assert receipt.clean, receipt.remains
    assert stamp not in everything(path)


def test_a_document_goes_with_its_title(proposal, path):
    receipt = proposal.memory.erase(USER, subject=SUBJECT)
    assert receipt.clean, receipt.remains
    assert receipt.residual_bytes == 0
    assert held(proposal) == {"other letter"}
    content = everything(path)
    for trace in (b"zweiohrhasen", b"kowalczyk"):
        assert trace not in content
    assert proposal.memory.verify(USER).ok


def test_a_title_goes_also_from_the_fields_that_stay(proposal, path):
    title = proposal.memory.facts(USER, attribute="document.title", subject=SUBJECT)[0]
    receipt = proposal.memory.erase(USER, fact_ids=[title.fact_id])
    assert receipt.clean, receipt.remains
    assert b"zweiohrhasen" not in everything(path)
    assert held(proposal) == {"other letter", "grow", "hire Kowalczyk"}
    (subject,) = {fact.subject for fact in proposal.memory.facts(USER, attribute="document.objectives")}
    assert subject.startswith("document:project_proposal:untitled ")
    assert {f.value_text for f, _ in proposal.memory.search(USER, "untitled proposal")} >= {
        "grow",
        "hire Kowalczyk",
    }
    check = proposal.memory.verify(USER)
    assert check.ok, check.problems
    proposal.memory.settle(USER)
    assert proposal.memory.search(USER, "hire").mode == "hybrid"


def test_a_title_told_elsewhere_too_keeps_the_name(proposal):
    proposal.say(entry(TITLE, "document.description", subject=SUBJECT))
    title = proposal.memory.facts(USER, attribute="document.title", subject=SUBJECT)[0]
    assert proposal.memory.erase(USER, fact_ids=[title.fact_id]).clean
    assert held(proposal, subject=SUBJECT) == {"grow", "hire Kowalczyk", TITLE}


def test_a_domain_goes_with_its_past_and_others_stay(proposal, path, like, dislike):
    proposal.say(like("Zweiohrküken"), like("western"))
    proposal.say(dislike("Zweiohrküken"))
    proposal.memory.forget(USER, [f.fact_id for f in proposal.memory.facts(USER, attribute="movies.*")][:1])
    receipt = proposal.memory.erase(USER, attribute="movies.*")
    assert receipt.clean, receipt.remains
    assert b"zweiohrkuken" not in everything(path)
    assert held(proposal, attribute="movies.*") == set()
    assert len(held(proposal)) == 4
    assert proposal.memory.erase(USER, attribute="music.*").removed["facts"] == 0


def test_subject_and_attribute_narrow_each_other(proposal):
    proposal.memory.erase(USER, subject=SUBJECT, attribute="document.objectives")
    assert held(proposal) == {TITLE, "other letter"}


@pytest.mark.parametrize("scope", [{}, {"fact_ids": [], "everything": True}, {"attribute": "x", "fact_ids": []},
                                   {"subject": "x", "everything": True}])  # fmt: skip
def test_one_scope_at_a_time(desk, scope):
    with pytest.raises(UsageError, match="Say what to erase"):
        desk.memory.erase(USER, **scope)


def test_what_is_left_is_measured(tmp_path):
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps({"text": "Zweiohrhase, zweiohrhase"}) + "x" * canary.CHUNK + "Zweiohrhase")
    needles = [canary.word_needle("Zweiohrhase"), canary.word_needle("ohrhase"), canary.word_needle("absent")]
    found = canary.scan([log, log], [needle for needle in needles if needle is not None])
    # Three places of eleven bytes; the shorter needle lies inside these, and the file counts once.
    assert found.residual == 3 * len("zweiohrhase")
    assert len(found.remains) == 2


def test_a_dishonest_store_is_counted_in_bytes(desk, tmp_path, like):
    class Stubborn:
        name = "stubborn"

        def erase(self, user_id, strings):
            return 0

        def files(self):
            return [tmp_path / "log.txt"]

    (tmp_path / "log.txt").write_text("she said Zweiohrhase once")
    desk.say(like("Zweiohrhase"))
    receipt = desk.memory.erase(USER, everything=True, stores=[Stubborn()])
    assert not receipt.clean
    assert receipt.residual_bytes == len("Zweiohrhase")


def test_vector_files_hold_no_memory_of_the_process(path, tmp_path, clock, index):
    """Chroma writes a new index out at full capacity; what lay in that memory before must not be in it."""
    folder = tmp_path / "index"
    vectors = ChromaIndex(folder)
    with Memory.open(path, clock=clock, index=SemanticIndex(index.embedder, vectors)) as memory:
        for number in range(12):
            memory.apply(USER, f"m{number}", "Zweiohrhase", [entry("Zweiohrhase", f"movies.kind{number}")])
            memory.apply(USER, f"n{number}", "drama", [entry("drama", f"movies.kind{number}")])
            memory.settle(USER)
            gone = next(f for f in memory.facts(USER) if f.value_norm == "zweiohrhase")
            receipt = memory.erase(USER, fact_ids=[gone.fact_id])
            assert receipt.clean, receipt.remains
            for file in folder.rglob("data_level0.bin"):
                assert not any(file.read_bytes())


def test_pages_never_outlive_what_they_stand_on(desk, path, clock, like):
    desk.say(like("western"), like("drama"))
    desk.say(entry("dentist", "calendar.event", expires_at=clock.now() + timedelta(days=1)))
    assert "dentist" in desk.memory.profile(USER).text
    # Closed by another process, by the clock, and by erasure: each time the page is another one.
    with Memory.open(path, clock=clock) as other:
        other.forget(USER, [next(f.fact_id for f in other.facts(USER) if f.value_norm == "western")])
    assert "western" not in desk.memory.profile(USER).text
    clock.advance(days=2)
    assert "dentist" not in desk.memory.profile(USER).text
    desk.memory.erase(USER, fact_ids=[desk.memory.facts(USER)[0].fact_id])
    assert desk.memory.profile(USER).text == ""
    desk.memory.undo(USER)
    page = desk.memory.profile(USER)
    assert {fact_id for fact_id, _ in page.depends} == {fact.fact_id for fact in desk.memory.facts(USER)}
