"""How facts, writes, cards and moments are said in one line, on the command line and in the interface."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .life_wording import is_life, life_kind, life_text, moment_text

if TYPE_CHECKING:
    from ..agent.events import Card, Reply, Served
    from ..memory.types import ErasureReceipt, Fact, WriteEntry, WriteReport

NODES = {
    "repair": "looking over the last turn",
    "listen": "listening",
    "recall": "remembering",
    "plan": "deciding what to do",
    "act": "searching the catalogue",
    "respond": "writing",
    "audit": "checking the words",
    "settle": "tidying up",
}
_LIMITS = {
    "year_min": "from {} on",
    "year_max": "up to {}",
    "runtime_min": "at least {} min",
    "runtime_max": "at most {} min",
}
_VERBS = {1: "likes", -1: "dislikes", 0: ""}


def attribute_name(attribute: str) -> str:
    """`movies.genre` → `genre`."""
    return attribute.rsplit(".", 1)[-1].replace("_", " ")


def fact_text(fact: Fact) -> str:
    """What a fact says: `likes western`, `at most 120 min`, `seen Heat (1995)`, `$12.40 on lunch`."""
    if is_life(fact):
        return printable(life_text(fact))
    name = fact.attribute.rsplit(".", 1)[-1]
    if name in _LIMITS:
        value = fact.value_text if fact.number is None else f"{fact.number:g}"
        return _LIMITS[name].format(value)
    verb = "seen" if name == "seen" else _VERBS.get(fact.polarity, "")
    return printable(" ".join(part for part in (verb, fact.value_text) if part))


def fact_kind(fact: Fact) -> str:
    """What sort of value it is, where that is not plain from the words: `genre`, `to do`; else empty."""
    if is_life(fact):
        return printable(life_kind(fact))
    name = fact.attribute.rsplit(".", 1)[-1]
    return "" if name in _LIMITS or name in ("seen", "title") else attribute_name(fact.attribute)


def day(moment: datetime, now: datetime | None = None) -> str:
    """A date as `12 Nov`, with the year when it is not the year of `now`."""
    text = f"{moment.day} {moment:%b}"
    return text if now is not None and moment.year == now.year else f"{text} {moment.year}"


def span(fact: Fact, now: datetime | None = None) -> str:
    """When a fact held: `since 12 Nov`, or `3 Oct to 12 Nov` for a past one; of what happens at a moment, that."""
    if moment := moment_text(fact, now):
        return moment
    end = fact.valid_to or fact.closed_at
    if end is None:
        return f"since {day(fact.valid_from, now)}"
    return f"{day(fact.valid_from, now)} to {day(end, now)}"


def entry_line(entry: WriteEntry) -> str:
    """One line of a write report: `stored: likes western · genre (you said so)`."""
    fact = entry.fact or entry.previous
    what = " · ".join(_parts(fact)) if fact else printable(entry.text)
    if entry.candidates and (doubtful := [c for c in entry.candidates if fact is None or c != fact]):
        what = f"{what}; in question: {'; '.join(' · '.join(_parts(c)) for c in doubtful)}"
    if entry.fact and entry.previous and entry.fact.fact_id != entry.previous.fact_id:
        what = f"{what}, was: {_was(entry.previous, entry.fact)}"
    head = f"{entry.outcome.value}: {what}" if what else entry.outcome.value
    return f"{head} ({printable(entry.reason)})" if entry.reason else head


def _parts(fact: Fact) -> list[str]:
    """What a fact says, of what sort it is, and when it takes place, as far as that is to be said."""
    return [part for part in (fact_text(fact), fact_kind(fact), moment_text(fact)) if part]


def _was(old: Fact, new: Fact) -> str:
    """What a fact was before: of an appointment that moved, its moment alone."""
    text = fact_text(old)
    return moment_text(old) or text if text == fact_text(new) else text


def report_lines(report: WriteReport) -> tuple[str, ...]:
    """Every line of a write report; one saying so when it did nothing."""
    return tuple(entry_line(entry) for entry in report.entries) or ("nothing to change",)


def receipt_lines(receipt: ErasureReceipt) -> tuple[str, ...]:
    """An erasure receipt in words: what went, from where, and what the scan found."""
    removed = ", ".join(f"{store} {count}" for store, count in sorted(receipt.removed.items())) or "nothing"
    scan = f"scanned {receipt.files_scanned} files, {receipt.bytes_scanned:,} bytes"
    verdict = "nothing remains" if receipt.clean else f"still found in: {', '.join(receipt.remains)}"
    return (
        f"erased: {receipt.scope}",
        f"removed: {removed}",
        f"{scan}: {verdict}",
        f"receipt {receipt.receipt_id}",
    )


def card_head(card: Card) -> str:
    """Title and year."""
    title = printable(card.title)
    return f"{title} ({card.year})" if card.year and f"({card.year})" not in title else title


def served_line(served: Served) -> str:
    """Who answered, where the model is placed, and why that one."""
    place = f" [{served.placement}]" if served.placement else ""
    reason = served.reason.removesuffix(f": {served.name}")
    return printable(f"{served.name}{place} · {reason}")


def unit_label(label: str) -> str:
    """What an explanation leans on, without the attribute's name where a title says it already."""
    return re.sub(r"^(likes|dislikes|seen) (title|seen) ", r"\1 ", printable(label))


def card_facts(card: Card) -> str:
    """The facts without the year, which stands beside the title already."""
    return printable(card.facts).removeprefix(f"{card.year}, ")


def safe_markdown(text: str) -> str:
    """Printable Markdown in which a title such as M*A*S*H keeps its stars."""
    return re.sub(r"(?<=\w)\*(?=\w)", r"\\*", printable(text))


def plain_markdown(text: str) -> str:
    """The text without emphasis marks and escapes, for places that show no Markdown."""
    text = re.sub(r"(?<![\w\\*])(\*\*|\*|_)(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])", r"\2", text)
    text = re.sub(r"(?<![\w\\*])(\*|_)(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])", r"\2", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!~<>|])", r"\1", text)


def unsaid_cards(reply: Reply) -> Sequence[Card]:
    """The cards that the reply's text does not already name."""
    return [card for card in reply.cards if card.title not in reply.text]


def printable(text: str, limit: int | None = None) -> str:
    """Text without control characters that could drive a terminal, cut to `limit` characters with a note."""
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
    if limit is not None and len(kept) > limit:
        return f"{kept[:limit]}… ({len(kept):,} characters)"
    return kept


def past_facts(history: Sequence[Any]) -> list[Fact]:
    """The closed facts among what `memory.history()` returns, newest first, each once."""
    found: dict[str, Fact] = {}
    for entry in history:
        sides = (getattr(entry, "after", entry), getattr(entry, "before", None))
        for fact in sides:
            if fact is not None and getattr(fact, "closed_at", None) is not None:
                found.setdefault(fact.fact_id, fact)
    return sorted(found.values(), key=lambda fact: fact.closed_at or fact.recorded_at, reverse=True)
