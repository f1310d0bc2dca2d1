"""Hostility and threat in talk: insults, contempt, orders to be silent, threats, words toward the therapist.

A threat or hostility toward the therapist is for the safety branch first, for repair later. The
rules are high in recall and always show their words; none of them is a forecast of violence.
"""

from __future__ import annotations

import re

from goldseam.noticing.marks import Found, Kind, Mark, Side, mark

_H = Side.HOSTILITY
INSULT = Kind(_H, "insult", "", "These words can land as an insult.")
CONTEMPT = Kind(_H, "contempt", "", "There is contempt in these words.")
CURSE = Kind(_H, "strong words", "", "The words are strong here.")
THREAT = Kind(_H, "threat", "", "These words can be a threat. Your safety comes first.")
TOWARD_YOU = Kind(_H, "hostile toward you", "", "The hostility is turned toward you.")
THREAT_TO_OTHERS = Kind(_H, "threat to others", "", "These words can be a threat to somebody.")
KINDS = (INSULT, CONTEMPT, CURSE, THREAT, THREAT_TO_OTHERS, TOWARD_YOU)

_INSULT = (
    r"idiots?|idiotic|morons?|moronic|imbeciles?|stupid|dumb|dumb-?ass\w*|dumbfuck|fools?|foolish|"
    r"clowns?|losers?|"
    r"scum|scumbags?|trash|garbage|vermin|filth\w*|pigs?|rats?|snakes?|weasels?|bastards?|jerks?|"
    r"creeps?|freaks?|"
    r"pathetic|worthless|disgusting|disgrace\w*|despicable|brain ?dead|brainless|clueless|ignorant|"
    r"ignoramus|"
    r"liars?|lying|hypocrites?|hypocritical|cowards?|traitors?|thugs?|thief|crooks?|criminals?|"
    r"perverts?|pedo\w*|"
    r"psychos?|lunatics?|nutjobs?|wackos?|retard\w*|cretins?|dimwits?|dolts?|twits?|buffoons?|bozos?|"
    r"snowflakes?|libtards?|sheep|crybab(?:y|ies)|parasites?|degenerates?|trolls?|bigots?|racists?|"
    r"nazis?|fascists?|"
    r"sissy|sissies|wimps?|bully|bullies|witch|evil|vile|sick(?:o|os)|ugly|fat|gross|shameful|shame on"
)
_CURSE = (
    r"f+u+c+k\w*|f[*#@.\-_]+(?:c?k|ck)?\w*|fck\w*|fuk\w*|motherf\w*|mf(?:er)?|s+h+i+t+\w*|"
    r"sh[*#@!.]+t?\w*|bullshit\w*|bs|"
    r"b+i+t+c+h+\w*|b[*#@!]+tch\w*|biatch|ass|asses|asshole\w*|a[*#@$]+(?:hole)?\w*|arse\w*|dick\w*|"
    r"d[*]ck\w*|cock\w*|"
    r"cunt\w*|c[*#@]nt\w*|twat\w*|pussy|pussies|prick\w*|wank\w*|bollocks|piss\w*|crap\w*|damn\w*|"
    r"goddamn\w*|"
    r"hell|slut\w*|whor\w*|hoe|hoes|ho|skank\w*|fag\w*|dyke\w*|tranny|trannies|nigg\w*|negro\w*|spic|"
    r"spics|chink\w*|"
    r"kike\w*|coon\w*|wetback\w*|redneck\w*|white trash|honky|cracker|douche\w*|stfu|gtfo|wtf|pos|"
    r"kys|lmfao|jackass\w*|"
    r"tits?|boobs?|anal|blow ?job|suck(?:s|ed|ing|er)? (?:my|a|his|dick|ass|it)|screw (?:you|off|them|this)"
)
_HARM = (
    r"(?:hurt|kill|harm|hit|punch|beat|slap|stab|shoot|strangle|choke|destroy|ruin|find|get|burn|end|smash|rape|"
    r"murder)"
)

# *I'm such an idiot*, *they called me a freak*: hard words about oneself, or from others.
_OF_ONESELF = (
    rf"(?:i(?:'m| am|'ve been| was| feel| felt| look| looked| must be| sound)|myself|"
    r"(?:call\w*|makes?|made|making) (?:me|myself)(?: feel| look)?|feel(?:ing|s)?)"
    rf"(?: (?:a|an|the|so|such|just|like|really|very|too|and|or|all|that|kind of|pretty|how|{_INSULT})\b)*,? "
)
# *When he starts I shut up*: told of oneself or of others, not said to you.
_TOLD = (
    r"(?:i|we|he|she|they|it|(?<!you )(?<!need )(?<!ought )to|me|him|her|them|us|not|and|or)(?:'d|'ll)?"
    r"(?: (?:just|always|then|should|would|will|can|could|usually|had|have|learned|learnt|to|yelled|shouted|"
    r"said))* "
)

HOSTILITY: tuple[Mark, ...] = (
    mark(INSULT, 0.5, _INSULT, unless=_OF_ONESELF),
    mark(
        CONTEMPT,
        0.4,
        r"what a (?:joke|loser|clown|waste|moron|surprise|shock)",
        r"you people|your kind|these people|people like you",
        r"(?:nobody|no one) (?:cares|asked|likes|wants|believes)(?: \w+)?",
        r"get (?:a life|the \w+ out)|(?:shut|hurry) the \w+ up|grow a (?:pair|spine|brain)",
        r"(?:go|crawl) (?:away|back|to hell|fuck|cry|home)",
        r"(?:your|his|her|their) (?:stupid|dumb|pathetic|little|silly|sorry|own|precious) \w+",
        r"(?:are you|r u|you must be|you're|ur|is (?:he|she)) (?:stupid|dumb|blind|deaf|crazy|insane|"
        r"high|drunk|mental|dense|joking|"
        r"kidding|serious)",
        r"(?:typical|pathetic|laughable|ridiculous|absurd|nonsense|rubbish|drivel|garbage|delusional|"
        r"ludicrous|asinine|idiocy|"
        r"stupidity|ignorance|hysterical|whin(?:e|ing|er\w*)|moan(?:ing)?)",
        r"(?:hate|despise|loathe|detest) (?:you|him|her|them|those|these|all|people)",
        r"(?:deserve|hope) (?:to |you |he |she |they |it )*(?:die|rot|suffer|burn|hell|jail|get \w+|"
        r"everything|worse)",
        r"give me a break|spare me|(?:oh )?please[.!]|yeah,? right|blah",
    ),
    mark(CURSE, 0.4, _CURSE),
    mark(
        THREAT,
        0.85,
        r"i(?:'ll| will|'m going to|'m gonna| am going to| could| should| want to|'d like to|"
        r" swear i'll| might)"
        rf"(?: \w+){{0,2}} {_HARM} (?:you|your \w+|u|this place|everyone)",
        r"you(?:'ll| will|'re going to|'re gonna) (?:be sorry|regret|pay(?: for)?|see what|"
        r"wish you)(?: \w+)?",
        r"(?:i know|i found|i(?:'ll| will| can| could|'m going to)? find out) where (?:you|your \w+) "
        r"(?:lives?|parks?|works?|sleeps?|goes)|i know (?:your (?:address|car|kids|family|house)|"
        r"(?:which|what) (?:\w+ ){1,2}your (?:son|daughter|kids?|children|wife|husband))",
        r"(?:watch|cover) your (?:back|step)|better watch (?:it|out|yourself)",
        r"(?:i(?:'ve| have)? (?:got|brought|have|own)|i keep) (?:a |my )(?:gun|knife|weapon|pistol|blade)",
        r"(?:wait|waiting) for you (?:outside|after|in the)|follow(?:ed|ing)? you (?:home|to your)",
        r"(?:someone|somebody|you) (?:should|ought to|deserves? to|"
        rf"needs? to)(?: \w+)? (?:{_HARM}(?: you)?|be (?:shot|hurt|"
        r"killed|hit|fired)|die)",
        r"(?:i'll|i will|i'm going to) (?:report|sue|complain about|come after|make) (?:you|sure)(?: \w+)?",
        r"(?:drop dead|go die|kill yourself|die already|hope you die)",
        r"or else[.!]*$",
    ),
    mark(
        THREAT_TO_OTHERS,
        0.85,
        r"i(?:'ll| will|'m going to|'m gonna| am going to| want to|'d like to| swear i'll)"
        rf"(?: \w+){{0,2}} {_HARM} (?:him|her|them|my \w+|his \w+|someone|somebody)",
    ),
    mark(
        TOWARD_YOU,
        0.7,
        r"(?:you(?:'re| are| r)?|ur|u r|your) (?:(?:a|an|such|so|the|all|just|really|nothing but|"
        r"one|being|fucking|bunch of)"
        rf" ){{0,3}}(?:{_INSULT}|useless|awful|terrible)",
        r"(?:fuck|screw|damn|hate|despise|sick of|fed up with|tired of|disgusted (?:by|with)) (?:you|"
        r"u|your)",
        r"stfu|how dare you",
        r"(?:i|you) (?:hate|disgust|sicken) (?:you|me)",
    ),
    mark(
        TOWARD_YOU,
        0.7,
        r"shut (?:up|your|the \w+ up)",
        r"go to hell|get (?:lost|out of my)|piss off|fuck off|bugger off",
        unless=_TOLD,
    ),
    mark(CONTEMPT, 0.4, r"(?:grow|wake|hurry|shut) up", unless=_TOLD),
)

_SENTENCE_END = re.compile(r"[.!?\n]")
_TO_YOU = re.compile(r"\b(?:you\w*|yous|ya|u|ur)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:he|she|they|him|her|his|hers|them|their|my \w+|(?:the|that|this) \w+ (?:is|was|has|who))\b", re.I
)


def is_of_others(text: str, found: Found) -> bool:
    """Whether hard words stand in a sentence about somebody else, without a *you*: no moment between us.

    >>> text = "My ex is a liar."
    >>> is_of_others(text, Found(INSULT, 11, 15, 0.5))
    True
    """
    if found.kind not in (INSULT, CONTEMPT, CURSE):
        return False
    ends = [0, *(hit.end() for hit in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= found.start)
    end = min(end for end in ends if end >= found.end)
    sentence = text[start:end]
    return _TO_YOU.search(sentence) is None and _OTHERS.search(sentence) is not None
