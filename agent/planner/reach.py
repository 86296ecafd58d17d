"""What lies out of the product's reach though its words look like a request: other things, other people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...memory.extraction.linking import Mentioned
from .acts import Intent
from .requests import Request
from .slots import leftover, outsiders, vocabulary

# Words that show that films are meant, whatever else is said.
_FILMS = re.compile(
    r"\b(?:films?|titles?|ones?|watch|watching|watchable|see|view|viewing|screen|cinema|something|somethin|anything"
    r"|everything|catalogue|catalog|in (?:the|a) mood|feel(?:ing)? like|directed|starring|director|actors?|actress"
    r"|genres?|date night|recommendations?|suggestions?|surprise|bored|put on|stick on"
    r"|you (?:recommend|suggest) for|(?:cheer|entertain|amuse|distract|scare|spook)(?: me| us)|night in"
    r"|i want to .*tonight)\b"
)
_PICTURES = re.compile(
    r"\b(?:pictures?|pics?|photos?|photographs?|images?|screenshots?|gifs?|memes?|videos?) (?:of|about|with)\b",
    re.I,
)
_LAUGHS = re.compile(r"^(?:a?(?:ha){2,}h?|ha|(?:he){2,}|lo+l|lmao|rofl)\b", re.I)
# Something wanted for another purpose than watching it.
_OTHER_USE = re.compile(
    r"\b(?:something|anything|somewhere|someone|nothing|things?|what|place|where|stuff|good) "
    r"(?:\w+ )?to (?:eat|drink|cook|wear|buy|bake|listen to|play|say|do in|visit|order|bring|build|plant)\b"
    r"|\b(?:any|the|latest|todays?|some|world|local|breaking|current|me|good|recent) news\b|^news\b"
    r"|\bwhat (?:should|shall|can|could) (?:i|we) (?:cook|eat|wear|buy|drink|bake|order)\b"
    r"|^(?:help me|i (?:want|need|would like) to) (?:plan|learn|travel|move|fly|drive|cook|lose|improve)\b"
    r"|\b(?:going to|will it) (?:rain|snow)\b"
    r"|\b(?:gigs?|concerts?|hotels?|restaurants?|cafes?|pubs?|bars?|museums?|exhibitions?|flats?|jobs?) (?:in|near) <"
    r"|\bsomething for (?:dinner|lunch|breakfast|(?:my|a|the) (?:\w*ache|cough|cold|throat|flu))\b"
)
_OTHER_TASK = re.compile(
    r"\bhow (?:do|can|could|would|should|did|to|is the best way to)(?: (?:i|we|you|one|people))?(?: to)? "
    r"(?:say (?!here\b|to you\b|it\b|that\b)\w+|spell|pronounce|cook|bake|fix|repair|clean|learn"
    r"|grow|wash|tie|draw|knit|invest|lose weight|cure|apply"
    r"|drive to|get to|fly|boil|install|treat|unblock|remove a)\b"
    r"|^(?:{can} )?(?:spell|pronounce|define|multiply|divide|subtract|count to)\b".replace(
        "{can}", "(?:can you|could you|please)"
    )
)
# Knowledge of the world, asked for.
_LECTURE = re.compile(
    r"^(?:please |can you |could you )*(?:(?:tell|teach) (?:me|us) (?:something |anything |a bit |more )?(?:about|how)"
    r"|explain (?!(?:why|that|this|it|how|the|your|yourself|what|these|those)\b))"
)
_KIN = (
    r"mum|mom|mam|mummy|mommy|mother|dad|daddy|father|parents|sister|brother|wife|husband|partner|girlfriend|boyfriend"
    r"|gf|bf|fiance|fiancee|friends?|mates?|buddy|flatmate|roommate|housemate|boss|colleagues?|coworkers?|neighbours?"
    r"|neighbors?|kids?|children|child|son|daughter|sons|daughters|cousins?|uncle|aunt|auntie|gran|granny|grandma"
    r"|grandad|grandpa|grandmother|grandfather|nephew|niece|teacher|family|ex|in laws|best friend"
)
_OTHERS = (
    rf"(?:(?:my|our|his|her|their|the) (?:\w+ ){{0,2}}?(?:{_KIN})|{_KIN}|critics|reviewers|people"
    r"|most people|some people|everyone|everybody|someone|somebody|nobody|no one"
    r"|they|he|she|the (?:critics|reviews?|internet|papers?|media)"
    r"|a (?:friend|mate|colleague|guy|girl|man|woman)(?: of mine)?(?: at work)?|reviews|all my friends)"
)
_THINKS = (
    r"(?:like|love|hate|adore|enjoy|prefer|think|say|find|dislike|detest|consider|swear|rave|reckon|believe|keep|watche?"
    r"|recommend|can not stand|could not stand|do not like|does not like|do not care for|does not care for"
    r"|would not stop|is into|are into|is obsessed|are obsessed|is a fan|is crazy|is mad about|is not into)"
)
_PAST = r"(?:liked|loved|hated|adored|enjoyed|preferred|thought|said|told|found|disliked|watched|saw|recommended|cried)"
_TOLD = re.compile(
    rf"^(?:and |but |so |well |apparently )*{_OTHERS} (?:all |both |always |really |also |just |absolutely |usually "
    rf"|only |never |still )*(?:{_THINKS}s?|{_PAST})\b"
    r"|^(?:and |but |so )*(?!who\b|what\b|which\b|that\b|it\b|this\b|nothing\b|anyone\b|someone\b|one\b)[a-z]+ "
    r"(?:really |absolutely |always |also )?(?:loves|likes|hates|adores|prefers|thinks|says|enjoys|dislikes"
    r"|detests|reckons)\b"
    r"|^(?:i think |i bet |maybe )?you (?:would|will|might|may|should|must)(?: really| probably)? "
    r"(?:like|love|enjoy|hate)\b"
)
_OTHER_FIRST = re.compile(rf"^{_OTHERS} (?:want|need|like|love|hate|ask|tell|told|ma[dk]e|insist)")
_ASKS = re.compile(
    r"\b(?:recommend|suggest|recommendations?|suggestions?|what (?:should|can|could|would|do)|which (?:films?|should)"
    r"|give (?:me|us|him|her|them)|find (?:me|us|him|her|them)|show (?:me|us)|to watch|any ideas)\b"
)


def told(request: Request) -> bool:
    """Whether a clause only reports what somebody else likes, thinks or has seen."""
    if request.lead == "because" and _OTHER_FIRST.match(request.text):
        return True
    return not request.question and bool(_TOLD.search(request.text)) and not _ASKS.search(request.text)


def pictured(typed: str) -> bool:
    """Whether still pictures are asked for; read as typed, for "picture" alone is a word for a film."""
    return bool(_PICTURES.search(typed)) and not re.search(r"\b(?:films?|movies?|flicks?)\b", typed, re.I)


def laughed(typed: str) -> bool:
    """Whether a message opens with laughter, so that the praise after it accepts nothing."""
    return bool(_LAUGHS.match(typed.strip()))


def weak(mention: Mentioned) -> bool:
    """Whether a name may be chance: an everyday word that is a title too, or one merely spelt like a name."""
    if not mention.text.islower() or not mention.readings:
        return False
    words = [word for word in mention.text.split() if word not in ("the", "a", "an", "my")]
    if mention.kind == "item":
        return len(words) == 1
    value = mention.readings[0].value.lower().replace("-", " ").split()
    return mention.kind == "person" and len(words) == 1 and words[0] not in value


def other_task(text: str, named: Sequence[Mentioned]) -> bool:
    """Whether something is asked for that no film gives: food, news, a word in another language."""
    if not _OTHER_USE.search(text) and any(m.kind in ("item", "person") and not weak(m) for m in named):
        return False
    if re.search(r"\bfilms?\b", text):
        return False
    return bool(_OTHER_USE.search(text) or _OTHER_TASK.search(text))


def foreign(intent: Intent, request: Request, named: Sequence[Mentioned]) -> bool:
    """Whether a request to find something names a thing, and nothing shows that the thing is a film."""
    if intent in (Intent.EXPLAIN, Intent.RECOMMEND) and not named and _LECTURE.match(request.text):
        return bool(leftover(request.words))
    if intent not in (Intent.RECOMMEND, Intent.SEARCH) or _FILMS.search(request.text):
        return False
    topic = [word for part in leftover(request.words).split() for word in part.split("-")]
    topic += [word for word in request.text.split() if word in outsiders()]
    loose = ("unknown", "count", "direction", "place") if topic else ("unknown", "count", "direction")
    if any(m.kind not in loose and not weak(m) and m.text.lower() != "new" for m in named):
        return False
    if not topic and not any(weak(m) for m in named):
        return False
    return not any(word in vocabulary("filmic") or word in vocabulary("describing") for word in topic)
