"""Hostility and threat in talk: insults, contempt, orders to be silent, threats, words toward the therapist.

A threat or hostility toward the therapist is for the safety branch first, for repair later. The
rules are high in recall and always show their words; none of them is a forecast of violence.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_H = Side.HOSTILITY
INSULT = Kind(_H, "insult", "", "These words can land as an insult.")
CONTEMPT = Kind(_H, "contempt", "", "There is contempt in these words.")
CURSE = Kind(_H, "strong words", "", "The words are strong here.")
THREAT = Kind(_H, "threat", "", "These words can be a threat. Your safety comes first.")
TOWARD_YOU = Kind(_H, "hostile toward you", "", "The hostility is turned toward you.")
KINDS = (INSULT, CONTEMPT, CURSE, THREAT, TOWARD_YOU)

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

HOSTILITY: tuple[Mark, ...] = (
    mark(INSULT, 0.5, _INSULT),
    mark(
        CONTEMPT,
        0.4,
        r"what a (?:joke|loser|clown|waste|moron|surprise|shock)",
        r"you people|your kind|these people|people like you",
        r"(?:nobody|no one) (?:cares|asked|likes|wants|believes)(?: \w+)?",
        r"(?:get|grow|wake|shut|hurry) (?:a life|lost|up|the \w+ (?:up|out))|grow a (?:pair|spine|brain)",
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
        rf"(?: \w+){{0,2}} {_HARM} (?:you|him|her|them|your \w+|u|this place|someone|everyone|somebody)",
        r"you(?:'ll| will|'re going to|'re gonna) (?:be sorry|regret|pay(?: for)?|see what|"
        r"wish you)(?: \w+)?",
        r"(?:i know|i can find out|i found) where you (?:live|park|work)|i know your (?:address|car|"
        r"kids|family|house)",
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
        TOWARD_YOU,
        0.7,
        r"(?:you(?:'re| are| r)?|ur|u r|your) (?:(?:a|an|such|so|the|all|just|really|nothing but|"
        r"one|being|fucking|bunch of)"
        rf" ){{0,3}}(?:{_INSULT}|useless|awful|terrible)",
        r"(?:fuck|screw|damn|hate|despise|sick of|fed up with|tired of|disgusted (?:by|with)) (?:you|"
        r"u|your)",
        r"shut (?:up|your|the \w+ up)|stfu",
        r"go to hell|get (?:lost|out of my)|piss off|fuck off|bugger off",
        r"(?:i|you) (?:hate|disgust|sicken) (?:you|me)",
        r"how dare you",
    ),
)
