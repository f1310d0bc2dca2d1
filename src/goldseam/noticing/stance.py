"""How open words are to another view: hedges, agreement, acknowledgement; and what closes them.

The families follow the published work on conversational receptiveness (Yeomans, Minson, Collins,
Chen & Gino 2020): acknowledging, hedging, agreeing, positive words; against negation, reasons given
as lessons, "just" and "simply". The word lists are our own.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_T = Side.CONTRIBUTION
HEDGE = Kind(_T, "hedges", "", "")
AGREES = Kind(_T, "agrees", "", "")
SEES = Kind(_T, "acknowledges", "", "")
NEGATES = Kind(_T, "negates", "", "")
TEACHES = Kind(_T, "teaches", "", "")
SHRINKS = Kind(_T, "makes it small", "", "")
SELF = Kind(_T, "speaks for themselves", "", "")
POSITIVE = Kind(_T, "kind words", "", "")
NEGATIVE = Kind(_T, "hard words", "", "")
GROUP = Kind(_T, "speaks of them", "", "")
CERTAIN = Kind(_T, "is certain", "", "")
YOU = Kind(_T, "says you", "", "")

STANCE: tuple[Mark, ...] = (
    mark(
        HEDGE,
        0.0,
        r"maybe|perhaps|possibly|probably|might|may|could|would|seems?|appears?|somewhat|sometimes|"
        r"some|often|usually|"
        r"generally|kind of|sort of|a bit|a little|likely|suggests?|tend(?:s)?|i guess|i suppose|"
        r"almost|about",
    ),
    mark(
        AGREES,
        0.0,
        r"i (?:do |also |completely |totally |fully |certainly |generally |would |partially |"
        r"tend to |can )*agree(?: with| that)?",
        r"(?:good|great|fair|valid|excellent|interesting) (?:point|question|argument|idea|points)",
        r"you(?:'re| are) (?:absolutely |probably |totally )?(?:right|correct)|you make (?:a|some)|"
        r"that's (?:true|right|fair)",
        r"you raise|you bring up|well said|exactly",
    ),
    mark(
        SEES,
        0.0,
        r"i (?:can |do |really |also |completely |certainly |totally )*(?:understand|see|hear|"
        r"appreciate|recogni[sz]e|acknowledge|respect|get)"
        r"(?: \w+)?",
        r"(?:thank you|thanks)(?: for)?|i(?:'m| am) (?:curious|interested|glad)|as you (?:say|said|"
        r"mention\w*|point\w*)",
        r"your (?:point|view|perspective|concern|concerns|position|feelings|experience|opinion|"
        r"thoughts)(?: \w+)?",
        r"where you(?:'re| are) coming from",
    ),
    mark(
        NEGATES,
        0.0,
        r"not|no|never|none|nothing|nobody|nor|neither|cannot|can't|don't|doesn't|didn't|isn't|"
        r"aren't|wasn't|weren't|won't|"
        r"wouldn't|shouldn't|haven't|hasn't",
    ),
    mark(
        TEACHES,
        0.0,
        r"because|so|therefore|thus|hence|since|if|then|why|reason|means|fact|facts|evidence|proof|wrong",
    ),
    mark(
        SHRINKS,
        0.0,
        r"just|only|simply|merely|even|literally|actually|really|basically|clearly|obviously|certainly",
    ),
    mark(SELF, 0.0, r"i|i'm|i've|i'd|my|me|in my (?:opinion|view|experience)|i (?:think|believe|feel)"),
    mark(
        POSITIVE,
        0.0,
        r"good|great|better|best|love|happy|hope|glad|important|help\w*|support\w*|respect\w*|"
        r"fair\w*|kind|care|safe\w*|"
        r"appreciate\w*|value\w*|positive|agree\w*|welcome|trust\w*|thank\w*|nice|interesting|"
        r"wonderful|enjoy\w*",
    ),
    mark(
        NEGATIVE,
        0.0,
        r"bad|worse|worst|wrong|hate\w*|kill\w*|violen\w+|crim\w+|abus\w+|lie\w*|false|stupid|"
        r"ridiculous|ignor\w+|racis\w+|"
        r"attack\w*|assault\w*|problem\w*|harm\w*|fail\w*|terrible|horrible|corrupt\w*|hypocri\w+|"
        r"bias\w*|murder\w*|blam\w+",
    ),
    mark(
        GROUP,
        0.0,
        r"they|them|their|these people|those people|people|everyone|nobody|"
        r"the (?:left|right|media|government)",
    ),
    mark(
        CERTAIN,
        0.0,
        r"always|all|every|everyone|everything|must|should|need to|have to|definitely|absolutely|"
        r"completely|totally|undoubtedly|"
        r"of course|no doubt|period|surely|will",
    ),
    mark(YOU, 0.0, r"you|your|you're|yours|yourself|u|ur"),
)
