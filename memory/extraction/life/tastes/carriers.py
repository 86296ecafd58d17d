"""Words that carry a taste without being it: "books about", "the band", "watching", "Kundera's novels"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .....fold import fold
from .evidence import is_known, known_value
from .tables import lexicon, plain
from .words import Word


@dataclass(frozen=True, slots=True)
class Carried:
    """What is left of a stretch of words when its carriers are taken off, and what they told.

    `about` marks a theme ("books about X"), `pointing` words with "the", "that" or an owner, `both` a list
    announced as one, `back` a phrase that only points back, `refused` one that names nothing.
    """

    words: tuple[Word, ...] = ()
    domain: str = ""
    slot: str = ""
    about: bool = False
    pointing: bool = False
    both: bool = False
    back: bool = False
    refused: bool = False
    comparative: bool = False
    article: bool = False
    extra: tuple[Word, ...] = ()


_PERSONS = {
    "author": ("books", "author"), "authors": ("books", "author"), "writer": ("books", "author"), "writers": ("books", "author"),
    "novelist": ("books", "author"), "novelists": ("books", "author"), "poet": ("books", "author"), "poets": ("books", "author"),
    "director": ("movies", "director"), "directors": ("movies", "director"), "filmmaker": ("movies", "director"),
    "filmmakers": ("movies", "director"), "actor": ("movies", "actor"), "actors": ("movies", "actor"), "actress": ("movies", "actor"),
    "actresses": ("movies", "actor"), "screenwriter": ("movies", "writer"),
    "band": ("music", "artist"), "bands": ("music", "artist"), "artist": ("music", "artist"), "artists": ("music", "artist"),
    "singer": ("music", "artist"), "singers": ("music", "artist"), "rapper": ("music", "artist"), "rappers": ("music", "artist"),
    "group": ("music", "artist"), "duo": ("music", "artist"), "musician": ("music", "artist"), "musicians": ("music", "artist"),
    "composer": ("music", "artist"), "composers": ("music", "artist"), "dj": ("music", "artist"), "producer": ("music", "artist"),
}  # fmt: skip
_TITLES = {
    "album": ("music", "title"), "song": ("music", "title"), "track": ("music", "title"), "single": ("music", "title"), "record": ("music", "title"),
    "film": ("movies", "title"), "movie": ("movies", "title"), "show": ("movies", "title"), "series": ("movies", "title"), "documentary": ("movies", "title"),
    "book": ("books", "title"), "novel": ("books", "title"), "memoir": ("books", "title"), "trilogy": ("books", "title"),
    "city": ("travel", "place"), "town": ("travel", "place"), "island": ("travel", "place"), "country": ("travel", "region"), "region": ("travel", "region"),
    "genre": ("", "genre"), "genres": ("", "genre"), "topic": ("", "topic"), "topics": ("", "topic"), "theme": ("", "topic"), "themes": ("", "topic"), "subject": ("", "topic"),
    "decade": ("", "decade"), "era": ("", "decade"),
}  # fmt: skip
_MAKERS = {"movies": "director", "books": "author", "music": "artist"}
_VERBS = {
    "watching": "movies", "watch": "movies", "rewatching": "movies", "binging": "movies", "bingeing": "movies", "streaming": "movies",
    "reading": "books", "read": "books", "rereading": "books", "re-reading": "books", "listening": "music", "listen": "music",
    "visiting": "travel", "visit": "travel", "travelling": "travel", "traveling": "travel", "travel": "travel", "exploring": "travel",
    "touring": "travel", "vacationing": "travel", "holidaying": "travel", "backpacking": "travel",
}  # fmt: skip
_STAYS = frozenset(["going", "go", "been", "staying", "stay", "flying", "fly", "spending", "getting", "wandering", "driving", "heading", "trips", "trip", "returning"])
_ABOUT = frozenset("about on exploring tackling featuring involving covering examining concerning around regarding dealing".split())
_ABOUT_VERBS = frozenset(
    "explore explores tackle tackles delve delves deal deals examine examines focus focuses center centers centre centres revolve revolves feature features cover covers address addresses discuss involve involves "
    "have has are is include includes talk talks touch touches depict depicts portray portrays show shows contain contains use uses blend blends mix mixes adapt adapts play plays carry carries come comes capture captures star stars write writes make do does".split()
)
_AFTER_VERB = frozenset("into with on in around about from the a an some upon lots lot of to".split())
_MAKING = frozenset(["by", "directed", "written", "made", "sung", "performed", "produced", "composed", "starring", "featuring", "from", "of", "with", "like", "set", "based", "in", "called", "named", "titled", "such", "to", "for", "that", "which", "who", "where", "as"])


_FEELINGS = frozenset("love passion taste fondness obsession interest preference enthusiasm appetite".split())
_OPEN_LINKS = frozenset("by from with about directed written starring featuring set made related to".split())


def does(verb: str) -> bool:
    """Whether an infinitive is a way of taking part: "to watch", "to go hiking"."""
    return verb in _VERBS or verb == "go"


def carried(words: Sequence[Word]) -> Carried:
    """Take the carriers off the front (and back) of a stretch of words."""
    found = _opening(list(words))
    if found.refused or found.back or not found.words:
        return found
    return _closing(_noun(found))


def _opening(words: list[Word]) -> Carried:
    """Without determiners and without what one does with the thing: "watching", "going to"."""
    table = plain()
    found = Carried()
    while words:
        word = words[0]
        text = word.text
        following = words[1].text if len(words) > 1 else ""
        if word.name or word.quoted:
            break
        if text in ("his", "her", "their", "its") and (len(words) > 1 or text == "her"):
            rest = [w for w in words[1:] if w.quoted]
            return replace(found, words=tuple(rest[:1]), pointing=True) if rest else replace(found, back=True)
        if text in ("more", "less") and len(words) > 2:
            found = replace(found, comparative=True)
        if text in ("something", "anything") and following not in _OPEN_LINKS:
            return replace(found, refused=True)
        if text in ("the", "that", "this", "those", "these", "such"):
            found = replace(found, pointing=True)
        if text == "every" and not found.domain:
            return replace(found, back=True)
        if text in ("a", "an", "my", "our", "your", "one"):
            found = replace(found, article=True)
        if text == "both":
            found = replace(found, both=True)
        if text in ("anything", "everything", "stuff", "things", "something", "work", "works") and following in _OPEN_LINKS | {"that"}:
            break
        if text in _VERBS and _VERBS[text] and (len(words) > 1) and not (text == "backpacking"):
            if text in ("read", "watch", "listen", "travel", "visit") and found.domain:
                break
            about = following == "about"
            if text in ("travelling", "traveling", "travel") and following not in ("to", "in", "around", "through", "across", "round"):
                break
            found = replace(found, domain=_VERBS[text], about=about, slot="topic" if about else found.slot)
            words = words[1:]
            while words and words[0].text in ("to", "about", "in", "at", "around", "through", "across", "into", "round") and not words[0].name:
                words = words[1:]
            continue
        if text in _FEELINGS and following in ("for", "of", "in", "with"):
            words = words[2:]
            continue
        if text in _STAYS and following in ("to", "on", "in", "at", "around", "back", "time", "through"):
            found = replace(found, domain=found.domain or ("travel" if text != "been" else ""))
            words = words[2:]
            continue
        if text in table.determiners and not (len(words) > 1 and _kept(words)):
            words = words[1:]
            continue
        break
    return replace(found, words=tuple(words))


def _kept(words: Sequence[Word]) -> bool:
    """Whether an opening word belongs to the value: "new wave", "old towns", "classic rock", "best sellers"."""
    pair = f"{words[0].text} {words[1].text}"
    return pair in ("new wave", "old towns", "old town", "classic rock", "classic cars", "type beats", "all inclusive", "going solo", "young adult", "new age", "old school", "new jack", "all inclusives", "new orleans", "classic literature", "classic novels", "classic cinema", "classic films", "classic movies", "classic soul")


def _noun(found: Carried) -> Carried:
    """What a noun of a domain tells, and where the value stands: before it or after it."""
    words = list(found.words)
    if not words or _fixed(words):
        return found
    for at, word in enumerate(words[:5]):
        if word.quoted or (word.name and word.text.lower() not in lexicon().nouns):
            if at + 1 < len(words) and word.owner:
                return _owned(found, words, at)
            continue
        text = word.text.lower()
        if text in plain().stops and at:
            break
        rest = words[at + 1 :]
        if text in _PERSONS and rest:
            domain, slot = _PERSONS[text]
            return _person(found, words[:at], rest, domain, slot)
        if text in _TITLES and rest and (rest[0].name or rest[0].quoted or (rest[0].text in ("called", "named", "titled", "of", "is"))):
            domain, slot = _TITLES[text]
            rest = rest[1:] if rest[0].text in ("called", "named", "titled", "of", "is") and not rest[0].name else rest
            if text in ("genre", "genres", "topic", "topics", "theme", "themes") and at == 1:
                domain = _domain_noun(words[0].text)
            return replace(found, words=tuple(rest), domain=domain or found.domain, slot=slot)
        if text in ("anything", "everything", "stuff", "things", "something", "work", "works", "music") and rest and rest[0].text in _OPEN_LINKS:
            domain = _domain_noun(text) or found.domain
            return _after(found, words[:at], word, rest, domain)
        domain = _domain_noun(text)
        if not domain:
            continue
        if rest and rest[0].text in (_MAKING | _ABOUT) and not rest[0].name:
            return _after(found, words[:at], word, rest, domain)
        if at and (not rest or rest[0].text in plain().stops | plain().tails | {",", "and", "or", "the", "a", "my"}):
            modifiers = [w for w in words[:at] if w.text not in plain().idle and w.text not in plain().determiners]
            if not rest or rest[0].text not in ("and", "or", ","):
                if not modifiers:
                    return replace(found, words=(), domain=domain, back=found.pointing, refused=not found.pointing)
                return replace(found, words=tuple(stripped(_tail(words[: at + 1]))), domain=domain)
            return replace(found, domain=domain)
        if not at and not rest:
            return replace(found, words=(), domain=domain, back=found.pointing, refused=not found.pointing)
    return found


def _fixed(words: Sequence[Word]) -> bool:
    """Whether the phrase begins with a value of several words that is in the lexicon: "short stories"."""
    for size in range(min(4, len(words)), 1, -1):
        following = words[size].text if size < len(words) else ""
        norm = fold(" ".join(word.text for word in words[:size]))
        if is_known(norm) and (not following or following in plain().stops | plain().tails | {",", "and", "or"}):
            return True
    return False


_GENERIC = frozenset("climate climates destination destinations region regions".split())
_COLOUR = re.compile(r"^(?:\w{2,}(?:y|ing|ed|al|ful|ous|ive|ic|less|able|ible|ish)|sad|slow|long|short|dark|loud|quiet|old|hot|cold|big|small|cheap|live|"
    r"foreign|silent|modern|warm|cool|soft|hard|light|deep|bleak|remote|far|wild|new|early|late|vast|dry|wet|bad|fast|mellow|upbeat|calm|tense)$")


def stripped(words: Sequence[Word]) -> list[Word]:
    """Without a last noun that only names the domain: "heist films"; "sad songs" and "cold places" need theirs."""
    kept = list(words)
    while len(kept) > 1 and not kept[-1].name and (domain := _domain_noun(kept[-1].text)):
        norm = fold(" ".join(word.text for word in kept))
        if known_value(norm) != ("", "") and norm not in ("country music",) and known_value(fold(" ".join(w.text for w in kept[:-1]))) == ("", ""):
            break
        if domain == "travel" and kept[-1].text not in _GENERIC:
            break
        before = kept[-2]
        single = len(kept) == 2 and not before.name and not before.quoted
        if single and kept[-1].text not in _GENERIC and known_value(before.text) == ("", "") and _COLOUR.match(before.text):
            break
        kept.pop()
    return kept


def _tail(modifiers: Sequence[Word]) -> list[Word]:
    table = plain()
    words = list(modifiers)
    while len(words) > 1 and (words[0].text in table.idle or words[0].text in table.determiners) and not words[0].name:
        words.pop(0)
    return words


def _domain_noun(text: str) -> str:
    for domain in lexicon().domains.values():
        if text in domain.nouns:
            return domain.name
    return ""


def _owned(found: Carried, words: Sequence[Word], at: int) -> Carried:
    """A name that owns what follows: "Autechre's album 'Tri Repetae'", "Leckie's books", "Wuhan's markets"."""
    begin = at
    while begin and (words[begin - 1].name or _joins(words, begin)):
        begin -= 1
    rest = words[at + 1 :]
    title = next((w for i, w in enumerate(rest[:4]) if w.quoted or (w.name and i and rest[i - 1].text in _TITLES)), None)
    noun = next((w.text for w in rest[:4] if _domain_noun(w.text) or w.text in _TITLES), "")
    domain = _domain_noun(noun) or (_TITLES[noun][0] if noun in _TITLES else "")
    if title is not None:
        return replace(found, words=tuple(rest[rest.index(title) :]), domain=domain or found.domain, slot="title")
    if rest and rest[0].name:
        tail = tuple(rest)
        return replace(found, words=tail, domain=domain or found.domain, slot="title" if domain != "travel" else "")
    return replace(found, words=tuple(words[begin : at + 1]), domain=domain or found.domain, slot=_MAKERS.get(domain or found.domain, ""))


def _joins(words: Sequence[Word], begin: int) -> bool:
    """Whether a small word before `begin` joins it to a name: "Florence and the Machine"."""
    text = words[begin - 1].text
    if text == "the" and begin > 1 and words[begin - 2].text in ("and", "&"):
        return begin > 2 and words[begin - 3].name
    if text == "and" and words[begin].text.lower() != "the":
        return False
    return text in ("&", "and", "of", "de", "van", "von", "la") and begin > 1 and words[begin - 2].name


def _person(found: Carried, before: Sequence[Word], rest: Sequence[Word], domain: str, slot: str) -> Carried:
    """After "the author", "bands", "directors who adapt"."""
    rest = list(rest)
    modifiers = [w for w in before if w.text not in plain().idle and w.text not in plain().determiners]
    if rest[0].text in ("like", "such", "called", "named", "is", ":") and not rest[0].name:
        rest = rest[2:] if rest[0].text == "such" else rest[1:]
        return replace(found, words=tuple(rest), domain=domain, slot=slot)
    if rest[0].text in ("who", "that", "which") and len(rest) > 2 and not modifiers:
        rest = _skip_verb(rest[1:])
        return replace(found, words=tuple(rest), domain=domain, slot=slot, about=True)
    if rest[0].name or rest[0].quoted:
        return replace(found, words=tuple(rest), domain=domain, slot=slot)
    if modifiers:
        return replace(found, words=tuple(modifiers), domain=domain, slot="genre")
    if rest[0].text in ("from", "of", "in"):
        return replace(found, words=tuple(rest[1:]), domain=domain)
    return replace(found, words=tuple(rest), domain=domain, slot=slot)


def _skip_verb(rest: Sequence[Word]) -> list[Word]:
    words = list(rest)
    while words and words[0].text in ("often", "always", "tend", "to", "can", "try", "love", "usually") and not words[0].name:
        words.pop(0)
    if words and not words[0].name:
        words.pop(0)
    while words and words[0].text in _AFTER_VERB and not words[0].name:
        words.pop(0)
    return words


def _after(found: Carried, before: Sequence[Word], noun: Word, rest: Sequence[Word], domain: str) -> Carried:
    """A noun of a domain and what follows it: "films about", "music from", "books that explore"."""
    table = plain()
    modifiers = [w for w in before if w.text not in table.idle and w.text not in table.determiners]
    link = rest[0].text
    follows = list(rest[1:])
    here = replace(found, domain=domain or found.domain)
    own = replace(here, words=tuple(stripped([*_tail(before), noun])))
    if not follows:
        return own if modifiers else replace(here, words=(), refused=True)
    if link in _ABOUT and not (link == "on" and (modifiers or follows[0].text in table.determiners)):
        while follows and follows[0].text in ("with", "the", "a", "an", "topics", "themes", "like", "of", "some", "such", "as", "theme", "topic") and not follows[0].name:
            follows.pop(0)
        return replace(here, words=tuple(follows), slot="topic", about=True)
    if link in ("that", "which", "who", "where"):
        verb = next((w.text for w in follows[:2] if w.text in _ABOUT_VERBS), "")
        if not verb:
            return own if modifiers else replace(here, words=(), refused=True)
        if verb in ("are", "is"):
            if modifiers:
                return own
            return replace(here, words=tuple(_skip_verb(follows)), slot="")
        if verb in ("come", "comes"):
            return replace(here, words=tuple(_skip_verb(follows)), slot="")
        if modifiers and verb in ("have", "has", "make", "do", "does", "use", "play", "write"):
            return own
        return replace(here, words=tuple(_skip_verb(follows)), slot="topic", about=True)
    if modifiers and link in ("from", "of", "in"):
        era = [w for w in follows[:3] if w.text not in table.determiners]
        if era and re.match(r"(?:\d{2,4}'?s|\w+ties)$", era[0].text):
            return replace(own, extra=(era[0],))
    if modifiers and not (link == "by" or link in ("directed", "written", "starring")):
        return own
    return _made(here, link, follows)


def _made(here: Carried, link: str, follows: list[Word]) -> Carried:
    if link in ("directed", "written", "made", "sung", "performed", "produced", "composed", "set", "based") and follows[0].text in ("by", "in", "on", "during", "around"):
        follows = follows[1:]
        if link in ("set", "based"):
            return replace(here, words=tuple(_lean(follows)), slot="topic", about=True)
    if link in ("starring", "featuring"):
        return replace(here, words=tuple(_lean(follows)), slot="actor" if here.domain == "movies" else "")
    if link in ("by", "directed", "written", "made", "sung", "performed", "produced", "composed", "of"):
        slot = _MAKERS.get(here.domain, "")
        lean = _lean(follows)
        named = bool(lean) and (lean[0].name or lean[0].quoted)
        return replace(here, words=tuple(lean), slot=slot if named or link != "of" else "")
    if link in ("such", "like"):
        follows = follows[1:] if link == "such" else follows
        return replace(here, words=tuple(follows))
    if link == "with":
        lean = _lean(follows)
        named = bool(lean) and lean[0].name
        slot = ("actor" if here.domain == "movies" else "") if named else ("topic" if here.domain in ("movies", "books") else "")
        return replace(here, words=tuple(lean), slot=slot, about=not named)
    if link in ("called", "named", "titled"):
        return replace(here, words=tuple(follows), slot="title")
    if link in ("for", "as", "where"):
        return replace(here, words=(), refused=True)
    inner = _noun(Carried(words=tuple(_lean(follows))))
    return replace(here, words=inner.words, slot=inner.slot, about=inner.about) if inner.slot else replace(here, words=inner.words)


def _lean(words: Sequence[Word]) -> list[Word]:
    found = list(words)
    if found and found[0].text in ("that", "this", "those", "these", "his", "her", "their", "its"):
        return []
    while found and found[0].text in plain().determiners and not found[0].name and found[0].text != "all":
        found.pop(0)
    return found


def _closing(found: Carried) -> Carried:
    """What the end of a phrase tells of its domain: "in films", "as a travel destination", "music"."""
    words = list(found.words)
    for at in range(1, len(words)):
        if words[at].text in ("in", "for", "as", "on") and not words[at].name:
            rest = [w.text for w in words[at + 1 :] if w.text not in plain().determiners]
            domain = next((d for text in rest[:2] if (d := _domain_noun(text))), "")
            if domain:
                return replace(found, words=tuple(words[:at]), domain=domain)
    return found
