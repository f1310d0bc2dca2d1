"""Sustain talk: the client speaks for things staying as they are (a term of motivational interviewing).

Not a rupture and not a fault: often it is the therapist's sign to slow down. Kinds follow the
usual reading of talk against change (desire, ability, reason, need, state of things) in our words.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_R = Side.RESISTANCE
_SAYS = "The client speaks for things staying as they are."
NO_WISH = Kind(_R, "does not want to", "", _SAYS)
NO_WAY = Kind(_R, "cannot see how", "", _SAYS)
NO_NEED = Kind(_R, "sees no need", "", _SAYS)
GOOD_SIDE = Kind(_R, "names what is good about it", "", _SAYS)
YES_BUT = Kind(_R, "yes, but", "", _SAYS)
KINDS = (NO_WISH, NO_WAY, NO_NEED, GOOD_SIDE, YES_BUT)

_NOT = (
    r"(?:don't|do not|didn't|doesn't|won't|wouldn't|can't|cannot|couldn't|isn't|is not|wasn't|not|"
    r"never|haven't|"
    r"hasn't|ain't)"
)
RESISTANCE: tuple[Mark, ...] = (
    mark(
        NO_WISH,
        0.5,
        rf"i {_NOT}(?: really| just| even| think i)* (?:want|wanna|care|like|feel like|plan|intend|"
        r"wish|going|gonna)"
        r"(?: to)?(?: \w+){0,2}",
        r"(?:i'm|i am)(?: just| really)? not (?:really |even |quite |that )?(?:gonna|going to|ready|"
        r"interested|willing|here to|"
        r"convinced|certain|sure)(?: \w+){0,3}",
        r"i(?:'d| would) (?:rather|prefer)(?: not)?(?: \w+){0,2}",
        r"(?:maybe|perhaps) (?:another|some other|later)|not (?:right )?now|not (?:yet|today)",
        r"(?:haven't|hadn't|never) (?:really |even )?(?:thought|considered|planned)(?: \w+)?",
        r"no[,.]* (?:thanks|thank you|way)",
        r"(?:lectur|nag|preach)\w*",
    ),
    mark(
        NO_WAY,
        0.45,
        rf"i (?:just |really )?(?:can't|cannot|couldn't|{_NOT} think i (?:can|could))(?: just|"
        r" really)? \w+(?: \w+)?",
        r"(?:it's|it is|it was|that's|seems|is|be|so|too|really|just|very|pretty|sort of) ?(?:so |"
        r"too |very |really |just |a little )*"
        r"(?:hard|difficult|tough|impossible|overwhelming|too much|tricky|complicated)(?: \w+){0,2}",
        r"(?:not|isn't|ain't)(?: \w+)? (?:easy|that simple|realistic|possible)",
        r"(?:don't|never) have (?:the )?(?:time|money|energy|willpower|strength|choice|guts)",
        r"how am i supposed to(?: \w+)?|i don't know how(?: \w+)?|easier said than done",
        r"(?:i've |i )?tried (?:that|it|everything|to)(?: \w+)?(?:[^.?!]{0,30}(?:but|didn't|never|"
        r"failed))?",
        r"(?:craving|withdrawal|addict)\w*|weight gain|gain(?:ing)? weight|side effects?",
        r"(?:busy|stress(?:ful|ed)?|turmoil)",
    ),
    mark(
        NO_NEED,
        0.5,
        rf"(?:it's|it is|that's|i'm|this is|there's|isn't|is|was|i {_NOT} (?:think|feel|see|believe|"
        rf"consider)[^.?!]{{0,30}}) ?"
        r"(?:not |no |n't )?(?:really |even |like |that |much of |such )*(?:a |an |any |"
        r"the )?(?:big |real |huge )?"
        r"(?:problem|deal|issue|alcoholic|addict|habit|risk|pattern|reason|worries)",
        r"(?:certainly|definitely|really|probably) not",
        r"i (?:feel|felt|am|was|sleep|do|get around|'m) (?:perfectly |absolutely |totally |pretty |"
        r"just |doing |feeling )*"
        r"(?:fine|healthy|okay|ok|well|good|normal|careful)",
        r"(?:everyone|everybody|all my friends|my friends|most people|people i know|we all|"
        r"lots of people)(?: \w+){0,3}",
        r"(?:it's|that's|totally|perfectly|just|so) (?:just |pretty |so |completely )*normal",
        r"(?:only|just) (?:on (?:the )?weekends?|when i|a (?:few|couple|little|glass|bit)|one or two|"
        r"some|a social|once|sometimes)"
        r"(?: \w+)?",
        r"(?:not|isn't|aren't)(?: really| all)? (?:that |so |too |very )(?:bad|much|many|often|"
        r"serious|unhealthy|big)",
        r"(?:don't|doesn't|didn't|can't|not) (?:really )?(?:see|need|think|believe|feel|buy|"
        r"get)(?: why| that| how| it| the| any| i| like)"
        r"(?: \w+){0,2}",
        r"(?:what(?:'s| is)|see what) the (?:big deal|harm|problem|point)",
        r"(?:he|she|they|my (?:wife|husband|mom|mother|dad|parents|doctor|boss|partner|girlfriend|"
        r"boyfriend|daughter)|the doctor|people)"
        r" (?:say|says|said|think|thinks|want|wants|told|made|sent|keep|keeps)(?: \w+){0,2}",
    ),
    mark(
        GOOD_SIDE,
        0.4,
        r"i (?:really |do |just |kind of |kinda |still )*(?:like|love|enjoy|look forward to|"
        r"miss)(?: to)?(?: \w+){0,2}",
        r"(?:helps?|makes?|keeps?|lets?|calms?|relax\w*)(?: me)?(?: to)? (?:relax|calm|feel|sleep|"
        r"forget|cope|going|wind|get through|unwind|"
        r"better|happy)(?: \w+)?",
        r"(?:relax(?:es|ing|ed)?|calming|fun|the edge off|thrill\w*|buzz|ritual|treat|reward)",
        r"part of (?:my|the|that|our) \w+",
        r"used to (?:it|smoking|drinking|that)",
        r"(?:gotta|got to|have to|need) (?:have|my|that|be|a)(?: \w+)?",
    ),
    mark(
        YES_BUT,
        0.4,
        r"(?:yes|yeah|yep|ok|okay|sure|right|i know|i understand|i guess|that's true|"
        r"maybe)[^.?!]{0,40}?[,. ]+but(?: \w+){0,2}",
        r"but (?:i|it|it's|that's|still|then|not|i'm|you|i don't|the|my|on the other)(?: \w+)?",
        r"on the other hand|at the same time|then again",
    ),
)
