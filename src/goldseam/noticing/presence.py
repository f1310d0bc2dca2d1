"""Curiosity and empathy in a therapist's words: open questions, reflections, feeling named, care."""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_T = Side.RESOLUTION
OPEN = Kind(_T, "asks openly", "", "You ask an open question.")
CLOSED = Kind(_T, "asks", "", "You ask a question.")
WONDERS = Kind(_T, "wonders", "", "You wonder with them.")
REFLECTS = Kind(_T, "reflects", "", "You say back what you heard.")
FEELS = Kind(_T, "names a feeling", "", "You name what they may feel.")
CARES = Kind(_T, "shows care", "", "You show care.")
KINDS = (OPEN, CLOSED, WONDERS, REFLECTS, FEELS, CARES)

_FEELING = (
    r"(?:sad|hard|painful|difficult|tough|scary|frightening|frustrat\w+|hurt\w*|angry|lonely|alone|"
    r"overwhelm\w+|exhaust\w+|tired|"
    r"anxious|worr\w+|stress\w*|disappoint\w+|confus\w+|terrible|awful|horrible|rough|heavy|upset\w*|"
    r"ashamed|guilty|scared|afraid|"
    r"stuck|torn|hopeless|helpless|devastat\w+|heartbreak\w*|heartbroken|pain|grief|struggl\w+|suffer\w+)"
)
PRESENCE: tuple[Mark, ...] = (
    mark(
        OPEN,
        0.6,
        r"(?:how|what|tell me|in what way|where|who|which|describe|say (?:a bit )?more|"
        r"help me understand|walk me through)"
        r"(?:'s|'re| \w+)[^.!?]{0,200}\?",
        r"tell me (?:more |a bit |a little |about )+\w*",
        r"(?:can|could|would) you (?:tell|say|share|explain|describe|elaborate|talk|help me|give me|"
        r"walk)(?: \w+){0,3}",
    ),
    mark(
        CLOSED,
        0.5,
        r"(?:do|did|does|are|is|was|were|have|has|had|can|could|would|will|any|ever|so|and|but|you|"
        r"why|when|right|really|or)[^.!?]{0,200}\?",
        r"\w+ ?\?",
    ),
    mark(
        WONDERS,
        0.5,
        r"i(?:'m| am)?(?: just| really| also)? (?:wonder\w*|curious|interested)(?: \w+){0,3}",
        r"(?:i(?:'d| would) like to (?:hear|know|understand)|i want to understand|"
        r"help me understand)(?: \w+){0,2}",
        r"(?:what|how) (?:do|would|did) you (?:think|feel|make|see|mean|like|want|need)(?: \w+){0,2}",
    ),
    mark(
        REFLECTS,
        0.5,
        r"(?:it |that )?(?:sounds|seems|looks|feels) (?:like|as (?:if|though)|to me)(?: \w+){0,3}",
        r"(?:^|[.!?] )so[,]? (?:you|it|there|what|for you|your|that|on the one|part of)(?:'re|'s|"
        r"'ve)?(?: \w+){0,3}",
        r"(?:what )?i(?:'m| am)? hear(?:ing)?(?: is| you| that)?(?: \w+){0,2}",
        r"you(?:'re| are) (?:saying|feeling|wondering|thinking|telling me|noticing|worried|concerned|"
        r"looking)(?: \w+){0,2}",
        r"you(?:'ve| have) (?:been|had|got|already|noticed|tried|really)(?: \w+){0,2}",
        r"(?:on the one hand|part of you|at the same time)(?: \w+){0,3}",
    ),
    mark(
        FEELS,
        0.5,
        r"(?:you|that|it|this|so|how|must|be|feel\w*|sounds?|very|really|a lot of|"
        rf"with)(?: \w+){{0,3}} {_FEELING}",
        rf"{_FEELING}[^.!?]{{0,20}}(?:for you|you|that must)",
    ),
    mark(
        CARES,
        0.5,
        r"i(?:'m| am)(?: so| very| really| truly)? sorry(?: to| that| you| for| about)?(?: \w+){0,3}",
        r"sorry (?:to hear|you(?:'re| are|'ve| have)?|that you|about (?:your|that)|for (?:your|"
        r"what))(?: \w+){0,2}",
        r"i (?:can |really |do |completely |totally |definitely |just )*(?:understand|imagine|relate|get|"
        r"know|see|"
        r"feel|hear) (?:how|that|what|why|you|your|the feeling|this feeling|where|it must|it can|"
        r"it's)(?: \w+){0,2}",
        r"i (?:can |totally |really )?relate|(?:i've )?been there|(?:not|aren't|never) alone",
        r"(?:i'm|i am|we're|we are)(?: always| all| right)? here(?: for| if| to)?(?: \w+){0,2}|here for you",
        r"(?:pm|dm|message|write|talk to|text) me|(?:you can |feel free to |please |always )(?:talk|vent|"
        r"reach out)"
        r"(?: \w+){0,2}|(?:want|wanna|need)(?: someone)?(?: to)? (?:talk|chat|vent)(?: about it| to)?",
        r"(?:hang in there|hang on|stay (?:strong|safe)|hugs?|sending|take care|proud of you|(?:good|"
        r"best of) luck|"
        r"wish you|you got this|you can do (?:this|it)|i(?: really| do)? hope|hope (?:you|things|"
        r"it))(?: \w+){0,2}",
        r"keep (?:going|fighting|trying|pushing|it up|your head|your chin|on)|(?:it|things)(?:'ll| will| do|"
        r" does| can)?"
        r" gets? better|don't (?:worry|give up|be so hard)|much love|lots of love|love you",
        r"you(?:'re| are) (?:so |very |really |a |an |such a )*(?:strong|worth\w*|loved|amazing|awesome|"
        r"brave|"
        r"important|special|good person|not (?:a|stupid|weak|crazy|broken|worthless|useless))|"
        r"you (?:deserve|matter)",
        r"(?:that|it|this) (?:must|has to|has got to) (?:be|have|feel)(?: \w+){0,3}",
        r"(?:congrat\w*|well done|great job|good for you|that's (?:great|awesome|amazing|wonderful|"
        r"good)|thank you|thanks)(?: \w+){0,2}",
    ),
)
