"""What each clause does: likes, dislikes, lets go, tells of the past, judges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .....fold import fold
from ...tables import Cue
from .clauses import Clause, clauses
from .evidence import is_known, strongest, weigh
from .tables import cues, plain
from .things import BACK, NONE, Thing, things
from .words import Word, sentences

Kind = Literal["like", "dislike", "was like", "was dislike", "lost", "knew", "swap", "gone", "good", "bad", "still", "forget", "fix", "but not", "mention"]

_FIX = re.compile(r"^(?:no wait|wait no|wait|scratch that|sorry|correction|no|hang on|hold on|make that|or rather|rather|i mean|i meant|actually no|oops)\b(?: ,)?(?: (?:no|wait|sorry|i mean|i meant|make that))*(?: ,)? ?")
_HELD = frozenset(["like", "like.weak", "like.lean", "long"])
_CONDITIONAL = frozenset(["if", "when", "whenever", "unless", "until", "till", "after", "before"])
_VERDICT = re.compile(
    r"^(?:(?:it|that|this|they|he|she|those|these|both|everything|all|(?:his|her|their|its|the|that|this) (?:\S+ ){1,4}?(?:and )?)(?: |^)?"
    r"(?:is|are|was|were|has been|have been|had been|feels?|felt|seems?|seemed|gets?|got|turned out|sounds?|ended up|proved|remains?|became|becomes?)(?: to be| being)?"
    r"|what|such|so|too|absolutely|not)? ?(?P<rest>.+)$"
)
_BARE = 4
_NEGATED = re.compile(r"\b(?:not|never|nothing|hardly|no|without|lacks?|lacked|far from)\b")
_FIND = re.compile(r"\b(?:find|found|finding|think|thought|consider) (?P<what>.+?) (?:(?:is|was|were|are|to be|a|an|rather|way|far|much|too|so|bit|little) )*(?P<word>[\w-]+)(?: and (?:\w+ ?){1,3})?$")
_OWN_VERDICT = re.compile(
    r"(?:could|can) not (?:put (?:it|them) down|stop|get enough|finish(?: it)?|get (?:in to|into|through) (?:it|them|that)|recommend it (?:enough|more)|wait to go back)"
)
_GOOD_WAYS = re.compile(
    r"all i (?:ever )?(?:listen to|read|watch|want)|(?:my|our) (?:\w+ )?(?:favourite|go to)|(?:could|can) not (?:put (?:it|them) down|stop|get enough|recommend (?:it|them|him|her) (?:enough|more)|wait to (?:go back|see more|read more|hear more))|blew (?:me|my mind)|blown away|(?:hooked|gripped|moved|delighted|thrilled|impressed|charmed|wowed) me|made me (?:cry|laugh|smile|happy)|(?:absolute|what a|such a|instant|total|real|pure) (?:\w+ )?(?:joy|masterpiece|gem|blast|treat|delight|classic|favourite|stunner|belter|banger|triumph|wonder|beauty|film|book|album|ride|place|read|city)$|loved every|enjoyed every|worth (?:it|every|the)|exceeded|(?:new|instant|all time) favourite|would (?:happily )?(?:go|watch|read|recommend)|pleased me|cried|in tears|glued|five stars|10/10|(?:grown|growing|grew) on me|won me over|(?:a|the) (?:hit|winner) with me|up my (?:street|alley)|great time|had a blast"
)
_BAD_WAYS = re.compile(
    r"(?:could|can|did) not (?:finish|get (?:in to|into|through)|wait (?:for it|to) (?:to )?(?:end|leave|be over|get out)|get (?:on )?with|connect with|click)|did not (?:do (?:it|much|anything)|work|click|land|grab|grip|hold|move|connect|impress|live up)|waste of|fell (?:flat|asleep)|let down|let me down|bored me|put me (?:off|to sleep)|left me cold|lost (?:me|interest)|gave up|walked out|switched (?:it )?off|turned (?:it )?off|hated every|regret|not (?:my|for me|worth|impressed|what i expected)|(?:will|would|am) (?:not|never) (?:be )?(?:go|going|read|reading|watch|watching|see|return)|never again|two stars|one star|1/10|2/10|what a (?:waste|letdown|bore|mess|slog|snooze|disappointment)|\bsnooze|\bdrag(?:s|ged)\b|got on my nerves|\btoo (?!good|bad|early|late|many|long ago|fun|cool)\w+"
)


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does with which things. `old` are those given up for the others."""

    kind: Kind
    things: tuple[Thing, ...]
    clause: Clause
    cue: str
    order: int
    old: tuple[Thing, ...] = ()
    experience: bool = False

    @property
    def strength(self) -> str:
        """`weak`, `lean`, `long` or nothing: how surely the cue is one of taste."""
        return self.cue.partition(".")[2] or (self.cue if self.cue == "long" else "")

    @property
    def fresh(self) -> bool:
        """Whether the clause speaks of now in contrast to something."""
        return "now" in self.clause.times or self.clause.lead in ("but", "though", "although", "and", "so", "then", "")


def acts(text: str) -> list[Act]:
    """The acts of a message, in the order of its words."""
    found: list[Act] = []
    heading: Act | None = None
    for number, sentence in enumerate(sentences(text)):
        for clause in clauses(sentence, number):
            act = None if clause.asked and len(clause.words) > _FEW else _act(clause, len(found))
            if act is None:
                heading = _heading(clause, heading, found)
                if heading is not None:
                    found.append(replace(heading, kind="mention"))
                elif named := _mentioned(clause):
                    found.append(Act("mention", named, clause, "mention", len(found)))
                continue
            if clause.asked:
                continue
            if heading is not None and act.things == (BACK,) and heading.kind == "knew" and act.cue != "verdict":
                found.append(heading)
            heading = replace(act) if _HEADS.match(clause.text) or (act.things == (BACK,) and clause.text.startswith("what i")) else None
            found.append(act)
    return found


_FEW = 3
_HEADS = re.compile(r"^(?:(?:not|definitely|so) )*(?:my (?:thing|jam|bag|cup of tea)|for me|favourites?|likes?|dislikes?|loves?|loved|hates?|hated|into|not into|no)$")
_NO_VERB = re.compile(r"\b(?:i|you|we|is|are|was|were|do|does|did|have|has|will|would|can|could|thanks?|thank|sure|okay|no|yes|great|hello|hi|it|that|this|wow|lol|ha|nice|cool|right|exactly|true|well|interesting|hmm|never|so|really)\b")


def _tasty(thing: Thing) -> bool:
    """Whether a thing may be a taste: it has a name, a domain, or is known."""
    known = is_known(fold(" ".join(word.text for word in thing.words)))
    return thing.named or bool(thing.domain) or known or thing.words[0].text[:1].isdigit()


def _mentioned(clause: Clause) -> tuple[Thing, ...]:
    """The last taste-like thing that a clause without a cue names, for what may be said of it next."""
    found: tuple[Thing, ...] = ()
    texts = [word.text.lower() for word in clause.words]
    domain = strongest(weigh(texts))
    for at, word in enumerate(clause.words):
        opens = at == 0 or not (clause.words[at - 1].name and not clause.words[at - 1].owner)
        if (word.name or word.quoted) and opens and domain:
            found = tuple(thing for thing in things(clause.words[at:])[:1] if thing.sort == "value")
            continue
        for size in (3, 2, 1):
            part = clause.words[at : at + size]
            if len(part) == size and is_known(fold(" ".join(texts[at : at + size]))) and not (found and found[0].end >= part[-1].end):
                found = (Thing("value", tuple(part), domain),)
                break
    return found


def _heading(clause: Clause, before: Act | None, found: list[Act]) -> Act | None:
    """A bare name before a verdict ("Iceland: loved it") or after one ("Not my thing: war films")."""
    if len(clause.words) > _FEW + 1 or _NO_VERB.search(clause.text):
        return None
    objects = tuple(things(clause.words))
    if any(thing.sort != "value" for thing in objects):
        return None
    if before is not None and before.kind in ("like", "dislike", "lost") and found and found[-1].things == (BACK,):
        found[-1] = replace(found[-1], things=objects)
        return None
    return Act("knew", objects, clause, "heading", len(found))


def _act(clause: Clause, order: int) -> Act | None:
    fixed = _FIX.match(clause.text)
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
    if clause.lead in _CONDITIONAL:
        return None
    spare: Act | None = None
    for cue in cues():
        match = cue.pattern.search(text)
        if match is None:
            continue
        act = _from(cue, match, clause, order)
        if act is None:
            continue
        if act.kind == "fix":
            return spare
        if cue.side == "right" and match.end() >= len(text) and match.start() and not match.groupdict().get("v"):
            # "which I love", "a topic I dislike": what it is of may stand before it.
            spare = spare or act
            continue
        return act
    if spare is not None and spare.strength:
        return _verdict(clause, order) or spare
    return spare or _verdict(clause, order)


def _from(cue: Cue, match: re.Match[str], clause: Clause, order: int) -> Act | None:
    """The act a matching cue makes; None where it does not hold after all; kind `fix` ends the search."""
    name = cue.name
    text = clause.text
    if name == "never mind":
        return Act("fix", (), clause, name, order)
    if name == "swap":
        return _swap(match, clause, order)
    if name in ("gone", "still", "good", "bad"):
        return Act(name, (BACK,), clause, name, order)  # type: ignore[arg-type]
    if name.startswith("was") and _told_of(text, match):
        return None
    groups = match.groupdict()
    if groups.get("v") is not None:
        begin, end = match.span("v")
        words: Sequence[Word] = clause.words[clause.index(begin) : clause.index(end)]
        objects = things(words)
    elif cue.side == "left":
        words = clause.words[: clause.index(match.start())]
        own = _OWN.search(" ".join(word.text for word in words)) is not None and not match.group().startswith(("i ", "we ", ","))
        if (match.start() and not words) or own or text.startswith(("give me", "gives me", "keep me")):
            return None
        objects = things(words, left=True) if words else [BACK]
    else:
        objects = things(clause.words[clause.index(match.end()) :])
    kind = _kind(name, clause)
    if name == "mention":
        objects = [thing for thing in objects if thing.sort == "value" and _tasty(thing)]
        return Act("mention", tuple(objects), clause, name, order) if objects else None
    if name == "dislike.lean" and all(thing.sort != "value" for thing in objects):
        return None
    if kind is None:
        return Act("fix", (), clause, name, order)
    return Act(kind, tuple(objects), clause, name, order, experience=name.startswith("knew"))


def _told_of(text: str, match: re.Match[str]) -> bool:
    """Whether somebody else is the subject: "my friend used to love metal"."""
    before = text[: match.start()].strip()
    return match.group().startswith("used") and bool(before) and not re.search(r"(?:^|\b)(?:i|we)\b(?: \w+){0,2}$", before) and match.re.groups >= 0 and "be my" not in match.group() and "used to" in match.group() and not before.endswith(("and", "but")) and _RIGHT.search(match.group()) is not None


_RIGHT = re.compile(r"used to (?!(?:always )?be (?:all )?(?:my|our|for me|up my|everything|all i|a )|bore|annoy|irritate|scare|depress|put|leave|turn|get on|do nothing|frustrate|speak|appeal|thrill|excite|move|delight|do it|fascinate|captivate|grip|charm|resonate|be so|be fun|mean)")


# A predicate behind "I" and a verb of doing belongs to what is done: "I prefer stories that leave me hopeful".
_OWN = re.compile(r"\b(?:i|we) (?!(?:(?:have|had|always|also|now|must|recently|only|do|did|not|never) )*(?:found|find|decided|thought|think|realised|realized|realise|realize|feel|felt|guess|know|knew|say|said|learnt|learned|noticed|believe|concluded|figured|reckon|discovered|admit|confess|suppose|agree|fear|see|understand|get)\b)")
_LESS = re.compile(r"\b(?:(?:as|so) (?:much|often) (?:as (?:i|before)|any)|(?:like|the way|as) i (?:used to|once|did|was|were|had)|as much$)")


def _kind(name: str, clause: Clause) -> Kind | None:
    ended = "nomore" in clause.times or re.search(r"\bno longer\b", clause.text) is not None
    once = "then" in clause.times
    if name in _HELD:
        past = re.search(r"\b(?:loved|liked|enjoyed|adored|was|were)\b", clause.text)
        return "was like" if once and past else "like"
    if name == "not like":
        if _LESS.search(clause.text):
            return "lost"
        if once and re.search(r"\b(?:did|could|was|were)\b", clause.text):
            return "was dislike"
        return "lost" if ended or "now" in clause.times else "dislike"
    if name == "but not":
        return "but not"
    if name == "not dislike":
        return "lost" if ended else None
    if name in ("dislike", "dislike.lean"):
        past = re.search(r"\b(?:hated|disliked|loathed|could|was|were|bored|detested|despised)\b", clause.text)
        return "was dislike" if once and past else "dislike"
    if name == "knew.travel":
        return "knew"
    if name in ("was like", "was dislike", "lost", "knew", "forget"):
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


def _verdict(clause: Clause, order: int) -> Act | None:
    """A judgement on what was spoken of: "it was awful", "couldn't put it down", "find them depressing"."""
    text = clause.text
    if _BAD_WAYS.search(text):
        return Act("bad", (BACK,), clause, "verdict", order)
    if _GOOD_WAYS.search(text):
        return Act("good", (BACK,), clause, "verdict", order)
    table = plain()
    found = _FIND.search(text) or _VERDICT.match(text)
    if found is None:
        return None
    words = set((found.groupdict().get("rest") or text).split())
    bare = found.re is _VERDICT and found.start("rest") == 0
    if bare and len(clause.words) > _BARE:
        return None
    good, bad = bool(words & table.good), bool(words & table.bad)
    if good == bad:
        return None
    if _NEGATED.search(text):
        good, bad = bad, good
    return Act("good" if good else "bad", (BACK,), clause, "verdict", order)


__all__ = ["Act", "Kind", "NONE", "acts"]
