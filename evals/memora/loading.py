"""Finding persona-periods under a folder, in the packed layout or the benchmark's own.

Packed: `<period>/<persona>.sessions.jsonl.gz` (or `.jsonl`) beside `<persona>.questions.json`.
Upstream: `<period>/<persona>/conversations/session_NNNN.json` and `evaluation_questions_<persona>.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...errors import DataError, UsageError
from ..fama.types import Session, Transcript
from ..reading import Skipped, reason_of
from .dialogues import read_dialogues
from .questions import read_questions
from .types import PERIODS, PersonaPeriod

QUESTIONS = ".questions.json"
SESSIONS = (".sessions.jsonl.gz", ".sessions.jsonl")
UPSTREAM = "evaluation_questions_"


class Place(NamedTuple):
    """Where one persona-period lies. `sessions` may be missing: reading then says so."""

    persona: str
    period: str | None
    questions: Path
    sessions: Path

    @property
    def name(self) -> str:
        """Persona and period, as far as the path tells."""
        return f"{self.persona}/{self.period or '?'}"


def find(root: Path) -> tuple[Place, ...]:
    """Every persona-period under a folder (or of one questions or sessions file), by period and persona.

    Raises `UsageError` where the path does not exist or holds none.
    """
    if not root.exists():
        raise UsageError("There is no such folder", where=str(root))
    files = _questions_of(root) if root.is_file() else _under(root)
    order = {period: place for place, period in enumerate(PERIODS)}
    places = sorted(map(_place, files), key=lambda one: (order.get(one.period or "", 9), one.persona))
    if not places:
        raise UsageError(
            "No persona of Memora here",
            where=str(root),
            hint=f"Give a folder with <period>/<persona>{SESSIONS[0]} and <period>/<persona>{QUESTIONS}.",
        )
    return tuple(places)


def _under(root: Path) -> Iterator[Path]:
    yield from root.rglob(f"*{QUESTIONS}")
    yield from root.rglob(f"{UPSTREAM}*.json")


def _questions_of(file: Path) -> list[Path]:
    for ending in SESSIONS:
        if file.name.endswith(ending):
            return [file.with_name(file.name.removesuffix(ending) + QUESTIONS)]
    return [file]


def _place(questions: Path) -> Place:
    if questions.name.startswith(UPSTREAM):
        persona = questions.name.removeprefix(UPSTREAM).removesuffix(".json")
        return Place(persona, _named(questions.parents[1]), questions, questions.parent / "conversations")
    persona = questions.name.removesuffix(QUESTIONS)
    candidates = [questions.with_name(persona + ending) for ending in SESSIONS]
    sessions = next((path for path in candidates if path.exists()), candidates[0])
    return Place(persona, _named(questions.parent), questions, sessions)


def _named(folder: Path) -> str | None:
    return folder.name if folder.name in PERIODS else None


def load(place: Place) -> PersonaPeriod:
    """One persona-period. Raises `DataError` where a file cannot be read at all or nothing of it can be used."""
    dialogues, broken = read_dialogues(place.sessions)
    asked = read_questions(place.questions, dialogues[-1].at if dialogues else None)
    skipped = (*broken, *asked.skipped)
    if not dialogues or not asked.questions:
        what = "sessions" if not dialogues else "questions"
        detail = f" ({skipped[0]})" if skipped else ""
        raise DataError(f"None of the {what} can be used{detail}", where=str(place.questions))
    return PersonaPeriod(
        persona=place.persona,
        period=place.period or asked.period or "all",
        dialogues=dialogues,
        questions=asked.questions,
        evidence=asked.evidence,
        skipped=skipped,
    )


def load_all(
    root: Path, personas: Sequence[str] = (), periods: Sequence[str] = ()
) -> tuple[tuple[PersonaPeriod, ...], tuple[Skipped, ...]]:
    """Every persona-period asked for; one that cannot be read is among the skipped.

    `personas` are names, or names with a period (`weekly/ada`, `ada/weekly`). Raises `UsageError` where
    nothing matches and `DataError` where nothing that matches can be read.
    """
    places = [one for one in find(root) if _wanted(one, personas, periods)]
    if not places:
        known = ", ".join(sorted({one.name for one in find(root)}))
        raise UsageError("No persona of that name or period", where=str(root), hint=f"There are: {known}.")
    found: list[PersonaPeriod] = []
    skipped: list[Skipped] = []
    for place in places:
        try:
            found.append(load(place))
        except DataError as error:
            skipped.append(
                Skipped(file=error.where or str(place.questions), reason=f"{place.name}: {error.what}")
            )
    if not found:
        raise DataError(f"Nothing could be read: {skipped[0].reason}", where=skipped[0].file)
    return tuple(found), tuple(skipped)


def _wanted(place: Place, personas: Sequence[str], periods: Sequence[str]) -> bool:
    names = {place.persona, place.name, f"{place.period}/{place.persona}"}
    return (not personas or bool(names & set(personas))) and (not periods or place.period in periods)


def as_transcript(one: PersonaPeriod) -> Transcript:
    """The same for the suite over any transcript: the user's turns, listened to."""
    sessions = tuple(
        Session(id=d.id, at=d.at, turns=tuple(t.text for t in d.turns if t.speaker == "user"))
        for d in one.dialogues
    )
    return Transcript(
        persona=one.persona, period=one.period, play="listen", sessions=sessions, questions=one.questions
    )


def load_transcript(questions: Path) -> tuple[Transcript, tuple[Skipped, ...]]:
    """One persona-period by its questions file, as a transcript."""
    try:
        one = load(_place(questions))
    except (KeyError, TypeError) as error:
        raise DataError(f"This is no Memora file: {reason_of(error)}", where=str(questions)) from error
    return as_transcript(one), one.skipped
