"""The turns of phrase by which each kind of question is known. Matched on `words.plain` text."""

from __future__ import annotations

import re

_ASKING = r"(?:what|which|is|are|anything|any|whats|whos|do|did|have|has|how|show|list|tell|give|remind|read)"


def _cue(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{pattern})" for pattern in patterns))


PAST = _cue(
    r"\buse[d]? to (?:\w+ )?(?:like|love|enjoy|prefer|dislike|hate|be into|be a fan|avoid|have|want|watch|read|listen|go|think|be)\b",
    r"\b(?:formerly|previously)\b",
    r"\bno longer\b",
    r"\b(?:stopp?ed|quit|gone off|went off|got tired of|grown out of|outgrown|given up|gave up on) ?(?:lik|lov|enjoy|want)?\w*",
    r"\bchanged? my mind\b",
    r"\b(?:old|previous|former|earlier|past|original|initial) (?:\w+ ){0,2}(?:goals?|budgets?|targets?|likes?|tastes?|favourites?"
    r"|preferences?|dislikes?|interests?|limits?)\b",
    r"\bwhat was (?:my|the) \w+ ?(?:\w+ )?(?:goal|budget|target|limit)\b",
    r"\b(?:did i|have i|ive|i have|i) (?:ever |already )?(?:like|liked|love|loved|enjoyed|disliked?|hated?) (?:before|in the past|back then|earlier|at first|once)\b",
    r"\b(?:like|likes|liked|love|loved|dislike|disliked|tastes?|preferences?) (?:before|in the past|back then)\b",
    r"\bhistory of\b|\bmy history\b",
)
DONE = _cue(
    r"\b(?:did i|have i|ive|i have|i) (?:already |just |ever |actually )?(?:finish|finished|complete|completed|done|do|got done|gotten done"
    r"|get done|tick(?:ed)? off|cross(?:ed)? off|check(?:ed)? off|accomplish(?:ed)?|dropped|drop)\b",
    r"\b(?:finished|completed|done|closed|dropped|ticked off|crossed off|accomplished) (?:tasks?|todos?|items?|chores?|errands?)\b",
    r"\b(?:tasks?|todos?|items?|chores?|errands?) (?:(?:that|which|have|are|were|been|i|ive|did|already) )*"
    r"(?:finished|completed|done|closed|dropped|ticked off|crossed off)\b",
)
NOT_DONE = _cue(
    r"\b(?:not|havent|didnt|never|isnt|arent|still|yet|unfinished|left to)\b",
    r"\b(?:need|needs|have|has|want|got) to\b",
)
COMPOSE = _cue(
    r"\b(?:write|draft|compose|prepare|put together|create|make|generate|produce|finish|finalise|finalize|type up|work up"
    r"|show|give|read|see|print|display|open|pull up|bring up|get|send|recap|review|summarise|summarize|recall|find)\b",
)
LEADING = re.compile(
    r"^(?:(?:please|hey|hi|ok|okay|now|so|and|then|can|could|would|will|you|i|need|want|d|like|to|help|me|us|let|lets|us|id"
    r"|go|ahead|pls|just|kindly|try|tastekeeper|have|a|the|my) )*"
    r"(?:write|draft|compose|prepare|put together|create|generate|produce|type up|work up|finali[sz]e|make|show|give|pull up"
    r"|bring up|read|print|display|open|see|recall|recap|summari[sz]e)\b"
)
DOCUMENTS = (
    ("project_proposal", _cue(r"\b(?:project )?proposals?\b", r"\bproject (?:plan|pitch|brief)\b", r"\bpitch\b")),
    ("meeting_notes", _cue(r"\bmeeting (?:notes?|minutes|summary|record|recap|writeup|write up)\b", r"\bminutes\b",
                           r"\bnotes (?:from|of|for|about|on) (?:\w+ ){0,5}(?:meeting|call|session|review|sync|standup)\b",
                           r"\bnotes\b(?= (?:for|from|of|on|about)\b)")),
    ("social_media_post", _cue(r"\bsocial (?:media )?(?:posts?|update)\b", r"\b(?:linkedin|twitter|facebook|instagram|x|blog|threads|mastodon) (?:posts?|update|article)\b",
                               r"\btweets?\b", r"\bpost (?:on|for|about)\b", r"\bposts?\b(?= (?:i|we|im|about|on|for|that)\b)")),
    ("email", _cue(r"\bemails?(?: writeup)?\b", r"\bmail (?:to|about|for|on)\b", r"\b(?:the|my|a) mail\b")),
    ("document", _cue(r"\b(?:documents?|docs?|reports?|memos?|letters?|write ?ups?|speech|brief|essay|article)\b")),
)  # fmt: skip
TODO = _cue(
    r"\btodos?\b",
    r"\b(?:tasks?|chores?|errands?)\b",
    r"\bmy (?:task |checklist|list)\b",
    r"\b(?:left|remains|remaining|outstanding|pending|open|unfinished) to (?:do|finish|complete|get done)\b",
    r"\b(?:whats|what is|anything|something|things?|items?|stuff|what|everything) (?:(?:is|are|i have|thats|do i have|that is|that are) )*"
    r"(?:still |currently |yet |else )*(?:left|open|outstanding|pending|unfinished|undone|remaining|to be done|not done)\b",
    r"\bstill (?:left |open|have to|need to|have left|to do|pending|outstanding|undone|owe|got to|on my list)\b",
    r"\b(?:do i|i|should i|must i) (?:still )?(?:need|have|got|ought|must) to (?:do|finish|get done|complete|take care of|tackle|buy|handle)\b",
    r"\bhavent (?:i )?(?:done|finished|completed|gotten to|got round to|ticked off)\b",
    r"\bon my plate\b",
    r"\bremaining (?:items?|things?|work)\b",
    r"\b(?:what|which) remains\b",
    r"\bunfinished\b",
)
CALENDAR = _cue(
    r"\b(?:calendar|diary|schedule|scheduled|agenda|itinerary)\b",
    r"\b(?:events?|appointments?|meetings?|bookings?|reservations?|engagements?)\b",
    r"\b(?:coming up|upcoming|lined up|booked in|planned)\b",
    r"\bwhats (?:on|happening|going on)\b|\bwhat (?:is|do i have|have i got|am i doing|ve i got)(?: \w+)? (?:on|happening|tomorrow|today|tonight|next|this|for)\b",
    r"\bwhen(?:s| is| are| am i| do i| does| will| was)\b(?!.*\b(?:most|least)\b)",
    r"\b(?:what day|what time|which day|what date) (?:is|are|do|does|am)\b",
    r"\b(?:am i|are we) (?:free|busy|available|doing anything|seeing)\b",
    r"\bdo i have (?:anything|something|plans|any plans)\b",
    r"\b(?:any|my) plans\b",
)
GOAL = _cue(
    r"\b(?:goals?|budgets?|targets?|limits?|allowance|cap|objective|quota)\b",
    r"\bon track\b",
    r"\b(?:overspen[dt]\w*|over spending)\b",
    r"\b(?:am i|have i been|did i) (?:\w+ )?(?:spend|spending|spent) (?:too much|more than i (?:should|wanted|planned))\b",
    r"\b(?:am i|have i been|did i|do i) (?:\w+ )?(?:walk|walking|walked|sleep|sleeping|moving|move) enough\b",
    r"\b(?:how am i doing|how is it going|hows it going|how did i do) (?:with|on|against)\b.*\b(?:spend|steps|walk|coffee|sleep)",
    r"\benough (?:steps|sleep|water|exercise)\b",
    r"\btoo much (?:money )?on\b",
)
MOST = _cue(
    r"\b(?:most|highest|maximum|max|biggest|largest|best|peak|top|record|busiest|priciest|costliest|longest|heaviest)\b",
    r"\bmost expensive\b",
    r"\bmore\b.*\bthan (?:any|every|all)\b",
)
LEAST = _cue(
    r"\b(?:least|lowest|minimum|min|smallest|worst|fewest|cheapest|shortest|lightest|less than any)\b"
)
WHICH_PERIOD = re.compile(
    r"\b(?:which|what|whats|in which|on which|on what|the|my|name the|best|worst|busiest|peak|top) (?:of (?:the|my) )?"
    r"(?:single |one |full |\w+est |most \w+ )?(?P<each>day|date|week|month)s?\b"
)
WHEN_MOST = re.compile(r"\bwhen (?:did|have|was|were|had)\b")
PERIODS = re.compile(
    r"\b(?:how many|number of|in how many|on how many|for how many|count of|count the|count|how much of the|the amount of)"
    r" (?:of )?(?:the |my |full )?(?P<each>day|date|week|month)s\b"
)
HOW_OFTEN = re.compile(r"\b(?:how often|how many times|how frequently|number of times)\b")
REACH = _cue(
    r"\b(?:meet|met|meeting|hit|hitting|reach|reached|reaching|achieve|achieved|achieving|kept|keep|keeping|stay|stayed|staying|stick|stuck|sticking"
    r"|within|under|below|on track|make|made|managed?|able|succeed|succeeded|fulfil\w*|satisf\w+|attain\w*|remain(?:ed)?|respect(?:ed)?)\b"
)
MISS = _cue(
    r"\b(?:exceed|exceeded|exceeding|over|overspen[dt]\w*|above|miss|missed|missing|fail|failed|failing|broke|break|broken|blew|blow|blown|bust|busted"
    r"|overshot|overshoot|surpass\w*|short of|fell short|fall short|not (?:meet|met|reach|reached|hit|able)|didnt|unable|went past|go past|go beyond"
    r"|went beyond|passed)\b"
)
TOTAL = _cue(
    r"\bhow (?:much|many|far|long)\b",
    r"\b(?:total|sum|overall amount|altogether|in all|combined)\b",
    r"\b(?:average|mean|typically|on average|per day|a day|daily)\b",
    r"\b(?:spen[dt]|spending|expenses?|expenditures?|paid|cost)\b",
    r"\bstep count\b|\bsteps?\b",
    r"\b(?:add up|tally|tot up)\b",
)
MEAN = _cue(
    r"\b(?:average|mean|averaging|averaged|typically|usually|on average|per day|each day|every day)\b"
)
TALLY = re.compile(
    r"\bhow (?:often|many times|frequently)\b|\bhow many (?:\w+ )?(?:coffees|lunches|dinners|breakfasts|meals|purchases|expenses|lattes|transactions"
    r"|records|entries|workouts|runs)\b"
)
RECOMMEND = _cue(
    r"\b(?:recommend\w*|suggest\w*|recs?|propose me|advise|advice)\b",
    r"\bwhat (?:\w+ )?(?:should|shall|could|can|might|would) (?:i|we)\b",
    r"\bwhat to (?:watch|read|listen|see|visit)\b",
    r"\bwhere (?:should|shall|could|can|might|would|to)\b",
    r"\b(?:looking for|find me|pick|choose|give me|in the mood for|need|want|help me (?:find|pick|choose)|got|any|any good|fancy|feel like|tell me)"
    r" (?:me )?(?:(?:an?|some|one|something|good|great|nice|new|decent|another|fun|fresh) )*\b(?:movies?|films?|books?|novels?|music|songs?|albums?"
    r"|tunes?|playlists?|places?|destinations?|trips?|vacation|holiday|read|watch|listen|getaway|flicks?|to (?:watch|read|listen|visit|go)|ideas?)\b",
    r"\bsomething (?:\w+ )?to (?:watch|read|listen|see|hear|visit)\b",
    r"\b(?:what|which) (?:\w+ )?(?:movies?|films?|books?|music|songs?|albums?|places?|destinations?) (?:would|might|could|will|should)\b",
    r"\bsurprise me\b",
)
LIKING = _cue(
    r"\b(?:i|id|do i|i ve|ive) (?:really |currently |also |actually |most |usually |tend to )?(?:like|love|enjoy|prefer|dislike|hate|avoid|favou?r|adore|cant stand"
    r"|dont like|do not like|not like|am into|fancy|be into)\b",
    r"\bdo i (?:not |really |currently |like|love|enjoy|prefer|dislike|hate)",
    r"\b(?:my|mine) (?:\w+ ){0,3}(?:likes|dislikes|tastes?|favourites?|preferences?|interests?)\b",
    r"\b(?:favourites?|likes and dislikes|likings?|preferences)\b",
    r"\bam i (?:into|fond of|a fan of|interested in|keen on)\b",
    r"\bi ?(?:am|m) (?:into|fond of|interested in|keen on)\b",
    r"\b(?:which|what)\b.*\bdo i (?:like|love|enjoy|prefer|dislike|hate|avoid)\b",
)
DISLIKING = _cue(
    r"\b(?:dislikes?|disliked|hate|hates|avoid|cant stand|cannot stand|not like|dont like|dont i like|do not like|not enjoy|dont enjoy|not into|detest|loathe"
    r"|never suggest|least favourite|dont want|steer clear)\b"
)
BOTH = _cue(r"\blikes? (?:and|or) dislikes?\b", r"\btastes?\b", r"\bpreferences?\b(?!.*\bbased on\b)")
TASTE_CHECK = re.compile(
    r"^(?:so |and |hey |tell me )?(?:do|did|am|was) i (?:actually |really |still |even )?"
    r"(?:like|love|enjoy|prefer|dislike|hate|into|fond of|a fan of|interested in|keen on) (?P<what>\w.*)$"
)
EVERYTHING = _cue(
    r"\bwhat (?:do|can|did|have) you (?:know|remember|remembered|learned|learnt|stored?|saved?|kept?|have|hold|tell me)"
    r"(?: all| everything)?(?: on file)? ?(?:about me|of me|on me|for me|in memory)?$",
    r"\b(?:everything|all) (?:that )?you (?:know|remember|have|hold)\b",
    r"\b(?:my|your) (?:profile|memory|memories) (?:of me|page)?$",
    r"\bwho am i\b",
    r"\btell me about (?:me|myself)\b",
)
