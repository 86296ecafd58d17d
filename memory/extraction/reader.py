"""Reading statements: cues found in each clause, their objects, and what clauses take from one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bounds import as_limit, inverted, is_limit, open_ended
from .carrying import ANY_MORE, ONLY_NAMES, antecedent, carried, placed, settled_reads
from .clauses import Clause, split
from .hearsay import hearsay, unplaced
from .linking import Domain, Linker, Mentioned
from .objects import Objects, gather, reference, targets_of
from .skeleton import Skeleton, Speller, Word, build
from .spelling import cue_speller
from .statements import Kind, ReadClause, Statement, Target
from .tables import grammar as grammar
from .verdicts import echoed, lapsed, marked, tells_of_item, toned, verdict

# Of two cues at one place the first of these is meant.
_ORDER = ("retract", "unseen", "mood_against", "limit", "dislike", "seen", "like")
# Cues without a person in them: after a request in the same message they belong to the request.
_IMPERSONAL = re.compile(
    r"^(?:no|nothing|not|never|anything|everything|skip|leave|avoid|exclude|spare|none|only|keep)\b"
)
# What may follow a verb whose object was named just before: "hated every minute", "loved it so much".
_NO_OBJECT = frozenset(
    """every each all most some much it its that this them both so too very really a an the his her their how what
    when from to with without because since though although but and or as at in on of by for again also either
    neither just even still more less than now then then here there back today tonight yesterday last first too
    lots bits parts bit lot loads well thanks though anyway indeed though afterwards straight right no not i we
    he she they you my ever
    """.split()
)
_MOOD = re.compile(r"\b(?:mood|feel|feeling|fancy|fancying|up for|up to|face)\b")
# "Musicals I can't stand": what stands before a cue without objects of its own.
_FRONT = re.compile(
    r"^(?:(?:<[ipclxo]\d+>|and|or|the|all|most|any|films?|cinema|stuff|genre|work|that|this|those|these|one"
    r"|ones|both|but|now|by"
    r"|with|from|of|directed) ?)+$"
)
_CANNOT = re.compile(r"\b(?:can|could) (?:not|never)\b")
_ELIDED = re.compile(
    r"^(?:(?:can|could|do|did|would|have|has|am|was|will) (?:not|never)|never|not|gone|went|grew|grown|got"
    r"|gotten|lost"
    r"|been|fell|fallen|struggle|struggled|live for|swear by|gave|rated|grew|started|could watch|could live"
    r"|will always"
    r"|always|still|totally|find|found|prefer|would rather|am|was|regret|walked|switched|slept|sat|went|moved"
    r"|have (?:a|no|always|never|zero|little|nothing|had|grown|gone|lost|outgrown|moved)|had|outgrew"
    r"|outgrown|ticked|crossed|streamed|rented|revisited|viewed|checked|managed|finally|bailed|nodded) "
)
# Cues that say of what: "nothing with", "anything by".
_KIND_OF = re.compile(
    r"(?:nothing|not anything|anything|everything|none|no films?|films?)\b.* (?:with|by|from|starring)\b"
    r"|(?:my|our)\b.*\b(?:director|actor|actress|writer)s?\b.* (?:is|are|be|been|was)$"
)
_UNTIL = re.compile(r"\b(?:until|till) (?:recently|lately|now|last|a (?:few|couple)|not long ago)\b")
_STANDING = re.compile(r"\b(?:ever|always|from now on|in general|as a rule|for me)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A message read: its skeleton and its clauses with what each states."""

    skeleton: Skeleton
    clauses: tuple[ReadClause, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in order."""
        return tuple(statement for read in self.clauses for statement in read.statements)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a clause, with its place in the clause's skeleton."""

    name: str
    side: str
    start: int
    end: int
    text: str


def read(
    text: str, linker: Linker, domain: Domain, prefer: Sequence[str] = (), speller: Speller | None = None
) -> Reading:
    """Read a message. `prefer` are labels in view; `speller` mends slips of the grammar's words."""
    mentions = linker.link(text, prefer)
    spell = speller or cue_speller(linker, grammar())
    # Everything linked lies in the part that was read; the rest of an overlong message is not read either.
    skeleton = build(text[:4000], mentions, domain, spell)
    return read_skeleton(skeleton, domain, in_view=bool(prefer))


def read_skeleton(skeleton: Skeleton, domain: Domain, *, in_view: bool = False) -> Reading:
    """Read the statements of a skeleton. `in_view` says that the words may correct what is being looked at."""
    reads: list[ReadClause] = []
    replaces: tuple[Target, ...] = ()
    clauses = split(skeleton)
    for index, clause in enumerate(clauses):
        following = clauses[index + 1] if index + 1 < len(clauses) else None
        current = _read_clause(clause, index, skeleton.mentions, domain, reads)
        if _for_the_list(current, in_view) or _likening(clause, following, skeleton.mentions):
            current = replace(current, statements=())
        elif not current.statements:
            current = _judged(current, index, skeleton, reads, following)
        if not in_view:
            current = unplaced(placed(current, reads))
        if hearsay(current, in_view=in_view):
            current = replace(current, spent=True)
        if reads and _heads(reads[-1], current):
            reads[-1] = replace(reads[-1], spent=True)
        if current.statements and replaces:
            first = replace(current.statements[0], replaces=(*current.statements[0].replaces, *replaces))
            current = replace(current, statements=(first, *current.statements[1:]))
            replaces = ()
        if not current.statements and re.match(r"(?:instead of|rather than|in place of)\b", clause.text):
            replaces = tuple(
                t for i in clause.mentions for t in targets_of(skeleton.mentions[i]) if not is_limit(t)
            )
        reads.append(current)
    return Reading(skeleton, tuple(settled_reads(reads)))


def _heads(first: ReadClause, second: ReadClause) -> bool:
    """Whether a clause only names what the next one speaks of: "musicals, they bore me"."""
    names = first.clause.mentions and not first.statements and not first.clause.question
    if not names or not second.statements or not (_FRONT.match(first.clause.text) or first.blocked):
        return False
    objects = {target.start for statement in second.statements for target in statement.targets}
    span = range(first.clause.start, first.clause.end)
    return any(at in span for at in objects)


def _for_the_list(read: ReadClause, in_view: bool) -> bool:
    """Whether words about a list in view correct it rather than state a taste: "but nothing animated"."""
    clause = read.clause
    if not (in_view and read.statements and _IMPERSONAL.match(clause.text)) or _STANDING.search(clause.text):
        return False
    return clause.lead == "but" or all(s.kind is Kind.CONSTRAIN for s in read.statements)


def _likening(clause: Clause, following: Clause | None, mentions: Sequence[Mentioned]) -> bool:
    """Whether "like Heat" compares: "like Heat but less known"."""
    return (
        re.match(r"like <[ip]\d+>$", clause.text) is not None
        and following is not None
        and following.lead == "but"
        and any(mentions[i].kind == "direction" for i in following.mentions)
    )


def _judged(
    current: ReadClause,
    index: int,
    skeleton: Skeleton,
    before: list[ReadClause],
    following: Clause | None,
) -> ReadClause:
    """A clause without a cue that still judges: by a sign, by praise alone, or by taking the last one back."""
    clause = current.clause
    closed = following is None or following.hard
    tail = following.words[0].gap if following else skeleton.tail
    statements = lapsed(clause, before, skeleton.mentions)
    if current.blocked and not statements:
        return current
    statements = (
        statements
        or echoed(clause, index, before, skeleton.mentions)
        or verdict(clause, index, before, skeleton.mentions, closed=closed)
        or toned(clause, index, skeleton.mentions)
        or marked(clause, index, skeleton.mentions, tail)
    )
    return replace(current, statements=tuple(statements), wish=False) if statements else current


# One clause ------------------------------------------------------------------------------------------


def _read_clause(
    clause: Clause, index: int, mentions: Sequence[Mentioned], domain: Domain, before: list[ReadClause]
) -> ReadClause:
    text = clause.text
    stop = min(
        (m.start() for cue in grammar().named("block") if (m := cue.pattern.search(text))), default=None
    )
    wish = min(
        (m.start() for cue in grammar().named("wish") if (m := cue.pattern.search(text))), default=None
    )
    limit = min((at for at in (stop, wish) if at is not None), default=len(text) + 1)
    after_wish = any(read.wish for read in before)
    hits = [hit for hit in cue_hits(text) if hit.start < limit or (stop is None and _stands(hit, text))]
    if after_wish and hits and _IMPERSONAL.match(text[hits[0].start :]) and not _STANDING.search(text):
        return ReadClause(clause, (), wish=True)
    statements = [
        s for n, hit in enumerate(hits) for s in _statements(clause, index, hits, n, mentions, domain, before)
    ]
    if not hits and stop is None:
        statements = carried(clause, index, mentions, domain, before)
    # Bare names ("horror, but nothing old") ask as well.
    asks = (wish is not None and not hits) or (
        bool(clause.mentions) and stop is None and bool(ONLY_NAMES.match(text))
    )
    return ReadClause(
        clause, tuple(statements), wish=asks and not statements, blocked=stop is not None and not statements
    )


def _stands(hit: Hit, text: str) -> bool:
    """Whether a cue states something though the clause opens like a wish: "anything with Hanks is great"."""
    if hit.name == "limit" or (hit.start == 0 and hit.name in ("dislike", "retract")):
        return True
    if hit.start == 0 and re.search(r"rated(?:up|down)|thumbs|>.* (?:over|any|every)\b", hit.text):
        return True
    return (
        hit.side == "left" and "<" in hit.text and bool(re.match(r"(?:anything|everything|all|any)\b", text))
    )


def cue_hits(text: str) -> list[Hit]:
    """The statement cues of a clause's skeleton, in order, none overlapping."""
    found = _cue_hits(text)
    if found or not _ELIDED.match(text):
        return found
    # "Can't be doing with war films" lacks its "I".
    return [replace(hit, start=max(hit.start - 2, 0), end=hit.end - 2) for hit in _cue_hits(f"i {text}")]


def _cue_hits(text: str) -> list[Hit]:
    found: list[Hit] = []
    for name in _ORDER:
        for cue in grammar().named(name):
            found.extend(
                Hit(name, cue.side, match.start(), match.end(), match.group())
                for match in cue.pattern.finditer(text)
                if match.end() > match.start()
            )
    found.sort(key=lambda hit: (hit.start, _ORDER.index(hit.name), hit.start - hit.end))
    chosen: list[Hit] = []
    for hit in found:
        clash = [other for other in chosen if hit.start < other.end and other.start < hit.end]
        if not clash:
            chosen.append(hit)
        elif (
            hit.start == clash[0].start
            and hit.end > clash[0].end + 4
            and hit.name in ("retract", "dislike", "limit")
        ):
            chosen[chosen.index(clash[0])] = hit
    chosen.sort(key=lambda hit: hit.start)
    # In "no film older than 1960 for me" it is "no" that says what the year is to the limit.
    return [
        hit
        for at, hit in enumerate(chosen)
        if not (hit.name == "limit" and hit.side == "left" and at and chosen[at - 1].name == "dislike")
    ]


def _statements(
    clause: Clause,
    index: int,
    hits: list[Hit],
    n: int,
    mentions: Sequence[Mentioned],
    domain: Domain,
    before: list[ReadClause],
) -> list[Statement]:
    hit = hits[n]
    begin = clause.word_at(hit.start)
    finish = clause.word_at(hit.end - 1) + 1
    if hit.side == "right":
        stop = clause.word_at(hits[n + 1].start) if n + 1 < len(hits) else len(clause.words)
        words = clause.words[finish:stop]
    else:
        first = clause.word_at(hits[n - 1].end - 1) + 1 if n else 0
        words = clause.words[first:finish]
    heading = " ".join(w.text for w in clause.words[:begin]) if hit.side == "right" else ""
    said = " ".join(w.text for w in clause.words[begin:finish]) if _KIND_OF.match(hit.text) else ""
    objects = gather(
        words, mentions, domain, preferring="prefer" in hit.text, heading=f"{heading} {said}".strip()
    )
    if not objects and hit.side == "right" and n == 0 and _FRONT.match(heading):
        words = clause.words[:begin]
        objects = gather(words, mentions, domain, preferring=False)
    objects = _in_message(objects, before, mentions)
    if not (objects.same or objects.flipped) and (pointer := reference(words)):
        objects = replace(objects, same=antecedent(pointer, before, mentions) or (pointer,))
    elif (
        not objects
        and hit.start == 0
        and hit.name in ("like", "dislike", "retract")
        and before
        and (before[-1].statements or tells_of_item(before[-1]))
        and not (hit.side == "right" and _unknown_object(words))
    ):
        # "Saw Titanic, hated every minute": the object is what was just spoken of.
        place = clause.words[begin]
        objects = replace(
            objects,
            same=antecedent(Target(place.start, place.end, "", reference="it"), before[-1:], mentions),
        )
    if n == 0 and hit.side == "right":
        aside = gather(clause.words[:begin], mentions, domain, preferring=False).replaced
        objects = replace(objects, replaced=(*aside, *objects.replaced))
    kind = _kind(hit, clause)
    if kind is None or not objects:
        return []
    start, end = (
        clause.words[begin].start,
        max(clause.words[begin].end, *(w.end for w in words), clause.words[finish - 1].end),
    )
    base = Statement(kind, (), start, end, index, cue=hit.name, moment=clause.moment, hedged=clause.hedged)
    if hit.name == "mood_against" and base.moment is None and _MOOD.search(hit.text):
        base = replace(base, moment="day")
    return _made(base, hit, objects)


def _unknown_object(words: Sequence[Word]) -> bool:
    """Whether a bare noun that no catalogue knows follows the verb: "and I can't stand jazz"."""
    if not words:
        return False
    first = words[0].text
    return first.isalpha() and first not in _NO_OBJECT and not first.endswith("ly")


def _in_message(objects: Objects, before: list[ReadClause], mentions: Sequence[Mentioned]) -> Objects:
    """ "Loved both", "all of them": the things named in this very message, where there are any."""
    if not objects.same or any(target.reference != "all" for target in objects.same):
        return objects
    return replace(objects, same=antecedent(objects.same[0], before, mentions) or objects.same)


def _kind(hit: Hit, clause: Clause) -> Kind | None:
    if hit.name == "mood_against":
        return Kind.DISLIKE
    if hit.name == "limit":
        return Kind.CONSTRAIN
    if hit.name == "dislike" and ANY_MORE.search(clause.text) and re.search(r"\b(?:not|never)\b", hit.text):
        return Kind.RETRACT
    if hit.name == "like" and _UNTIL.search(clause.text):
        return Kind.RETRACT
    return Kind(hit.name)


def _made(base: Statement, hit: Hit, objects: Objects) -> list[Statement]:
    """Statements of one cue: its objects as it says, and the flipped ones the other way."""
    opposite = {Kind.LIKE: Kind.DISLIKE, Kind.DISLIKE: Kind.LIKE, Kind.CONSTRAIN: Kind.DISLIKE}
    made: list[Statement] = []
    values = tuple(t for t in objects.same if not is_limit(t))
    limits = tuple(t for t in objects.same if is_limit(t))
    replaced = tuple(t for t in objects.replaced if not is_limit(t))
    if base.kind in (Kind.SEEN, Kind.UNSEEN):
        values = tuple(t for t in values if t.attribute == "title" or t.reference)
        limits = ()
    if base.kind is Kind.CONSTRAIN:
        least = "minimum" in hit.text
        if limits and _CANNOT.search(hit.text):
            # "I can't sit for more than an hour": what is ruled out.
            limits = inverted(limits) or as_limit(limits, least=False)
        if limits:
            made.append(replace(base, targets=as_limit(limits, least=least)))
        if values:
            made.append(replace(base, kind=Kind.LIKE, targets=values, polarity=1))
    elif values or replaced:
        made.append(
            replace(
                base,
                targets=values,
                replaces=replaced,
                open_bounds=limits,
                polarity=_polarity(base.kind),
            )
        )
    elif limits:
        made.extend(_limited(base, limits))
    flipped = tuple(t for t in objects.flipped if not is_limit(t) and not t.reference)
    if flipped and base.kind in opposite and not (base.kind is Kind.DISLIKE and not values):
        kind = opposite[base.kind]
        made.append(replace(base, kind=kind, targets=flipped, polarity=1 if kind is Kind.LIKE else -1))
    bounds = tuple(t for t in objects.flipped if is_limit(t))
    if bounds and base.kind in (Kind.LIKE, Kind.CONSTRAIN) and inverted(bounds):
        made.append(replace(base, kind=Kind.CONSTRAIN, targets=inverted(bounds)))
    return [s for s in made if s.targets or s.replaces or s.open_bounds]


def _polarity(kind: Kind) -> int:
    if kind is Kind.LIKE:
        return 1
    if kind is Kind.DISLIKE:
        return -1
    return 0


def _limited(base: Statement, limits: tuple[Target, ...]) -> list[Statement]:
    """A statement about limits alone: disliked ones turn round; liked ranges stay a taste without a claim."""
    exact = tuple(t for t in limits if open_ended((t,)))
    limits = exact or limits  # in "old films from before 1970" the number says it
    if base.kind is Kind.DISLIKE:
        turned = inverted(limits)
        if turned and base.moment is None:
            return [replace(base, kind=Kind.CONSTRAIN, targets=turned)]
        return [] if base.moment else [replace(base, open_bounds=limits, polarity=-1)]
    if base.kind is Kind.LIKE and open_ended(limits):
        return [replace(base, kind=Kind.CONSTRAIN, targets=limits)]
    if base.kind is Kind.RETRACT:
        return [replace(base, targets=limits)]
    return [replace(base, open_bounds=limits, polarity=1)] if base.kind is Kind.LIKE else []
