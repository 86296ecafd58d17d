"""One revision of a reply: offending words or sentences go; failing that, the facts alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .check import audit
from .lexicon import Lexicon, load_lexicon
from .result import AuditResult, AuditSources, Finding
from .words import Sentence, sentences

_AN = re.compile(r"\b([Aa])n?(\s+)(\w)")
_VOWELS = "aeiouAEIOU"


@dataclass(frozen=True, slots=True)
class Revision:
    """A revised text with the audit that stands beside it.

    `result` counts the claims of the new text and lists the old findings, marked as mended, with anything
    that the new text still has. `facts_only` says that nothing but the facts was kept.
    """

    text: str
    result: AuditResult
    facts_only: bool = False


def revise(text: str, result: AuditResult, sources: AuditSources, lexicon: Lexicon | None = None) -> Revision:
    """Mend what `result` found in `text`: once, then fall back on the facts.

    An evaluative word before another word is cut out; any other finding takes its sentence with it.
    """
    words = lexicon or load_lexicon()
    if result.passed:
        return Revision(text, result)
    mended = _mend(text, result.findings, words)
    again = audit(mended, sources, words)
    bare = not mended.strip() or any(finding.end > finding.start for finding in again.findings)
    if bare:
        mended = facts_only(sources)
        again = audit(mended, sources, words)
    # What hangs on no words (a card built on a closed fact) cannot be mended by rewriting.
    old = tuple(replace(finding, mended=finding.end > finding.start) for finding in result.findings)
    new = tuple(finding for finding in again.findings if finding.end > finding.start)
    return Revision(mended, replace(again, findings=(*old, *new)), bare)


def facts_only(sources: AuditSources) -> str:
    """The items as lines of catalogue data; without items, a plain sentence."""
    if sources.items:
        return "\n".join(_line(item.label, sources.catalog.sentence(item)) for item in sources.items)
    return (
        "What there is to say here cannot be put in words that the data bears out. Please ask in another way."
    )


def _line(label: str, about: str) -> str:
    return f"- {label}: {about}" if about else f"- {label}"


def _mend(text: str, findings: tuple[Finding, ...], lexicon: Lexicon) -> str:
    """The text with words cut and sentences dropped, and the white space around them closed up."""
    cuts = []
    for sentence in sentences(text):
        here = [f for f in findings if f.end > f.start and sentence.start <= f.start < sentence.end]
        if not here:
            continue
        if all(_can_be_cut(f, sentence, lexicon) for f in here):
            cuts += [(f.start, f.end, False) for f in here]
        else:
            cuts.append((sentence.start, sentence.end, True))
    for start, end, whole in sorted(cuts, reverse=True):
        head, tail = text[:start], text[end:]
        if whole:
            # A sentence takes the white space after it along, and a line its line end.
            text = head + (tail[1:] if head.endswith("\n") and tail.startswith("\n") else tail.lstrip(" "))
        else:
            text = _articles(head + tail.lstrip(" "), start)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()


def _can_be_cut(finding: Finding, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether taking the words out leaves a sentence: they stand right before another plain word."""
    if finding.kind != "evaluative" or " " in finding.text:
        return False
    at = next((n for n, token in enumerate(sentence.tokens) if token.start == finding.start), None)
    if at is None or at == 0 or at + 1 >= len(sentence.tokens):
        return False
    before, after = sentence.tokens[at - 1], sentence.tokens[at + 1]
    gap = sentence.text[finding.end - sentence.start : after.start - sentence.start]
    # "a superb film" and "really like" can lose the word; "it is superb and ..." cannot.
    return (
        gap == " " and after.fold not in _LINKS and not (before.fold in _BE and after.fold in lexicon.common)
    )


_LINKS = {
    "and",
    "or",
    "but",
    "as",
    "in",
    "of",
    "at",
    "to",
    "with",
    "for",
    "by",
    "on",
    "that",
    "than",
    "if",
    "one",
}
_BE = {"is", "are", "was", "were", "be", "s", "re"}


def _articles(text: str, at: int) -> str:
    """`a`/`an` before the place `at`, put right for the word that now follows it."""
    begin = max(text.rfind(" ", 0, max(at - 1, 0)) + 1, 0)

    def right(match: re.Match[str]) -> str:
        return f"{match[1]}{'n' if match[3] in _VOWELS else ''}{match[2]}{match[3]}"

    head, near, rest = text[:begin], text[begin : at + 1], text[at + 1 :]
    return head + _AN.sub(right, near, count=1) + rest
