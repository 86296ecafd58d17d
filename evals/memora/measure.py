"""What is measured beside the answers: extraction, the context, the replay of annotations, criteria, cost."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..options import Progress
from ..outcome import Sample, Stat
from . import report
from .extraction import Extraction
from .play import Played
from .replay import Replayed, replay
from .types import PersonaPeriod


def of_system(
    main: Sequence[Played], samples: Sequence[Sample], seed: int
) -> tuple[dict[str, Stat], dict[str, Any]]:
    """What is known of the heading system beyond its answers."""
    own = [sample for sample in samples if sample.input["system"] == main[0].system]
    found: dict[str, Extraction] = {
        one.case.name: one.extraction for one in main if one.extraction is not None
    }
    stats = {
        "memora.stale_in_context": report.stale_in_context(own, seed),
        "memora.context_leaks": report.context_leaks(own, seed),
        **(report.extraction_figures(found, seed) if found else {}),
    }
    details: dict[str, Any] = {"rendered_by": report.rendered_by(own)}
    if found:
        details["extraction"] = report.extraction_table(found)
        details["extraction_by_persona"] = {name: one.table()["all"] for name, one in found.items()}
    return stats, details


def replays(cases: Sequence[PersonaPeriod], progress: Progress) -> dict[str, Replayed]:
    """The annotations of every persona-period, written through the store and compared."""
    found: dict[str, Replayed] = {}
    for done, case in enumerate(cases):
        progress("memora: replaying annotations", done, len(cases))
        with tempfile.TemporaryDirectory(prefix="tastekeeper-eval-") as folder:
            found[case.name] = replay(case, Path(folder))
    return found


def replay_summary(one: Replayed) -> dict[str, Any]:
    """The same for a log."""
    return {
        "operations": one.operations,
        "compared_with_the_record": one.compared,
        "mismatches": one.mismatches[:50],
        "refused": one.refused[:50],
        "unreadable": [str(entry) for entry in one.unreadable[:50]],
    }


def criteria(cases: Sequence[PersonaPeriod]) -> dict[str, Any]:
    """How many criteria the parser reads, and those that it does not."""
    unparsed = [f"{c.name}/{q.id}: {words}" for c in cases for q in c.questions for words in q.unparsed]
    parsed = sum(len(q.criteria) for c in cases for q in c.questions)
    total = parsed + len(unparsed)
    share = parsed / total if total else None
    return {"parsed": parsed, "total": total, "parsed_share": share, "unparsed": unparsed}


def cost(played: Sequence[Played]) -> dict[str, float]:
    """Milliseconds a dialogue, a message of the user and an answer."""
    writes = [1000 * seconds for one in played for seconds in one.writes]
    answers = [1000 * asked.seconds for one in played for asked in one.asked]
    messages = sum(one.messages for one in played)
    return {
        "dialogue_ms_p50": round(statistics.median(writes), 3) if writes else 0.0,
        "dialogue_ms_max": round(max(writes, default=0.0), 3),
        "message_ms_mean": round(sum(writes) / messages, 3) if messages else 0.0,
        "answer_ms_p50": round(statistics.median(answers), 3) if answers else 0.0,
        "answer_ms_max": round(max(answers, default=0.0), 3),
    }
