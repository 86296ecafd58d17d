"""Names inside a question: of a document and its field, of an appointment, of the thing looked up."""

from __future__ import annotations

import re

from . import cues

_QUOTED = re.compile(
    r"(?:(?<=\s)|^)[\"“‘'«](?P<name>.{2,}?)[\"”’'»](?=[\s.,;:?!)]|$)|[\"“](?P<wide>[^\"”]{2,})[\"”]"
)
_COLON = re.compile(r":\s+(?P<name>\S.{3,})$", re.DOTALL)
_FIELDS = {
    "budget": r"budgets?|cost|funding|price",
    "timeline": r"timelines?|time ?frame|duration|schedule",
    "deadline": r"deadlines?|due date",
    "lead": r"(?:project )?leads?\b(?! to)|(?:project )?manager|owner|who (?:is|s) (?:leading|in charge)|whos leading",
    "stakeholders": r"stakeholders?",
    "objectives": r"objectives?|goals?|aims?",
    "deliverables": r"deliverables?",
    "success_metrics": r"success (?:metrics?|criteria)|metrics?|kpis?",
    "recipients": r"recipients?|recipient list|addressees?|who (?:is it|does it go|is the email) (?:for|to)",
    "key_points": r"(?:key |main )?points?",
    "call_to_action": r"call to action|cta",
    "purpose": r"purpose",
    "agenda_items": r"agenda(?: items?| points?)?",
    "key_decisions": r"(?:key )?decisions?|what (?:was|did we|were) decided",
    "action_items": r"action (?:items?|points?)|next steps|follow ups?",
    "attendees": r"attendees?|participants?|who (?:attended|was there|came)",
    "hashtags": r"hash ?tags?",
    "platform": r"platforms?",
    "main_message": r"main message",
    "description": r"descriptions?",
}
_OF_FIELD = re.compile(
    rf"\b(?:what|which|who|whos|whats|tell me|list|show|give|remind)\b.*?\b(?P<field>{'|'.join(f'(?:{p})' for p in _FIELDS.values())})"
    r"\b.*?\b(?:of|in|for|on|from|does|is|did|at)\b"
)
_KIND_WORDS = re.compile(
    r"\b(?:projects?|proposals?|plan|pitch|brief|meetings?|notes?|minutes|summary|recap|social|media|posts?|tweets?|linkedin"
    r"|twitter|facebook|instagram|emails?|mails?|documents?|docs?|reports?|memos?|letters?|writeups?|write|ups?|draft|drafts)\b"
)
_FILLER = frozenset(
    """a an the my me us i you we it its this that these those of for about on in to from with and or at by as
    please can could would will shall may write draft compose prepare put together create make generate produce finish
    show give read see print display open pull bring up get send recap review summarise summarize recall find need
    want d like help let lets id titled called named regarding re concerning subject topic current latest version
    full whole complete finalise finalize type work again now so what whats is was are were does do did say said
    says have has had how who whos which tell list remind there hey hi ok okay pls just all any some kindly be been
    am im ive got when will s""".split()
)
_EVENT_FILLER = _FILLER | frozenset(
    """calendar diary schedule scheduled agenda itinerary events event appointments appointment meetings meeting
    bookings booking reservation reservations coming upcoming lined booked planned plans plan happening going
    anything something next last this week weeks weekend month months quarter today tomorrow tonight yesterday
    day days time date free busy available doing seeing later soon after before rest following past few two three
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december morning afternoon evening remaining left else still don dont upcomming
    look looks looking check ahead over until since during between within coming year around take place start
    starts begin happen happens going future currently set put already planned engagements engagement exactly
    important every everything things thing hold memory remember know supposed""".split()
)
_LOOKUP_FILLER = _FILLER | frozenset(
    "know remember remembered mention mentioned talk talked told think thought anything everything something memory ever".split()
)


def quoted(text: str) -> str:
    """The words in quotation marks, or "". Apostrophes inside words are no marks."""
    match = _QUOTED.search(text)
    return (match["name"] or match["wide"]).strip() if match else ""


def document_kind(words: str) -> str:
    """The kind of document named first, or ""."""
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(cues.DOCUMENTS)
        if (match := pattern.search(words))
    ]
    return min(found, default=(0, 0, ""))[2]


def asks_of_document(words: str) -> bool:
    """Whether something is asked of a document that exists: its text, or one of its fields."""
    if _OF_FIELD.search(words):
        return True
    return bool(
        re.search(
            r"\b(?:whats|what is|what was|what did|what does|what do|what have) (?:\w+ ){0,6}(?:in|say|says|contain|write|wrote|written)\b",
            words,
        )
        or re.search(
            r"\b(?:i|we) (?:was|were|am|are|have been|ve been) (?:writing|drafting|working on|preparing)\b",
            words,
        )
        or re.search(r"\b(?:where are we|how far) (?:with|on)\b", words)
    )


def document_field(words: str, text: str) -> str:
    """The field asked for, or "" for the whole. The document's own name is not searched for fields."""
    name = quoted(text)
    if name or _COLON.search(text):
        words = words[: len(words) - len(name)] if words.endswith(name.lower()) else words
    match = _OF_FIELD.search(words)
    if (
        match is None
        or cues.LEADING.search(words)
        and not re.search(r"\b(?:of|in|from) (?:the|my|our|that)\b", words)
    ):
        return ""
    said = match["field"]
    for field, pattern in _FIELDS.items():
        if re.fullmatch(pattern, said):
            return field
    return ""


def document_words(text: str, words: str) -> str:
    """The words that say which document: what is quoted, else what follows a colon, else all that is left."""
    name = quoted(text)
    if name:
        return name
    if match := _COLON.search(text):
        return match["name"].strip()
    rest = [word for word in _KIND_WORDS.sub(" ", words).split() if word not in _FILLER]
    return " ".join(rest)


def event_words(words: str) -> str:
    """The words that name an appointment: `dentist` in "when is my dentist appointment?"."""
    return " ".join(w for w in words.split() if w not in _EVENT_FILLER and not w.isdigit())


def lookup_words(words: str) -> str:
    """The words worth searching for."""
    return " ".join(word for word in words.split() if word not in _LOOKUP_FILLER)


def open_ended(words: str) -> bool:
    """Whether `do I like ...` leaves open what: `any films`, `something by ...`."""
    return re.match(r"(?:any|anything|something|some|what|to|it|that|most|best|more)\b", words) is not None
