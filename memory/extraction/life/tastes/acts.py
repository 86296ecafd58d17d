"""What each clause does: likes, dislikes, lets go, tells of the past, judges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...tables import Cue
from .act import Act, Kind
from .clauses import Clause, clauses
from .names import BACK, Thing
from .tables import cues, pattern
from .things import things
from .verdicts import FEW, heading_of, mentioned_in, tasty, verdict_of
from .word import Word
from .words import sentences

_HELD = frozenset(["like", "like.weak", "like.lean", "like.praise", "like.set", "long"])
# "A huge fan" of what was named before.
_MUCH = frozenset("a an the big huge massive real total true such great".split())
_OWN = re.compile(r"(?:and |so |oh )*(?:my|our) (?:\w+ ){0,2}?favourite\b")
_SELF_ASKED = "asked oneself"
_CONDITIONAL = frozenset(["if", "when", "whenever", "unless", "until", "till", "after", "before"])


def acts(text: str) -> list[Act]:
    """The acts of a message, in the order of its words."""
    found: list[Act] = []
    heading: Act | None = None
    for number, sentence in enumerate(sentences(text)):
        for clause in clauses(sentence, number):
            if sentence.asked and _OWN.match(clause.text) and " is " not in clause.text:
                # "My favourite kind of place? National parks."
                heading = Act("like", (BACK,), clause, _SELF_ASKED, len(found))
                found.append(heading)
                continue
            act = None if clause.asked and len(clause.words) > FEW else _act(clause, len(found))
            if act is not None and act.things == (BACK,) and clause.text.startswith("which i"):
                act = replace(act, things=_example_before(found) or act.things)
            if act is None:
                heading = heading_of(clause, heading, found)
                if heading is not None:
                    found.append(replace(heading, kind="mention"))
                elif named := mentioned_in(clause):
                    found.append(Act("mention", named, clause, "mention", len(found)))
                continue
            if clause.asked:
                continue
            if act.cue == "verdict" and (named := mentioned_in(clause)):
                found.append(Act("mention", named, clause, "mention", len(found)))
            if (
                heading is not None
                and act.things == (BACK,)
                and heading.kind == "knew"
                and act.cue != "verdict"
            ):
                found.append(heading)
            heading = (
                replace(act)
                if pattern("heads").match(clause.text)
                or (act.things == (BACK,) and clause.text.startswith("what i"))
                else None
            )
            found.append(act)
    return [act for act in found if act.cue != _SELF_ASKED or act.things != (BACK,)]


def _example_before(found: Sequence[Act]) -> tuple[Thing, ...]:
    """What "which I dislike" is of where the clause before ends in an example: "trips like paragliding"."""
    words = found[-1].clause.words if found else ()
    begin = max(
        (at for at, word in enumerate(words) if word.text in ("like", "as") and not word.name), default=0
    )
    named = things(words[begin + 1 :]) if 0 < begin < len(words) - 1 else []
    return tuple(thing for thing in named if thing.sort == "value")


def _act(clause: Clause, order: int) -> Act | None:
    fixed = pattern("fix").match(clause.text)
    if fixed and fixed.end() < len(clause.text):
        rest = clause.words[clause.index(fixed.end()) :]
        inner = Clause(tuple(rest), clause.lead, False, clause.times, clause.sentence) if rest else None
        act = _read(inner, order) if inner else None
        if act is not None:
            return act
        if fixed.group().strip() not in ("no", "sorry") or (rest and rest[0].name):
            return Act("fix", tuple(things(rest)), clause, "fix", order)
    return _read(clause, order)


def _read(clause: Clause, order: int) -> Act | None:
    text = clause.text
    spare: Act | None = None
    for cue in cues():
        if clause.lead in _CONDITIONAL and (
            clause.lead in ("if", "unless") or not cue.name.startswith(("knew", "was like"))
        ):
            continue
        match = cue.pattern.search(text)
        if match is None:
            continue
        act = _from(cue, match, clause, order)
        if act is None:
            continue
        if act.kind == "fix":
            return spare
        if (
            cue.side == "right"
            and match.end() >= len(text)
            and match.start()
            and not match.groupdict().get("v")
        ):
            # "which I love", "a topic I dislike": what it is of may stand before it.
            spare = spare or act
            continue
        return act
    if spare is not None and spare.strength:
        return verdict_of(clause, order) or spare
    if clause.lead in _CONDITIONAL:
        return None
    return spare or verdict_of(clause, order)


def _from(cue: Cue, match: re.Match[str], clause: Clause, order: int) -> Act | None:
    """The act a matching cue makes; None where it does not hold after all; kind `fix` ends the search."""
    name = cue.name
    text = clause.text
    if name == "never mind":
        return Act("fix", (), clause, name, order)
    if name == "swap":
        return _swap(match, clause, order)
    if name in ("gone", "still", "good", "bad", "unsaid"):
        return Act(name, (BACK,), clause, name, order)  # type: ignore[arg-type]
    if name.startswith("was") and _told_of(text, match):
        return None
    groups = match.groupdict()
    if groups.get("v") is not None:
        begin, end = match.span("v")
        words: Sequence[Word] = clause.words[clause.index(begin) : clause.index(end)]
        objects = [BACK] if all(word.text in _MUCH for word in words) else things(words)
    elif cue.side == "left":
        words = clause.words[: clause.index(match.start())]
        own = pattern("own").search(
            " ".join(word.text for word in words)
        ) is not None and not match.group().startswith(("i ", "we ", ","))
        if (match.start() and not words) or own or text.startswith(("give me", "gives me", "keep me")):
            return None
        doubted = pattern("doubt").search(" ".join(word.text for word in words))
        if doubted is not None:
            words = words[len(doubted.group().split()) :]
            name = "not like" if name == "like" else "never mind"
        objects = things(words, left=True) if words else [BACK]
    else:
        objects = things(clause.words[clause.index(match.end()) :])
    kind = _kind(name, clause)
    if name == "mention":
        objects = [thing for thing in objects if thing.sort == "value" and tasty(thing)]
        return Act("mention", tuple(objects), clause, name, order) if objects else None
    if _says_little(name, text, objects):
        return None
    if kind is None:
        return Act("fix", (), clause, name, order)
    return Act(kind, tuple(objects), clause, name, order, experience=name.startswith("knew"))


def _says_little(name: str, text: str, objects: Sequence[Thing]) -> bool:
    """Whether a weak cue found nothing that it could be about."""
    if name == "instead":
        return text.startswith("it is ") and not all(tasty(one) for one in objects if one.sort == "value")
    if name.endswith(".praise"):
        return not any(tasty(thing) for thing in objects if thing.sort == "value")
    if name == "like.set":
        return all(thing.sort != "value" for thing in objects)
    return name == "dislike.lean" and all(thing.sort != "value" for thing in objects)


def _told_of(text: str, match: re.Match[str]) -> bool:
    """Whether somebody else is the subject: "my friend used to love metal"."""
    before = text[: match.start()].strip()
    return (
        match.group().startswith("used")
        and bool(before)
        and not re.search(r"(?:^|\b)(?:i|we)\b(?: \w+){0,2}$", before)
        and match.re.groups >= 0
        and "be my" not in match.group()
        and "used to" in match.group()
        and not before.endswith(("and", "but"))
        and pattern("right").search(match.group()) is not None
    )


# A predicate behind "I" and a verb of doing belongs to what is done: "I prefer stories that leave me hopeful".


def _kind(name: str, clause: Clause) -> Kind | None:
    ended = "nomore" in clause.times or re.search(r"\bno longer\b", clause.text) is not None
    once = "then" in clause.times
    if name in _HELD:
        past = re.search(r"\b(?:loved|liked|enjoyed|adored|was|were)\b", clause.text)
        return "was like" if once and past else "like"
    if name == "not like":
        if pattern("less").search(clause.text):
            return "lost"
        if once and re.search(r"\b(?:did|could|was|were)\b", clause.text):
            return "was dislike"
        return "lost" if ended or "now" in clause.times else "dislike"
    if name == "but not":
        return "but not"
    if name == "not dislike":
        return "lost" if ended else None
    if name in ("dislike", "dislike.lean", "dislike.praise"):
        past = re.search(
            r"\b(?:hated|disliked|avoided|skipped|loathed|could|was|were|bored|detested|despised)\b",
            clause.text,
        )
        return "was dislike" if once and past else "dislike"
    if name in ("knew.travel", "lost.from"):
        return "knew" if name == "knew.travel" else "lost"
    if name in ("was like", "was dislike", "lost", "knew", "forget", "instead"):
        return name  # type: ignore[return-value]
    return None


def _swap(match: re.Match[str], clause: Clause, order: int) -> Act | None:
    def named(group: str) -> tuple[Thing, ...]:
        begin, end = match.span(group)
        return tuple(things(clause.words[clause.index(begin) : clause.index(end)]))

    new, old = named("new"), named("old")
    if not any(thing.sort == "value" for thing in new):
        return None
    return Act("swap", new, clause, "swap", order, old=old)
