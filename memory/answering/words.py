"""A question as words that can be matched: folded, contractions closed, slips in cue words mended."""

from __future__ import annotations

import re
from functools import lru_cache

from ...fold import fold

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_SPELLINGS = (
    (re.compile(r"\bto ?dos?\b"), "todo"),
    (re.compile(r"\be mails?\b"), "email"),
    (re.compile(r"\bfavorite"), "favourite"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"\bgotta\b"), "have to"),
    (re.compile(r"\bwanna\b"), "want to"),
)

CUES = frozenset(
    """todo tasks remaining remain pending outstanding unfinished errands chores calendar upcoming events
    appointment appointments schedule scheduled meeting meetings agenda coming proposal document email
    minutes social media draft write compose prepare notes spending spent spend expenses total budget
    budgets target targets steps walked walking average coffee coffees breakfast dinner grocery groceries
    lunch lunches overspent overspending exceed exceeded meeting weeks month months weekend today tomorrow
    yesterday highest lowest fewest biggest recommend suggest suggestion suggestions recommendation
    recommendations movie movies films books music songs albums artists artist author authors genre genres
    directors director actors actor destination destinations travel climate climates regions region decade
    decades topics topic favourite favourites dislike dislikes previously formerly preferences preferred
    interested finished completed january february april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday quarter reached achieved""".split()
)
"""Words that questions turn on, and that a slip may not hide."""

_ALIKE = frozenset(
    """launch bunch punch munch diner winner inner masks masts seeks geeks seeds weeds mouth moths stems stops
    speed sends sending ending bending lending mending vending looks hooks cooks boots basic gravel votes nodes
    craft drift white wrote factor factors tractor doctor doctors another plane plate palace peace match catch
    batch toffee melting greeting greetings movement moved moves mover noted event evens target targeted agents
    regional religion religions legion musical musician bookish filmed songs sings sorts spends spender budgeted
    averages coverage leverage musics topical typical tropical tropic tropics fills files firms artistic
    remains remained remind reminding remined preferable preference prefers preferring completes finish
    finishes fetching genes generic direct directly directed direction suggested suggests recommended
    recommends interesting interests friday authority authored augusta awaits await walks talked talking
    waking balked texts weekly monthly daily seem seen expected expense expensive dislikes disliked schedules
    meant meters letters matters calender steep sleep sheep steeps reacher teacher reaches achieves arrived
    tomatoes notes notices spending regime regions decide decades decided decadent climb climbs climber""".split()
)
"""English words one slip away from a cue that mean themselves."""

_MENDABLE = tuple(sorted(word for word in CUES if len(word) >= 5))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The words of a question, lower case, one space apart; cue words with a slip are mended.

    >>> plain("What's on my To-Do list, upcomming evnts?")
    'whats on my todo list upcoming events'
    """
    words = fold(text.translate(_APOSTROPHES))
    for pattern, put in _SPELLINGS:
        words = pattern.sub(put, words)
    return " ".join(_mend(word) for word in words.split())


@lru_cache(maxsize=8192)
def _mend(word: str) -> str:
    if len(word) < 5 or word in CUES or word in _ALIKE or not word.isalpha():
        return word
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 8 else 2
    best, at = word, allowed + 1
    for known in _MENDABLE:
        # The first letter is hardly ever the one that slips; other words begin with another.
        if known[0] != word[0] or abs(len(known) - len(word)) > allowed:
            continue
        if known in (word + "s", word + "ed", word.removesuffix("s"), word.removesuffix("ed")):
            continue
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance < at:
            best, at = known, distance
    return best if at <= allowed else word
