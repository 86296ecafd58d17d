"""What stands before and behind the value in a statement about a field."""

from __future__ import annotations

import re
from functools import cache

from .fields import field_pattern

BE = (
    r"(?:is|are|was|were|will be|would be|should be|is going to be|are going to be"
    r"|includes?|included|will include|should include|would include|are as follows"
    r"|is as follows|consists? of|comprises?|become|became|being|covers|covered"
    r"|lists|listed|contains|contained|involves|involved|mentions|had)\b"
)
_DOC = (
    r"(?:this|the|our|my|it|that)(?: (?:new |whole |entire )?(?:project proposal"
    r"|proposal|project|email|e-mail|mail|meeting notes|notes|meeting|social media post"
    r"|linkedin post|post|document|report|article|program|programme|initiative"
    r"|blog post|one|piece|work|session))?"
)
FILLER = (
    r"(?:(?:mainly|mostly|primarily|ideally|obviously|hopefully|chiefly|largely|honestly|essentially|yes|yeah"
    r"|yep|sure|sorry|oops|ah|ok|okay|right|well|so|oh|of course|certainly|absolutely"
    r"|great|perfect|thanks|good question|hmm|um|uh|alright|and|also|then|no problem"
    r"|i think|i guess|i would say|let us see|let me think|that would be|it would be"
    r"|probably|for now|actually|basically|sounds good)[,.!:]? )*"
)


@cache
def prefix() -> re.Pattern[str]:
    """What an answer may be put under first: "For the agenda items, ...", "As for this project, ..."."""
    return re.compile(
        rf"{FILLER}(?:for|as for|regarding|on|in terms of|when it comes to|with regard to|concerning|as regards"
        rf"|under|as far as"
        rf"|re) (?:{field_pattern()}|{_DOC}|(?:this|the|our) [a-z]+(?: [a-z]+)?)(?: (?:goes|go|is concerned"
        rf"|are concerned|of"
        r" (?:this|the|our) [a-z]+))?[,:] "
    )


@cache
def leads() -> tuple[re.Pattern[str], ...]:
    """What stands before the value, the longer shapes first."""
    named = field_pattern()
    about = (
        r"(?: (?:to|we should|i want to|that we should) (?:cover|include|mention|make|highlight|discuss"
        r"|address|note|get across))?(?: (?:of|for|to|in|from|at|on|behind) (?:this|the|our|my|that"
        r"|it)(?: [\w-]+){0,4}?)?"
    )
    verbs = r"(?:would like|want|need|am hoping|would love|am asking|expect|will ask|would want|plan)"
    return tuple(
        re.compile(rf"{FILLER}(?:{shape})(?:(?<!\w)|(?!\w))\s*[:,-]?\s*", re.DOTALL)
        for shape in (
            (
                rf"(?:for |as for |regarding |on )?{named}{about},? (?:we (?:have|had|decided"
                r"|agreed|want|will have)|it is|it will be|let us (?:use|go with|say|have|put)"
                r"|i (?:would like|want|have)(?: to (?:use|include|have))?|they are|there are"
                r"|use|put|go with)(?: that| to)?"
            ),
            (
                rf"{named}{about} {BE}(?: (?:to be|set at|set to|about|around|that|as follows"
                r"|the following|roughly|simply|just|probably|called|titled|named|to|as|for(?= (?:the )?\w+ to ))\b)*"
            ),
            (
                rf"{named}{about},? (?:that (?:we|i|they) )?(?:were |was |have )?(?:identified|discussed|raised"
                rf"|mentioned"
                rf"|noted|made|needed|involved|agreed|found|reported|covered|required|planned|listed|encountered|taken"
                rf"|assigned)(?: so far| in the meeting| at the meeting| during the meeting)? {BE}"
            ),
            rf"{named}{about}[:=-]",
            rf"{_DOC}(?:'s)? {named} {BE}(?: (?:that|to|about|called|titled)\b)*",
            (
                rf"(?:it|{_DOC}) (?:is|was|will be|would be|should be|is going to be) (?:\w+ly )?(?:titled"
                r"|called|named|entitled)(?: as)?"
            ),
            (
                rf"(?:it|{_DOC}) (?:is|was|will be|should be|is going to be) (?:\w+ly )?(?:sent"
                r"|addressed|going|going out|directed) to"
            ),
            (
                rf"(?:it|{_DOC}) (?:is|was|will be|should be|is going to be) (?:meant|intended"
                r"|being written|written) (?:to|for)"
            ),
            (
                rf"(?:it|{_DOC}) (?:is|was|will be|should be|would be|is going to be|will go"
                r"|goes|would go|should go|went)(?: \w+ly| just| all)?(?: out)?(?: (?:published|posted"
                r"|shared|up|live))? (?:about|for|on|to)"
            ),
            (
                rf"(?:it|{_DOC}) (?:aims|seeks|is aiming|is designed|is meant|intends|focuses"
                r"|is focused|is focusing) (?:to|on|at)"
            ),
            (
                rf"(?:it|{_DOC}) (?:is anticipated|is expected|is planned|is estimated|is projected"
                r"|should|is due|is going|is set|is scheduled|will) to (?:span|last|run|take"
                r"|cost|go for|run for|last for|be)(?: about| around| over| for)?"
            ),
            (
                rf"(?:it|{_DOC}) (?:will|should|would|is going to)(?: also)? (?:span|last|run|take|cost"
                r"|require|need|deliver|cover|include|be sent to|go to|be for|be about|run for)(?: about"
                r"| around| over| for| us)?"
            ),
            (
                rf"(?:it|{_DOC}) (?:runs|lasts|takes|spans|costs|goes to|needs|covers|requires|involves"
                rf"|includes)(?: about"
                r"| around| over| for)?"
            ),
            rf"(?:it|this|that|they|these|those|{_DOC}) (?:is|are|was|were|will be|would be"
            rf"|should be)(?: (?:basically|just|simply|going to be))?",
            (
                rf"(?:what )?(?:i|we) (?:\w+ly |also )?{verbs} (?:for )?(?:them|it|the recipients?"
                r"|readers|people|everyone|the team|him|her|you|the reader|my readers|attendees"
                r"|this post|the post) to"
            ),
            (
                r"(?:please )?(?:ask|tell|get|have|invite|encourage|urge|remind) (?:them|the recipients?"
                r"|recipients|people|everyone|readers|him|her|the team) to"
            ),
            r"(?:i|we) (?:called|named|titled|call|name|have called|are calling) (?:it|this|the \w+)(?: as)?",
            r"it (?:was|has been|is) (?:\w+ly )?(?:decided|agreed|resolved|concluded|settled) (?:to|that|on)",
            r"(?:they|recipients|the recipients|readers|people) (?:should|need to|must|have to|will need to|can"
            r"|would|could|ought to)",
            (
                rf"(?:i|we) (?:\w+ly |also )?{verbs} to (?:say|include|mention|cover|use|have"
                r"|add|list|highlight|invite|call it|title it|name it|go with|deliver|produce"
                r"|hand over)(?: that)?"
            ),
            (
                r"(?:i|we) (?:am|are|was|were) (?:\w+ly )?(?:writing|drafting|emailing|reaching out"
                r"|preparing|composing|sending)(?: (?:it|this|an email|the email|them|this email"
                r"|a mail|the mail))?(?: to say| in order)?(?: to| because| about)"
            ),
            (
                r"(?:i|we) (?:will|would|am going to|are going to|plan to|intend to|should) (?:be )?(?:sending"
                r"|send|addressing|address|emailing|email|posting|post|publishing|publish|sharing"
                r"|share|writing|write|putting|put)(?: (?:it|this|that|the email|them))?(?: (?:to"
                r"|on|for))?"
            ),
            (
                r"(?:i|we) (?:am|are) (?:sending|addressing|posting|publishing|sharing|putting"
                r"|writing)(?: (?:it|this|that|the email))? (?:to|on|for)"
            ),
            r"(?:please )?(?:send|address|post|publish|share|forward|cc) (?:it|this|that|the email"
            r"|the post)(?: out)? (?:to|on)",
            (
                r"(?:i|we) (?:am|are) (?:looking at|thinking of|thinking|aiming for|asking for"
                r"|requesting|planning on|going with|proposing|estimating|budgeting|expecting"
                r"|targeting)(?: about| around| of)?"
            ),
            r"(?:i|we) (?:are|am) (?:hoping|aiming|trying|planning|looking|going|seeking|wanting) to",
            (
                r"(?:i|we) (?:have|had|got) (?:agreed|decided|settled|chosen|resolved|opted"
                r"|concluded|committed)(?: (?:to|on|that|for))?"
            ),
            (
                r"(?:i|we|they|the team|everyone|it was) (?:all |also |then |finally |jointly )?(?:agreed"
                r"|decided|settled|resolved|opted|concluded|committed|chose)(?: (?:to|on|that"
                r"|for))"
            ),
            r"(?:i|we) (?:discussed|talked about|covered|went over|went through|looked at|reviewed|spoke about)",
            (
                r"(?:i|we) (?:\w+ly |also )?(?:will |would |am going to |are going to |all |shall |should "
                r"|must |have to |need to |want to |could )?(?:need"
                r"|track|monitor|look at|watch|cover|discuss|highlight|mention|emphasi[sz]e|stress|address"
                r"|talk about|evaluate"
                r"|bring up|go over|touch on|focus on"
                r"|require|deliver|have|want|include|produce|provide|expect|hope|plan|aim|assume"
                r"|anticipate|believe|estimate|use|cover|measure|measure success by|know)(?: (?:to"
                r"|for|about|success by|by))?"
            ),
            (
                r"(?:(?:success|it|this|that|progress) (?:will be|is|would be|gets|should be) (?:measured"
                r"|judged|tracked|evaluated|assessed) by|success (?:means|looks like"
                r"|is)|measured by|by (?=\w+ing\b))"
            ),
            (
                r"(?:i|we|they|the team) (?:\w+ly |also |have |had )?(?:identified|found|hit|faced|ran into|run into"
                r"|encountered|noted|reported|are blocked by|were blocked by|are stuck on|struggled with|came across"
                r"|are facing|are dealing with|are held up by|flagged|raised|addressed|listed)"
            ),
            (
                r"(?:i|we) (?:will |would )?know (?:it|this|that|we|the \w+) (?:worked|works|succeeded"
                r"|is working|is a success|has"
                r" worked|was worth it|have succeeded|made it) (?:if|when)"
            ),
            (
                rf"(?:(?:i|we) (?:\w+ly |also |just )?{verbs} to )?(?:tell (?:people|everyone|them"
                rf"|(?:our )?followers|customers"
                r"|the world|readers|my network)|let (?:people|everyone|them|(?:our )?followers|customers"
                r"|the world|my network)"
                r" know|announce|share the news|spread the word|get across|point out|make clear)(?: that| about)(?= )"
            ),
            r"there (?:were|was|are|is|will be)(?: also| about| around)?",
            (
                r"(?:the people|those|people|everyone|the ones)(?: who)? (?:attended|there"
                r"|present|who came|involved|in attendance|attending|was|were|are|is|came)(?: (?:were"
                r"|was|are|is))?"
            ),
            (
                r"(?:let us|please|just|maybe|you can|could you|can you)?\s*(?:use|go with"
                r"|call it|make it|say|put|title it|name it|write|set it (?:to|at)|do|note"
                r"|add|include|list|mention|target|aim for|have|stick with|keep it|tag it(?: with)?)(?: "
                r"down)?(?: that)?(?=[\s:])"
            ),
            r"let us (?:use|go with|say|call it|make it|put|do|have|aim for|target)",
            r"(?:to|by|around|about|roughly|probably|maybe|approximately)(?= )",
            r"(?:attendees|present|participants|attending|in attendance)(?: were| was| are)?[:,]?",
        )
    )


TAILS = re.compile(
    r"(?:,? (?:will|would|is going to|shall|should|is|are|was|were|has been|have been"
    r"|all|both|each)(?: \w+ly| all| both| also)? (?:be )?(?:leading|lead|in charge(?: of)?"
    r"|responsible(?: for)?|heading(?: up)?|running|head(?:ing)? up|the (?:project )?lead(?:er)?"
    r"|the (?:project )?(?:manager|owner)|own(?:ing)?|manag(?:e|ing)|overseeing"
    r"|taking the lead(?: on)?|steering|driving|coordinating|lead on)(?: (?:it"
    r"|this|the|that|our|of|on)(?: \w+){0,3})?"
    r"|,? (?:leads|heads|runs|owns|manages|oversees|is leading) (?:it|this|the|that|our)(?: \w+){0,3}"
    r"|,? (?:were|was|are|is)(?: all| both)? (?:in attendance|present|there|attending"
    r"|at the meeting|on the call|in the (?:room|meeting))|,? (?:all )?(?:attended"
    r"|joined|came|took part|participated|showed up)(?: (?:the|this|our|too|in"
    r"|as well)(?: \w+){0,3})?"
    r"|,? (?:are|is|were|was)(?: all| both| also)? (?:the )?(?:(?:key|main|only) )?(?:stakeholders?"
    r"|recipients?|involved|invited|deliverables?|objectives?|goals?)(?: here| in this"
    r"| in it)?"
    r"|,? (?:this|next) time|,? give or take|,? please|,? thanks|,? thank you|,? i think|,? i guess"
    r"|,? for (?:now|this (?:post"
    r"|one|project|email|proposal))|,? if that works|,? i would say|,? as (?:the"
    r"|our|its|a) (?:\\w+ ){0,2}?(?:subject(?: line)?|title|name|hashtags?|tags?"
    r"|platform|headline|message|one|lead|point|points)|,? in total|,? as well"
    r"|,? too|,? (?:if i (?:remember|recall)[\w ]*|i believe|i suppose|i reckon"
    r"|obviously|of course|definitely|probably|or something|maybe|naturally|clearly"
    r"|if possible))[.! ]*$"
)
