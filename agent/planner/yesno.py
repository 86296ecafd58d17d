"""Yes and no as answers to a question: the two must never be taken for one another."""

from __future__ import annotations

import re

from .acts import Intent

# Every piece may be repeated and combined with the others of its side ("no no, leave it").
_NO = (
    r"no|nope|nah|naw|nay|noo|na|n|never|negative|not|do not|do not you dare|did not|"
    r"(?:i )?(?:do|did|would|will|should) not(?: want| think| mean)?(?: to| so| that| it| this| you to)*|"
    r"(?:not|no) (?:really|at all|way|now|today|yet|quite|that|this|that one|need|necessary|chance|good|ever)|"
    r"(?:it is|that is|is) not (?:necessary|needed|what i (?:meant|want|wanted|said|asked)|right|it|true|correct)|"
    r"(?:better|best|rather|i would rather|i had better|you had better|i had rather|i prefer) "
    r"(?:not|you did not|you do not|to keep (?:it|them|that|everything))|"
    r"do not (?:do|touch|change|delete|erase|forget|remove|wipe|bother|worry|dare)(?: that| it| this| them"
    r"| anything| any of it| any of that| everything)*|"
    r"cancel(?: that| it| this)?|stop(?: that| it| this)?|abort|halt|never mind|forget it|skip it|drop it|"
    r"(?:let us|we) (?:not|do not)|scrap that|scratch that|"
    r"(?:leave|let) (?:it|them|that|everything|all)(?: be| alone| as (?:it is|they are)| there| in)*|"
    r"keep (?:it|them|that|everything|all|those|my \w+)(?: all| as (?:it is|they are)| please)*|"
    r"(?:i )?(?:have )?changed my mind|(?:on )?second thoughts?|neither(?: of them)?|none(?: of (?:them|those|these))?|"
    r"no thanks|no thank you|thanks but no thanks|wait|hold on|hold off|hang on|not interested|pass|maybe later|"
    r"later|another time|wrong|incorrect|that is (?:wrong|incorrect)|i am not sure|not sure|"
    r"(?:absolutely|definitely|certainly|of course|hell|please|god|yeah|oh) (?:no|not|nah|do not|never)|"
    r"i am (?:good|fine|okay)|that is (?:okay|fine|alright)|it is (?:okay|fine)|i said no|i mean no|no need to"
)
_YES = (
    r"yes|yeah|yep|yup|ya|yess|yah|aye|y|si|oui|ja|sure|sure thing|sure why not|okay|ok|fine|correct|right|exactly|"
    r"precisely|indeed|of course|absolutely|definitely|certainly|totally|please|do|please do|affirmative|"
    r"confirm|confirmed|i confirm|agreed|i agree|granted|by all means|be my guest|you bet|"
    r"(?:you )?(?:may|can|should)(?: do (?:it|that|so))?|"
    r"go (?:ahead|for it|on|right ahead)|(?:yes )?do (?:it|that|so|this)|just do it|let us (?:do (?:it|that|this)|go)|"
    r"make it so|get on with it|proceed|continue|carry on|that is (?:right|correct|it|fine|true|okay|what i "
    r"(?:meant|want|mean|wanted|said|asked for))|"
    r"that (?:one|works|would be (?:good|great|nice|lovely))|works for me|"
    r"sounds (?:good|great|right|fine|perfect|nice)|good|great|perfect|"
    r"cool|lovely|excellent|brilliant|awesome|good idea|deal|roger|uh huh|mhm|i do|i am|i did|i am sure|"
    r"i am certain|i am positive|very sure|quite sure|i would|i want (?:that|to|it|you to)|i really do|i guess|"
    r"i guess so|i think so|i suppose|i suppose so|why not|very well|alright|true|then|"
    r"hell|god|positive|100|percent|hundred percent"
)
_DENIES = re.compile(rf"(?:(?:{_NO})(?: |$))+")
_AGREES = re.compile(rf"(?:(?:{_YES})(?: |$))+(?:(?:all of it|everything|for good|for ever)(?: |$))*")
# Words of a refusal: where one stands, nothing is a yes.
_AGAINST = re.compile(
    r"\b(?:no|nope|nah|naw|not|never|wait|stop|cancel|hold|keep|leave|neither|none|wrong|mind|without)\b(?<!why not)"
)
_DISMISSED = re.compile(r"^(?:(?:yeah|yes|okay|oh|well|hmm) )+(?:no|nah|nope)\b")
_THANKS = re.compile(
    r"(?:^| )(?:many )?(?:thanks|thank you|thank)(?: (?:a lot|so much|very much|you|though))*$"
)


def verdict(text: str, *, asked_again: bool = False) -> Intent | None:
    """`affirm` or `deny` when the words (a skeleton without fillers) are nothing but that; else None.

    Words of both sides together ("yes, no, wait") are neither, but for "yeah, no". `asked_again` says that the
    answer is itself put as a question ("yes?"), which settles nothing.
    """
    words = _THANKS.sub("", text).strip()
    if not words:
        return None
    if _DISMISSED.match(words):
        words = re.sub(r"^(?:(?:yeah|yes|okay|oh|well|hmm) )+", "", words)
    if _DENIES.fullmatch(words):
        # "Fine" and "okay" turn down only beside a no.
        return Intent.DENY if _AGAINST.search(words) or not _AGREES.fullmatch(words) else Intent.AFFIRM
    if _AGREES.fullmatch(words) and not _AGAINST.search(words) and not asked_again:
        return Intent.AFFIRM
    return None


def thanked(text: str) -> bool:
    """Whether a yes is followed by thanks; "no, thanks" is one phrase."""
    return bool(_THANKS.search(text))
