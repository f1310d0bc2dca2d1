"""Talk for change, and the questions around it: what the layers weigh beside talk for staying put.

The families are the usual ones of motivational interviewing (desire, ability, reason, need,
commitment, steps taken; Miller & Rollnick 2013); the phrases are our own. None is shown as a moment:
weight 0, no sentence. How often a family comes up, not whether, tells most in long turns.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_R = Side.RESISTANCE


def _family(name: str, *phrases: str) -> Mark:
    return mark(Kind(_R, name, "", ""), 0.0, *phrases)


_CLIENT: tuple[Mark, ...] = (
    _family(
        "wishes a change",
        r"i(?:'d| would)? (?:really |do |just |also )*(?:want|wanna|like|love|wish|hope) (?:to|i|it|that|"
        r"for)",
        r"i(?:'m| am) (?:really |so )?(?:tired of|sick of|ready|hoping|looking|willing|motivated|determined)",
        r"it would be (?:nice|good|great)|would help|i wish",
    ),
    _family(
        "can change",
        r"i (?:probably |definitely |think i |guess i |know i )*(?:can|could|might|may)(?: probably| just|"
        r" maybe| definitely| try| still)?",
        r"i(?:'m| am) able|it(?:'s| is) (?:possible|doable|not that hard)|(?:shouldn't|"
        r"wouldn't) be (?:too )?hard",
        r"i(?:'ve| have) done it|confident|manage",
    ),
    _family(
        "needs a change",
        r"i(?:'ve)? (?:really |probably |just |definitely |know i |guess i |do )*"
        r"(?:need|have|got|ought|should|must|better)(?: to)?",
        r"(?:something|it|things?) (?:has|have|needs?) to (?:change|stop|give|be)|important|time to|"
        r"can't go on",
    ),
    _family(
        "commits",
        r"i(?:'ll| will| am going to|'m going to|'m gonna| am gonna| promise| plan| intend)"
        r"(?: definitely| try| probably| to)*",
        r"(?:from now on|starting (?:today|tomorrow|now)|i'm in|let's do|sounds (?:good|like a plan))",
    ),
    _family(
        "took steps",
        r"i(?:'ve| have)? (?:already |just |actually |recently )*(?:been|started|stopped|quit|cut|tried|"
        r"gone|went|bought|threw|called|signed|switched|managed|joined|decided|talked)",
        r"used to|back then|(?:days?|weeks?|months?|years?) (?:ago|sober|clean)",
    ),
    _family(
        "names a cost",
        r"(?:worr\w*|scar(?:ed|es|y)|afraid|ashamed|embarrass\w*|guilty|regret\w*|concern\w*|hate\w*)",
        r"(?:health\w*|lungs?|heart|liver|cough\w*|breath\w*|sick|pain\w*|hangover\w*|die|dying|cancer)",
        r"(?:money|expensive|cost\w*|afford|job|fired|licen[sc]e|arrested|probation|trouble|custody)",
        r"(?:fight\w*|argu\w*|yell\w*|lonely|alone|miss(?:ed|ing)?)",
    ),
    _family(
        "people who matter",
        r"(?:my|the|our) (?:kids?|child(?:ren)?|sons?|daughters?|wife|husband|family|mom|mother|mum|dad|"
        r"father|"
        r"parents|partner|girlfriend|boyfriend|grand\w+|baby)",
    ),
    _family(
        "blames pressure",
        r"(?:make|makes|making|made|force[sd]?|forcing|push\w*|want|wants|wanted|told|tell|tells|telling|"
        r"sent|nag\w*|bother\w*|supposed) (?:me|us)?",
        r"(?:have to be|had to come|told to come|didn't choose|not my idea|off my back|leave me alone)",
    ),
    _family(
        "how much",
        r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|dozen|half|couple|few|"
        r"several|every ?day|daily|nightly|week(?:s|ly|ends?)?|nights?|packs?|glass(?:es)?|bottles?|cans?|"
        r"drinks?|times?|hours?|pounds|percent",
    ),
    _family(
        "the habit",
        r"(?:smok\w*|cigarettes?|cigars?|vap\w*|nicotine|drink\w*|drunk|beers?|wine|alcohol\w*|liquor|"
        r"party|parties|weed|pot|marijuana|joints?|drugs?|pills?|heroin|cocaine|meth|gambl\w*|bets?)",
        r"(?:eat\w*|food|diet\w*|snack\w*|sweets|soda|junk|exercis\w*|gym|walk\w*|weight|medic\w*|insulin|"
        r"blood (?:sugar|pressure)|pills?|dose|brush\w*|floss\w*|sleep\w*|games?|gaming|phone)",
    ),
    _family(
        "says yes",
        r"^(?:(?:um|uh|well|oh|so|and)[, -]*)*(?:yeah|yes|yep|right|sure|exactly|definitely|absolutely|okay|"
        r"ok|mm-hmm)",
    ),
    _family(
        "says no", r"^(?:(?:um|uh|well|oh|so|and)[, -]*)*(?:no|nope|nah|not|never|i don't|i can't|i'm not)"
    ),
    _family(
        "unsure",
        r"i (?:don't|dunno|do not) ?(?:really )?(?:know)?|not (?:really )?sure|i guess|i suppose|depends",
    ),
    _family("falters", r"um|uh|er|like|you know|i mean|well|\w+-\w{1,4}-\w+"),
)
_THERAPIST: tuple[Mark, ...] = (
    _family(
        "asks the good of it",
        r"(?:what|which|anything|something|else)[^.?!]{0,40}(?:like|enjoy|good|get out of|do for you|"
        r"does for you|"
        r"love|positive|benefit\w*|pros?|helps?)",
        r"(?:good|nice|positive) (?:things?|side|parts?|stuff)|upside|what(?:'s| is) good",
    ),
    _family(
        "asks the bad of it",
        r"(?:not[- ]so[- ]good|less good|bad|negative|down) ?(?:things?|sides?|parts?|stuff)|cons|"
        r"concerns? you|"
        r"worr(?:y|ies|ied)|don't (?:you )?like about|problems?|costs?|drawbacks?|hard(?:est)? (?:part|"
        r"thing)",
    ),
    _family(
        "asks for a number",
        r"(?:scale|one to ten|1 to 10|zero to ten|0 to 10|how (?:important|confident|ready)|"
        r"why (?:not )?a \w+|"
        r"(?:higher|lower) (?:number|than))",
    ),
    _family(
        "asks the way on",
        r"(?:next|first|small) steps?|plan\w*|goals?|how (?:would|could|might|will) you|going forward|"
        r"what (?:would|could|might|will) (?:you|it|help|that)|where (?:do|does) (?:you|that)|ideas?|"
        r"options?|try",
        r"(?:reasons?|why (?:would|do) you want|if you (?:did|decided|were to|made)|look like|"
        r"different(?:ly)?)",
    ),
    _family(
        "informs",
        r"(?:research|stud(?:y|ies)|risks?|guidelines?|recommend\w*|statistics?|doctors?|evidence|percent|"
        r"can cause|"
        r"increase[sd]?|linked|results?|tests?|levels?|recommended|treatments?)",
    ),
    _family(
        "asks leave",
        r"(?:would it be|is it|if it's|would that be) (?:okay|ok|all right|alright)|do you mind|"
        r"would you mind|"
        r"can i (?:share|ask|tell|give)|may i|permission",
    ),
    _family(
        "affirms",
        r"(?:good for you|great|well done|wonderful|excellent|fantastic|awesome|that takes|strength|strong|"
        r"you(?:'ve| have) (?:really |already )?(?:worked|managed|thought|done|made|tried)|i appreciate|"
        r"proud|impress\w*)",
    ),
    _family(
        "only listens",
        r"^\W*(?:mm+|hmm*|mm-?hmm*|uh-?huh|okay|ok|yeah|right|sure|i see|oh|wow|all right)\W*$",
    ),
)
CHANGE_TALK: tuple[Mark, ...] = (*_CLIENT, *_THERAPIST)
