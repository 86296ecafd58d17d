"""What `memory list` prints: a table for each section, long runs of sums added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .output import say, table

if TYPE_CHECKING:
    from ..memory.types import Fact
    from ..tui.sections import Section

Row = tuple[object, ...]
SINGLY = 3
"""Up to so many records of one kind are listed one by one; more are added up unless they are asked for."""


def show_facts(facts: Sequence[Fact], contested: Sequence[Fact], attribute: str | None) -> None:
    """Print what holds and what is in question."""
    from ..tui.sections import sections
    from ..tui.wording import fact_kind, fact_text

    if not facts and not contested:
        say("Nothing is remembered." if attribute is None else f"Nothing is remembered under {attribute}.")
        return
    found = sections(facts)
    for place, section in enumerate(found):
        if place:
            say()
        table(*_table(section, summed=attribute is None))
    if contested:
        if found:
            say()
        rows = [
            (f.fact_id, f"? {fact_text(f)}", fact_kind(f) or "–", "contested, not used") for f in contested
        ]
        table(("id", "in question", "kind", "held"), rows)


def _table(section: Section, *, summed: bool) -> tuple[tuple[str, ...], list[Row]]:
    from ..tui.life_wording import ACTIVITY, DOCUMENT, LIFE, SPENDING
    from ..tui.wording import fact_kind, fact_text, span

    if section.name not in LIFE:
        rows: list[Row] = [(f.fact_id, fact_text(f), fact_kind(f) or "–", span(f)) for f in section.facts]
        return ("id", section.title, "kind", "held"), rows
    if section.name in (SPENDING, ACTIVITY):
        return ("id", section.title, "when"), list(_sums(section.facts, summed=summed))
    title = f"{section.title}  ({section.facts[0].subject})" if section.name == DOCUMENT else section.title
    return ("id", title, "when"), [(f.fact_id, fact_text(f), span(f)) for f in section.facts]


def _sums(facts: Sequence[Fact], *, summed: bool) -> Iterator[Row]:
    """Single records by moment; of a kind that has many, one row with the sum."""
    from ..tui.wording import fact_text, span

    kinds: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        kinds[fact.attribute, fact.unit or ""].append(fact)
    for (attribute, unit), group in kinds.items():
        if not summed or len(group) <= SINGLY or any(fact.number is None for fact in group):
            yield from ((fact.fact_id, fact_text(fact), span(fact)) for fact in group)
        else:
            yield (
                f"--attribute {attribute}",
                _sum_text(group, unit),
                f"{span(group[0])} to {span(group[-1])}",
            )


def _sum_text(group: Sequence[Fact], unit: str) -> str:
    from ..tui.wording import fact_text

    total = sum(fact.number or 0.0 for fact in group)
    whole = group[0].model_copy(update={"number": total, "unit": unit})
    return f"{fact_text(whole)}, {len(group)} records"
