"""Which intent a clause has, once the words and the state of the talk are weighed together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...memory.extraction.linking import Mentioned
from .acts import DialogueContext, Intent
from .orders import denied, is_order
from .reach import foreign, other_task, told, weak
from .requests import Request, cues_of
from .slots import vocabulary

_FRAGMENT = re.compile(
    r"^(?:(?:and|or|but|the|a|an|some|any|films?|ones?|one|stuff|by|with|from|in|of|for|about|starring"
    r"|directed|written|featuring|set|made"
    r"|good|great|nice|no|not|without|except|just|only|maybe|preferably|ideally|instead|please|that|is"
    r"|are|it|to|be|something|anything"
    r"|or|then|this|time|tonight|today|around|like|more|less|too|so|very|also|though|nothing|under|over"
    r"|at|least|most|<[ipclxytnod]\d+>) ?)+$"
)
_FULL_REQUEST = re.compile(
    r"\b(?:recommend|suggest|recommendations?|suggestions?|what should|what can|what to|should i|in the "
    r"mood)\b"
)
_RELATIVE = re.compile(
    r"\b(?:less|not so|not as|not too|too|more) \w+|\bonly (?:the |those )?<"
    r"|^(?:only|just|without|except"
    r"|instead|make|keep|but|no|not|nothing|less|more|exclude|remove|drop"
    r"|from (?:these|those))\b|\b(?:ones?|instead)$|<d\d+>|^(?:older|newer|shorter|longer)\b"
)
_ABOUT = re.compile(r"^(?:how|what) about\b")
_ADJECTIVE = re.compile(r"^(?:something |a bit )?(?:more|less) <c\d+>$")
_DESCRIBING = frozenset(
    ["funny", "scary", "creepy", "spooky", "gory", "soppy", "weepy", "comical", "family-friendly", "dark"]
)
_COMPARES = re.compile(r"\b(?:more|less|too|not|so|nothing|\w+er|a change|mix)\b")
# Words that narrow what came before even when no list is in view.
_LISTLESS = re.compile(
    r"^(?:make (?:it|them|that)|narrow|filter|limit|restrict|swap|change|sort|only|less|more)\b"
    r"|\bones?$|\binstead$"
)
_AGAINST = re.compile(
    r"\b(?:not|never) (?:in (?:the|a) mood|feel like|feeling|up for|fancy|really feeling)\b"
)
_ORDER_OUT = re.compile(
    r"^(?:book|buy|order|rent|download|stream|play|write|translate|call|email|set|turn)\b"
)
_SUPPOSING = re.compile(
    r"^(?:what if|if|suppose|supposing|imagine|would (?:my|the|your|it|you|things|anything)|how would)\b"
)
_TO_THE_AGENT = re.compile(
    r"^(?:can|could|do|are|will|would|did|have) you\b(?! (?:be|have|got|make|find|get|do|show|give|pick))"
)
_WH = re.compile(r"^(?:what|which|who|whose|how many|where|when)\b")
_QUESTION_FORM = re.compile(
    r"^(?:what|which|who|whose|how|where|when|do|does|did|have|has|is|are|was|were|can|could|would|will)\b"
)
_OWN = re.compile(
    r"\b(?:(?:do|did|have|am|was|had) i|i (?:like|love|hate|told|said|set|mentioned)|my (?:\w+ "
    r")?(?:favou?rites?"
    r"|likes|dislikes|limits?|tastes?|preferences?|profile|rules|memory)|about me|(?:likes|dislikes"
    r"|favourites) of mine)\b"
)
_FACT = re.compile(
    r"\b(?:cast|director|writer|plot|runtime|length|year|genre|country|language|details?|info|facts"
    r"|summary|about)\b"
)
# Someone tells something: nothing is asked for.
_TELLS = re.compile(
    r"^(?:i|we|he|she|they|you|it|people|everyone|everybody|critics|someone|nobody"
    r"|(?:my|our|his|her|their) (?!favou?rite)\w+"
    r"|the \w+ (?:is|are|was|were)"
    r"|that (?:is|was)|this (?:is|was)|there (?:is|are|was|were)) (?!want|need|would|could|should|fancy"
    r"|crave)"
)
_KNOWS = re.compile(r"\bdo you (?:already )?(?:know|have) (?:about|on|of) <i\d+>$")
_ANY_WITH = re.compile(
    r"^(?:any|ones?|some) <[yt]\d+>|^(?:any|one|ones|some)(?: of (?:them|these|those))? (?:with|by|from"
    r"|in|starring|that|without|under"
    r"|over)\b"
)


# A question about what the catalogue holds, and the words that make advice of it.
_HOLDS = re.compile(
    r"^(?:and |so |but )?(?:(?:what|which) (?!about|is|are|a|an|if)(?:\w+ ){0,2}?(?:films?|titles?|<[pclxyd]\d+>)"
    r"|(?:what|which) ones\b"
    r"|(?:what|which) (?:have you|do you have|do we have|did)\b"
    r"|(?:do|have|does|is|are) (?:you|we|there|it|the catalogue|your \w+)\b)"
)
_ADVICE = re.compile(
    r"\b(?:should|shall|could|would|can|might|recommend\w*|suggest\w*|good|great|best|decent|nice|fun|worth|tonight"
    r"|today|this (?:evening|weekend)|something|anything|ideas?|for (?:me|us|a|my)|do you (?:like|think|fancy|prefer)"
    r"|you like|to (?:watch|see)|watch|top|must|any thoughts|else|hot|popular|trending|similar|like)\b"
)
_OFFER = re.compile(
    r"(?:so |and |well )?what (?:have you got|do you have|you got)(?: for (?:me|us)| then| today| tonight| in store)*"
)
_PREFERS = re.compile(r"\bi (?:would )?(?:prefer|rather)\b")
_HAS_TIME = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:have|got|had)(?: (?:got|only|just|about))* <t\d+>"
    r"|<t\d+> (?:to (?:kill|spare|fill)|free|left)\b"
)
_HOW_TO = re.compile(
    r"^(?:how|where|when|why) (?:do|can|did|should|could|would|have) (?:i|we)\b"
    r"(?!.*\b(?:like|love|hate|feel|rate|dislike)\b)"
)
# "Forget horror but keep my westerns": nothing is done to what is kept.
_KEEPS = re.compile(
    r"^(?:keep|spare|retain|hold on to|leave) (?:(?:my|the|all|everything|what) )+(?:<[pcli]\d+>|else|about|you|other)"
)
# "Films released in 1999" asks for a fact, "films from 1999" for advice.
_RELEASED = re.compile(
    r"(?:that |which )?(?:were |was |are )?(?:released|made|produced|shot|came out)\b", re.I
)
# "Never suggest anything longer" after a limit asks for nothing.
_FORBIDS = re.compile(
    r"^(?:please |so )*(?:never|do not|stop)(?: ever)? (?:suggest|recommend|show|giv|offer)\w*\b"
)
# "The first film Spielberg directed" is no place in a list.
_FIRST_OF = re.compile(r"<o\d+>(?: film)?(?: (?:that|which))? (?:<p\d+>|(?:directed |written )?by <p\d+>)")
# One of the list is taken.
_ACCEPTS = re.compile(
    r"(?:(?:i think )?(?:i|we) (?:will|would|am going to|are going to)|let us|going to)(?: just| probably)? "
    r"(?:go with|go for|take|have|watch|try|choose|pick) <[oi]\d+>(?: film)?(?: then| tonight| please| now)*"
    r"|<[oi]\d+>(?: film)? (?:sounds?|looks?) (?:good|great|nice|fine|perfect|lovely|interesting|fun)(?: to me)?"
)
_YEAR_ONLY = re.compile(r"^(?:something|anything) (?:made |from |out |in |of )*<y\d+>$")
# After a list, what begins like this goes on about it.
_GOES_ON = re.compile(r"^(?:and|but|or|plus|none|neither)\b")


# Things that are no films, asked for or about.
_OUTSIDE = re.compile(
    r"\b(?:books?|novels?|audiobooks?|podcasts?|albums?|songs?|playlists?|restaurants?|cafes?|bars?|pubs?|hotels?"
    r"|(?:tv|television|box|web|netflix) ?(?:series|shows?|sets?|programmes?|programs?)|sitcoms?|series|games?"
    r"|recipes?|wines?|beers?|radio|youtube|concerts?|gigs?|bands?|museums?|holidays?|vacations?|laptops?|headphones"
    r"|shoes|magazines?|newspapers?|comics|manga|operas?|exhibitions?|soap operas?|(?:what is|anything|something|much) "
    r"on (?:the )?(?:tv|telly))\b"
)
_TELEVISION = re.compile(
    r"^(?!(?:is|was|who|when|what is|what was)\b).*\b(?:tv|television|web|netflix) ?"
    r"(?:series|shows?|programmes?|programs?)\b"
)
_FILMLIKE = re.compile(
    r"\b(?:films?|based|book of|like the book|adapt\w*|about(?: \w+){0,3}|novel by|by the book|in (?:a|the) series) ?\b"
)


def choose(request: Request, mentions: Sequence[Mentioned], context: DialogueContext) -> Intent | None:
    """The intent of a clause, or None when its words say nothing to the product."""
    named = [mentions[word.mention] for word in request.words if word.mention is not None]
    if denied(request.text):
        return None
    if not context.listed and _KEEPS.match(request.text):
        return None
    if told(request) or (_FORBIDS.match(request.text) and not context.listed):
        return None
    if context.listed and _ACCEPTS.fullmatch(request.text):
        return Intent.AFFIRM
    if _outside(request.text, named) or other_task(request.text, named):
        return Intent.UNKNOWN
    intent = _by_cue(request, named, context)
    if intent is None:
        intent = _fragment(request, named, context) or _fallback(request, named, context)
    return Intent.UNKNOWN if intent is not None and foreign(intent, request, named) else intent


def _by_cue(request: Request, named: list[Mentioned], context: DialogueContext) -> Intent | None:
    """The first intent whose words match and that holds here."""
    for intent in cues_of(request.text):
        if not is_order(intent, request.text):
            continue
        if (chosen := _weighed(intent, request, named, context)) is not None:
            return chosen
    return None


def _outside(text: str, named: list[Mentioned]) -> bool:
    """Whether something that is no film is asked for."""
    if _TELEVISION.search(text) and not _FILMLIKE.search(text):
        return True
    if _FILMLIKE.search(text) or any(m.kind in ("item", "ordinal", "person") and not weak(m) for m in named):
        return False
    return bool(_OUTSIDE.search(text))


def _weighed(
    intent: Intent, request: Request, named: list[Mentioned], context: DialogueContext
) -> Intent | None:
    """The intent a cue stands for here; None lets the next cue try."""
    text = request.text
    if intent is Intent.REFINE:
        return _narrowing(text, named, context)
    if intent is Intent.MORE:
        return _more(text, named, context)
    if intent is Intent.ITEM_INFO and not context.listed and _FIRST_OF.search(text):
        return Intent.SEARCH
    if intent is Intent.RECALL and _OFFER.fullmatch(text):
        return Intent.RECOMMEND
    if intent is Intent.RECALL and _KNOWS.search(text) and any(m.kind == "item" for m in named):
        return Intent.ITEM_INFO
    if intent is Intent.RECOMMEND:
        return _wish(request, named, context)
    if intent is Intent.UNKNOWN and _inside(text, named):
        return None
    return intent


def _narrowing(text: str, named: list[Mentioned], context: DialogueContext) -> Intent | None:
    if not context.listed and not _compared(named) and not _LISTLESS.search(text):
        return None
    if _FULL_REQUEST.search(text) and not any(m.kind == "direction" for m in named):
        return None
    return Intent.REFINE if named or _relative(text) else None


def _more(text: str, named: list[Mentioned], context: DialogueContext) -> Intent | None:
    if text.startswith(("no other", "not other", "no more")):
        return None
    if not context.listed and _FULL_REQUEST.search(text):
        return Intent.RECOMMEND
    if _ADJECTIVE.fullmatch(text) and named and _describes(named[0].text):
        return Intent.REFINE
    return Intent.MORE


def _wish(request: Request, named: list[Mentioned], context: DialogueContext) -> Intent | None:
    text = request.text
    if context.listed and request.lead == "fix" and named and not request.question:
        return Intent.REFINE
    if context.listed and (_PREFERS.search(text) or (not named and _compares(text))):
        return Intent.REFINE
    if context.listed and re.match(r"^i do not want (?!to\b|you\b)", text):
        return Intent.REFINE
    if _AGAINST.search(text) and not named:
        return None
    return _recommend_or_refine(text, named, context)


def _inside(text: str, named: list[Mentioned]) -> bool:
    """Whether what looks out of the product's reach is about films after all."""
    if _FULL_REQUEST.search(text) and not _ORDER_OUT.match(text):
        return True
    about_films = bool(named) and bool(re.search(r"\bfilms?\b|\bwatch\b", text))
    return about_films and not text.startswith(("play", "book", "buy", "stream", "where"))


def _compared(named: list[Mentioned]) -> bool:
    """Whether a direction is given as a comparison ("newer"), not as an adjective ("obscure")."""
    return any(m.kind == "direction" and _COMPARES.search(m.text.lower()) for m in named)


def _describes(word: str) -> bool:
    """Whether a category is named by an adjective ("romantic"), not by a noun ("comedies")."""
    return word.lower().endswith(("ic", "ous", "ing", "ful", "ed")) or word.lower() in _DESCRIBING


def _relative(text: str) -> bool:
    return bool(_RELATIVE.search(text))


def _compares(text: str) -> bool:
    """Whether a clause ends in the comparative of an adjective: "anything livelier"."""
    words = re.sub(r"(?: (?:please|one|ones|films?|then|than (?:this|that|these|those)))+$", "", text).split()
    word = words[-1] if words else ""
    if not word.endswith("er") or len(words) > 6 or _FULL_REQUEST.search(text):
        return False
    stem = word[:-2]
    bases = {stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem, stem[:-1]}
    return bool(bases & vocabulary("adjectives"))


def _recommend_or_refine(text: str, named: list[Mentioned], context: DialogueContext) -> Intent:
    if named and _HOLDS.match(text) and not _ADVICE.search(text) and not _compared(named):
        return Intent.SEARCH
    if _compared(named) and not _FULL_REQUEST.search(text) and not any(m.kind == "count" for m in named):
        return Intent.REFINE
    if not context.listed:
        return Intent.RECOMMEND
    if _ABOUT.match(text) and named:
        return Intent.ITEM_INFO if all(m.kind in ("item", "ordinal") for m in named) else Intent.REFINE
    if (_ANY_WITH.match(text) and named) or _YEAR_ONLY.match(text):
        return Intent.REFINE
    if any(m.kind == "category" and m.text.endswith("ier") for m in named) and not _FULL_REQUEST.search(text):
        return Intent.REFINE  # "something funnier"
    if any(m.kind == "direction" for m in named) and not _FULL_REQUEST.search(text):
        return Intent.REFINE
    if _GOES_ON.match(text) and named and not _FULL_REQUEST.search(text):
        return Intent.REFINE
    return Intent.RECOMMEND


def _fallback(request: Request, named: list[Mentioned], context: DialogueContext) -> Intent | None:
    """A clause that no cue covers, by its form: a question word, whom it speaks of, and what it names."""
    text = request.text
    if _TO_THE_AGENT.match(text) and not re.search(r"\bfilms?\b|\bones?\b", text):
        return None
    if text.startswith(("why ", "how come ")):
        return Intent.WHY_NOT if re.search(r"\b(?:not|no|never)\b", text) else Intent.EXPLAIN
    if _SUPPOSING.match(text):
        return Intent.COUNTERFACTUAL
    asks = request.question or bool(_QUESTION_FORM.match(text))
    kinds = {m.kind for m in named}
    if "runtime" in kinds and _HAS_TIME.search(text):
        return Intent.REFINE if context.listed else Intent.RECOMMEND
    if asks and not kinds & {"item", "ordinal"} and _OWN.search(text) and not _HOW_TO.match(text):
        return Intent.RECALL
    if kinds & {"item", "ordinal"} and (asks or (_FACT.search(text) and not _TELLS.match(text))):
        return Intent.ITEM_INFO
    if "person" in kinds and _WH.match(text):
        return Intent.SEARCH
    if any(m.kind != "unknown" for m in named) and _HOLDS.match(text) and not _ADVICE.search(text):
        return Intent.SEARCH
    if context.listed and "direction" in kinds and not asks and not _TELLS.match(text):
        return Intent.REFINE
    if kinds & {"category", "place", "text", "person", "year", "runtime"} and not _TELLS.match(text):
        if text.startswith("list of"):
            return Intent.SEARCH
        return Intent.REFINE if context.listed else Intent.RECOMMEND
    return None


def _fragment(request: Request, named: list[Mentioned], context: DialogueContext) -> Intent | None:
    """A clause of names without a cue: a wish, a narrowing of the list, or a title to look at."""
    text = request.text
    if not named or not _FRAGMENT.match(text):
        return None
    if all(m.kind in ("item", "ordinal") for m in named):
        return Intent.ITEM_INFO if not request.text.startswith("not") else None
    if any(m.kind == "direction" for m in named):
        return Intent.REFINE
    if text.startswith("film") and _RELEASED.match(named[0].text):
        return Intent.SEARCH
    bare_genre = re.fullmatch(r"(?:(?:a|an|some|any) )?(?:<[cl]\d+> ?)+(?:films?)?", text)
    if context.listed and (_relative(text) or not bare_genre or request.lead in ("but", "fix")):
        return Intent.REFINE
    return Intent.RECOMMEND
