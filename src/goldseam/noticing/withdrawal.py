"""Withdrawal in talk: the client moves away from the therapist or from the work of the hour.

Seven kinds after the 3RS, described in our own words, and one of ours (a wish to stop coming).
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_W = Side.WITHDRAWAL
DENIAL = Kind(
    _W, "says all is fine", "withdrawal: denial", "The client may be saying it is fine when it is not."
)
MINIMAL = Kind(
    _W, "answers in a word or two", "withdrawal: minimal response", "The client's answers go short."
)
ABSTRACT = Kind(
    _W,
    "speaks in general",
    "withdrawal: abstract communication",
    "The client speaks of people in general here.",
)
SHIFT = Kind(
    _W,
    "moves to something else",
    "withdrawal: avoidant storytelling or topic shift",
    "The client moves away from what was asked.",
)
APPEASE = Kind(
    _W,
    "goes along",
    "withdrawal: deferential and appeasing",
    "The client goes along; their own view is hard to hear.",
)
SPLIT = Kind(
    _W,
    "laughs over something hard",
    "withdrawal: content/affect split",
    "The words are heavy and the tone is light.",
)
SELF = Kind(
    _W,
    "turns on themselves",
    "withdrawal: self-criticism or hopelessness",
    "The client turns on themselves, or sounds without hope.",
)
STOP = Kind(_W, "thinks of not coming back", "", "The client speaks of stopping or not coming back.")
KINDS = (DENIAL, MINIMAL, ABSTRACT, SHIFT, APPEASE, SPLIT, SELF, STOP)

WITHDRAWAL: tuple[Mark, ...] = (
    mark(
        DENIAL,
        0.35,
        r"(?:it's|it was|i'm|i am|that's|everything(?:'s| is)|things are) (?:all |just |totally |really )?"
        r"(?:fine|okay|ok|all right|alright)",
        r"nothing(?:'s| is| was)? (?:wrong|the matter|happened)",
        r"no big deal",
        r"(?:it|that) (?:doesn't|didn't|does not) (?:really )?(?:matter|bother me)",
        r"i don't (?:really )?mind",
        r"i'm over it",
        r"never ?mind",
        r"i(?:'m| am) not (?:really )?(?:upset|angry|bothered|hurt)",
        r"forget (?:it|i said)",
    ),
    mark(
        MINIMAL,
        0.3,
        r"i (?:guess|suppose)(?: so)?[.,!?]*$",
        r"whatever[.,!]*$",
        r"(?:i )?(?:don't|dunno|do not) (?:really )?know[.,!]*$",
        r"nothing (?:much|really|to say)",
        r"if you say so",
    ),
    mark(
        ABSTRACT,
        0.2,
        r"(?:people|everyone|one|humans|men|women) (?:tend|tends|always|usually|often|generally|just) \w+",
        r"in (?:general|theory|principle)",
        r"generally speaking",
        r"theoretically|philosophically|intellectually",
        r"the human condition|human nature",
        r"society (?:expects|makes|tells|is)",
    ),
    mark(
        SHIFT,
        0.45,
        r"(?:i(?:'d| would)? )?(?:rather not|don't (?:really )?(?:want|wanna|feel like)(?: to)?|"
        r"prefer not to)"
        r" (?:go into|go there|talk|talking|get into|discuss|think about|say)(?: \w+){0,2}",
        r"(?:can|could|let's|shall) (?:we )?(?:talk about|move on|change|do) (?:to )?(?:something|"
        r"anything|the|another)"
        r"(?: \w+)?",
        r"(?:but |so |well )?anyway[,.]",
        r"by the way",
        r"on (?:another|a different) note",
        r"(?:that|it) reminds me",
        r"let's (?:not|drop|leave|skip)(?: \w+)?",
    ),
    mark(
        APPEASE,
        0.45,
        r"whatever you (?:think|say|want|like|suggest|feel)(?: is (?:best|right))?",
        r"you(?:'re| are) the (?:expert|doctor|therapist|professional|boss)",
        r"if (?:you think|that's what you)(?: so| want| think)?",
        r"you know best",
        r"i(?:'ll| will| can) (?:just )?(?:do|try) (?:it|that|whatever|anything)(?: you \w+)?",
        r"i don't want to (?:bother|burden|upset|annoy|hurt|waste) (?:you|your \w+)",
        r"(?:i'm )?sorry (?:for|that i|to) (?:be|being|bother|complain|complaining|wast\w+|ramb\w+|"
        r"go|going|keep)",
        r"i(?:'m| am) sure you(?:'re| are)? (?:right|know|mean well)",
        r"i (?:shouldn't|don't mean to) complain",
        r"(?:it's|it is|that's) (?:me|my (?:own )?fault)[, ]+not (?:you|yours)",
    ),
    mark(
        SPLIT,
        0.35,
        r"[\[(*](?:\w+ )?(?:laugh\w*|chuckl\w*|smil\w*|giggl\w*)[\])*][^.?!]{0,60}"
        r"(?:died|dead|kill|hurt|cry|cried|hate|awful|terrible|alone|sad|lost|abus\w+|scared)",
        r"(?:died|dead|kill|hurt|cry|cried|hate|awful|terrible|alone|sad|lost|abus\w+|scared)[^.?!]{0,60}"
        r"(?:[\[(*](?:\w+ )?(?:laugh\w*|chuckl\w*|smil\w*|giggl\w*)[\])*]|haha\w*|lol)",
    ),
    mark(
        SELF,
        0.4,
        r"i(?:'m| am)(?: just)?(?: so| such)?(?: a| an)? (?:stupid|useless|pathetic|failure|idiot|"
        r"hopeless|worthless|broken|"
        r"burden|terrible person|bad person|loser|dumb|lost cause|screw-?up|mess)",
        r"i (?:can't|never|don't) (?:do|get|ever do) (?:anything|a thing|it|things) right",
        r"i (?:always )?(?:ruin|mess up|screw up) (?:everything|things|it)",
        r"(?:what(?:'s| is)|there(?:'s| is) no|i don't see the|see no) (?:the )?(?:point|use|hope)",
        r"nothing (?:will|can|is going to|ever)(?: ever)? (?:help|change|work|get better)\w*",
        r"i(?:'ve| have)? (?:give|given|giving) up",
        r"i(?:'m| am) (?:a )?bad (?:client|patient)",
        r"it's hopeless|no (?:hope|way out)",
    ),
    mark(
        STOP,
        0.6,
        r"(?:thought|thinking|think) (?:about|of) (?:not coming|stopping|quitting|leaving|"
        r"cancel\w*)(?: \w+)?",
        r"(?:not|don't|won't)(?: \w+){0,3} (?:come|coming|want to come|be) (?:back|here any ?more|again)",
        r"(?:almost|nearly) (?:didn't come|cancel\w+|did not come)",
        r"(?:want|going|like) to (?:stop|quit|end) (?:therapy|coming|this|these sessions|our sessions)",
        r"(?:take|need) a break from (?:therapy|this|coming)",
        r"(?:find|see) (?:someone|somebody|a) (?:else|different|new) (?:therapist|counsel\w+)?",
    ),
)
