"""From readings to figures: accuracy of intents, micro F1 of slots, per intent, per tag, confusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ...agent.planner.acts import STATEMENTS, Intent
from ..outcome import Stat
from ..stats import ratio
from .levelling import Reading

TOOLS = STATEMENTS | {
    Intent.RECOMMEND,
    Intent.REFINE,
    Intent.MORE,
    Intent.SEARCH,
    Intent.SIMILAR,
    Intent.ITEM_INFO,
    Intent.EXPLAIN,
    Intent.WHY_NOT,
    Intent.COUNTERFACTUAL,
    Intent.RECALL,
    Intent.HISTORY,
    Intent.FORGET,
    Intent.ERASE,
    Intent.UNDO,
}
"""Acts that call a tool or write to memory."""


@dataclass(frozen=True, slots=True)
class Case:
    """One utterance: what it should read as, what it was read as, its tags."""

    id: str
    gold: Reading
    found: Reading
    tags: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the set of intents is exactly the labelled one."""
        return self.gold.intents == self.found.intents

    @property
    def unknown(self) -> bool:
        """Whether the label is nothing but `unknown`."""
        return self.gold.intents == {str(Intent.UNKNOWN)}

    @property
    def wrong_tool(self) -> bool:
        """Whether a message that no tool can serve was given to one."""
        return self.unknown and any(str(tool) in self.found.intents for tool in TOOLS)

    @property
    def counts(self) -> tuple[int, int, int]:
        """True positive, false positive and false negative triples."""
        hits = len(self.gold.triples & self.found.triples)
        return hits, len(self.found.triples) - hits, len(self.gold.triples) - hits


def figures(cases: Sequence[Case], seed: int) -> dict[str, Stat]:
    """The figures of the headline, and precision and recall beside F1."""
    unknown = [case for case in cases if case.unknown]
    hits, extra, missed = (
        (list(column) for column in zip(*(c.counts for c in cases), strict=True)) if cases else ([], [], [])
    )
    return {
        "planner.intent_accuracy": ratio([float(c.right) for c in cases], [1.0] * len(cases), seed=seed),
        "planner.slot_f1": f1(hits, extra, missed, seed),
        "planner.slot_precision": ratio(hits, [h + e for h, e in zip(hits, extra, strict=True)], seed=seed),
        "planner.slot_recall": ratio(hits, [h + m for h, m in zip(hits, missed, strict=True)], seed=seed),
        "planner.wrong_tool_rate": ratio(
            [float(c.wrong_tool) for c in unknown], [1.0] * len(unknown), seed=seed
        ),
    }


def f1(hits: Sequence[float], extra: Sequence[float], missed: Sequence[float], seed: int) -> Stat:
    """Micro F1 as a ratio of sums, so that its interval comes from the same resamples."""
    return ratio(
        [2 * h for h in hits],
        [2 * h + e + m for h, e, m in zip(hits, extra, missed, strict=True)],
        seed=seed,
    )


def breakdown(cases: Sequence[Case], seed: int) -> dict[str, Any]:
    """Per intent and per tag tables, the commonest confusions, and every case that went wrong."""
    return {
        "per_intent": {str(intent): _intent_row(str(intent), cases) for intent in Intent},
        "per_tag": _per_tag(cases, seed),
        "confusions": _confusions(cases),
        "per_slot": _per_slot(cases),
    }


def _intent_row(intent: str, cases: Sequence[Case]) -> dict[str, float | int | None]:
    def count(test: Callable[[Case], bool]) -> int:
        return sum(1 for case in cases if test(case))

    both = count(lambda c: intent in c.gold.intents and intent in c.found.intents)
    labelled, read = count(lambda c: intent in c.gold.intents), count(lambda c: intent in c.found.intents)
    return {
        "n": labelled,
        "precision": both / read if read else None,
        "recall": both / labelled if labelled else None,
        "f1": 2 * both / (read + labelled) if read + labelled else None,
    }


def _per_tag(cases: Sequence[Case], seed: int) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}
    for tag in sorted({tag for case in cases for tag in case.tags}):
        tagged = [case for case in cases if tag in case.tags]
        stats = figures(tagged, seed)
        table[tag] = {
            "n": len(tagged),
            "intent_accuracy": stats["planner.intent_accuracy"].value,
            "slot_f1": stats["planner.slot_f1"].value,
        }
    return table


def _per_slot(cases: Sequence[Case]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {}
    for case in cases:
        for kind, triples in (
            ("hit", case.gold.triples & case.found.triples),
            ("extra", case.found.triples - case.gold.triples),
            ("missed", case.gold.triples - case.found.triples),
        ):
            for _, slot, _ in triples:
                table.setdefault(slot, Counter())[kind] += 1
    return {slot: dict(table[slot]) for slot in sorted(table)}


def _confusions(cases: Sequence[Case], top: int = 25) -> list[dict[str, Any]]:
    """Pairs of a missed and a spurious intent in one utterance; a dash where there is no counterpart."""
    pairs: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        missed = sorted(case.gold.intents - case.found.intents) or ["-"]
        spurious = sorted(case.found.intents - case.gold.intents) or ["-"]
        if case.right:
            continue
        for one in missed:
            for two in spurious:
                pairs[one, two] += 1
                examples.setdefault((one, two), []).append(case.id)
    return [
        {"label": one, "read": two, "n": n, "ids": examples[one, two][:8]}
        for (one, two), n in pairs.most_common(top)
    ]
