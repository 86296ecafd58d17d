"""What clauses take from one another: pronouns, fragments, verdicts and corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .bounds import is_limit
from .clauses import Clause
from .linking import Domain, Mentioned
from .objects import gather, targets_of
from .statements import Kind, ReadClause, Statement, Target
from .verdicts import meant

ANY_MORE = re.compile(
    r"\blike (?:i|we) (?:was|were|did|used to)\b"
    r"|\b(?:any more|any longer)\b(?! (?:of )?(?:the |these |those |such |bloody )?(?:<|films?))"
)
_BARE_START = re.compile(r"^(?:and |but |or |now |then |so |these days |nowadays |instead |just )*")
_CONTRAST = re.compile(r"> (?:films? )?(?:is|are|do|does|can|has|have)(?: not)?$")
_CARRY_NOT = re.compile(r"^(?:and |or )?(?:not|no|never|just not|except|apart from|but not|nor)\b")
ONLY_NAMES = re.compile(
    r"^(?:(?:<[ipclxo]\d+>|and|or|the|a|an|films?|ones?|stuff|too|not|no|nor|never|except|for|with|by"
    r"|from|in|of|any|all|some|like"
    r"|especially|such|as|ones|though|things|anything|everything|just|only|now|instead|these|days"
    r"|do|does|are|has|have|can|nowadays|directed|starring|mostly"
    r"|good|great|old|new|his|her|their|either|neither|it|is|e g) ?)+$"
)
_TURNED_DOWN = re.compile(
    r"^(?:no|not|nope|nah|never|no way|no thanks|no thank you|not for me|pass|hard pass|yuck|ew|hell no|not "
    r"my thing)(?: (?:thanks|way|ever|again|for me))*$"
)

# A colon or a dash puts a name up as a question does: "horror: absolutely not".
_PUT = frozenset((":", "-", "–", "—"))
_FAVOURITE = re.compile(
    r"^(?:my |the )?(?:all time |absolute )?(?P<least>least )?favourite (?P<what>film|actor|actress|director|writer"
    r"|genre|person)(?: ever| of all time)?$"
)
_ROLES = {"actor": "actor", "actress": "actor", "director": "director", "writer": "writer"}
_SURELY = re.compile(r" (?:easily|obviously|every time|always|no contest|no question|all day)$")


def antecedent(
    pointer: Target, before: list[ReadClause], mentions: Sequence[Mentioned]
) -> tuple[Target, ...]:
    """What a pronoun stands for inside the message: the latest item for "it", the latest names for "them"."""
    gathered: tuple[Target, ...] = ()
    someone = pointer.text in ("he", "she", "him", "her")
    for read in reversed(before):
        if someone:
            people = _people(read, mentions)
            if people:
                return people[-1:]
            continue
        found = tuple(
            target
            for statement in read.statements
            for target in statement.targets
            if not is_limit(target) and (pointer.reference == "all" or target.reference != "it")
        )
        if found and pointer.reference == "it":
            items = tuple(t for t in found if t.item or t.reference)
            return items[-1:] if items else found
        gathered = tuple(dict.fromkeys((*(found or _named(read, pointer, mentions)), *gathered)))
        if gathered and (pointer.reference == "it" or len(gathered) > 1):
            return gathered
    return gathered


def _people(read: ReadClause, mentions: Sequence[Mentioned]) -> tuple[Target, ...]:
    """The people a clause names, whether it states something of them or not."""
    stated = {t.start: t for s in read.statements for t in s.targets}
    return tuple(
        stated.get(mentions[i].start) or targets_of(mentions[i])[0]
        for i in read.clause.mentions
        if mentions[i].kind == "person" and mentions[i].readings
    )


def _named(read: ReadClause, pointer: Target, mentions: Sequence[Mentioned]) -> tuple[Target, ...]:
    """What a clause that states nothing names: "have you seen Heat? I loved it"."""
    found = [t for i in read.clause.mentions for t in meant(mentions[i])]
    if pointer.reference == "it":  # a country is nothing that "was dull"
        found = [t for t in found if t.attribute != "country" or t.text.lower() != t.value.lower()]
    items = [target for target in found if target.item or target.reference]
    return tuple(items[-1:] if items and pointer.reference == "it" else items or found)


def carried(
    clause: Clause, index: int, mentions: Sequence[Mentioned], domain: Domain, before: list[ReadClause]
) -> list[Statement]:
    """A fragment after a statement takes its verb: "but not horror", "thrillers too"."""
    if not before:
        return []
    if not before[-1].statements:
        return _verdict(clause, index, mentions, before[-1]) or _best(
            clause, index, mentions, domain, before[-1]
        )
    last = before[-1].statements[-1]
    body = _BARE_START.sub("", clause.text)
    if ANY_MORE.search(clause.text) and re.match(r"not\b", body) and last.kind in (Kind.LIKE, Kind.RETRACT):
        names = gather(clause.words, mentions, domain, preferring=False)
        targets = (*names.same, *names.flipped) or last.targets
        return [replace(last, kind=Kind.RETRACT, targets=targets, clause=index, polarity=0, replaces=())]
    if not clause.mentions or not ONLY_NAMES.match(clause.text):
        return []
    fixing = clause.lead == "fix"
    if clause.hard and not (clause.echo or fixing) and clause.lead not in ("but", "and"):
        return []
    objects = gather(clause.words, mentions, domain, preferring=False)
    kind = last.kind
    targets = objects.same
    if clause.lead == "but" and _CONTRAST.search(clause.text):
        # "Horror isn't my thing but sci-fi is"
        kind = {Kind.LIKE: Kind.DISLIKE, Kind.DISLIKE: Kind.LIKE}.get(kind, kind)
        targets = (*objects.same, *objects.flipped)
    elif _CARRY_NOT.match(body) or (objects.flipped and not objects.same):
        kind = {Kind.LIKE: Kind.DISLIKE, Kind.DISLIKE: Kind.LIKE}.get(kind, kind)
        targets = (*objects.flipped, *objects.same)
        if last.kind not in (Kind.LIKE, Kind.DISLIKE):
            return []
    elif last.kind is Kind.RETRACT and re.match(
        r"(?:but |and )?(?:now|these days|nowadays|instead)\b", clause.text
    ):
        kind = Kind.LIKE
    targets = tuple(t for t in targets if not is_limit(t))
    if not targets:
        return []
    return [
        Statement(
            kind,
            targets,
            clause.start,
            clause.end,
            index,
            cue="carried",
            polarity={Kind.LIKE: 1, Kind.DISLIKE: -1}.get(kind, 0),
            moment=clause.moment or last.moment,
            hedged=clause.hedged,
        )
    ]


def _verdict(
    clause: Clause, index: int, mentions: Sequence[Mentioned], before: ReadClause
) -> list[Statement]:
    """A name put as a question and turned down: "horror? no thanks"."""
    if not (
        (before.clause.question or clause.words[0].gap.strip() in _PUT)
        and _TURNED_DOWN.match(clause.text)
        and ONLY_NAMES.match(before.clause.text)
    ):
        return []
    targets = tuple(
        t
        for i in before.clause.mentions
        if mentions[i].readings
        for t in targets_of(mentions[i])
        if not is_limit(t)
    )
    if not targets:
        return []
    return [
        Statement(
            Kind.DISLIKE,
            targets,
            before.clause.start,
            clause.end,
            index,
            cue="verdict",
            polarity=-1,
            moment=clause.moment,
        )
    ]


def _best(
    clause: Clause, index: int, mentions: Sequence[Mentioned], domain: Domain, before: ReadClause
) -> list[Statement]:
    """A question of one's own, answered: "favourite actor? Denzel Washington, easily"."""
    asked = _FAVOURITE.match(before.clause.text)
    if not (asked and (before.clause.question or clause.words[0].gap.strip() in _PUT)):
        return []
    if not clause.mentions or not ONLY_NAMES.match(_SURELY.sub("", clause.text)):
        return []
    found = gather(clause.words, mentions, domain, preferring=False).same
    role = _ROLES.get(asked["what"])
    targets = tuple(
        replace(t, attribute=role) if role and t.attribute == "person" else t
        for t in found
        if not is_limit(t)
    )
    feeling = -1 if asked["least"] else 1
    kind = Kind.DISLIKE if feeling < 0 else Kind.LIKE
    made = Statement(kind, targets, before.clause.start, clause.end, index, cue="verdict", polarity=feeling)
    return [made] if targets else []


def settled_reads(reads: list[ReadClause]) -> list[ReadClause]:
    """Corrections drop what they correct; of two statements about one thing the later holds."""
    settled = list(reads)
    for index, read in enumerate(reads):
        if read.clause.lead == "fix" and read.statements and index:
            settled[index - 1] = replace(settled[index - 1], statements=())
    final: dict[tuple[str, str], tuple[int, Kind]] = {}
    for index, read in enumerate(settled):
        for statement in read.statements:
            for target in statement.replaces:
                final[target.key] = (index, Kind.RETRACT)
            for target in statement.targets:
                if not target.reference and statement.kind is not Kind.SEEN and not is_limit(target):
                    final[target.key] = (index, statement.kind)
    # A clause whose every statement was taken back or said anew is spent: it asks for nothing either.
    kept = [replace(read, statements=tuple(_standing(read, i, final))) for i, read in enumerate(settled)]
    return [
        now
        for now, was in zip(kept, reads, strict=True)
        if (now.statements or not was.statements) and not was.spent
    ]


def _standing(
    read: ReadClause, index: int, final: dict[tuple[str, str], tuple[int, Kind]]
) -> list[Statement]:
    kept = []
    for statement in read.statements:
        if statement.kind is Kind.SEEN:
            kept.append(statement)
            continue
        targets = tuple(
            t
            for t in statement.targets
            if t.reference or is_limit(t) or final[t.key] == (index, statement.kind)
        )
        if targets or ((statement.replaces or statement.open_bounds) and not statement.targets):
            kept.append(replace(statement, targets=targets))
    return kept


def placed(read: ReadClause, before: list[ReadClause]) -> ReadClause:
    """Places without a list in view are places among the items named in the message: "the first was great"."""
    named = [t for r in before for s in r.statements for t in s.targets if t.item and s.kind is Kind.SEEN]
    named = list(dict.fromkeys(named))

    def item(target: Target) -> Target:
        place = target.reference or ""
        at = int(place) - 1 if place.isdigit() else -1 if place == "last" else len(named)
        if not -1 <= at < len(named):
            return target
        return replace(named[at], start=target.start, end=target.end)

    if len(named) < 2 or not any(t.reference for s in read.statements for t in s.targets):
        return read
    statements = tuple(replace(s, targets=tuple(item(t) for t in s.targets)) for s in read.statements)
    return replace(read, statements=statements)
