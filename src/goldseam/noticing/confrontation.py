"""Confrontation in talk: the client moves against the therapist or the work.

Seven kinds after the 3RS in our own words. Being angry in public is not confronting a helper:
public hostility sets do not transfer here (AUROC about .6), so these rules look for *you*, the
work and the hour. A confrontation is often a gift: it says what is wrong while it can be mended.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_C = Side.CONFRONTATION
THERAPIST = Kind(
    _C,
    "complains about you",
    "confrontation: complaints about the therapist",
    "The client says something about you was not right for them.",
)
REJECTS = Kind(
    _C,
    "turns down what you offered",
    "confrontation: rejects therapist intervention",
    "What was offered does not fit, the client says.",
)
ACTIVITY = Kind(
    _C,
    "complains about the tasks",
    "confrontation: complaints about activities",
    "An exercise or task sits badly with the client.",
)
FRAME = Kind(
    _C,
    "complains about time, fee or place",
    "confrontation: complaints about parameters",
    "Time, fee or setting is in the way for the client.",
)
PROGRESS = Kind(
    _C,
    "says it is not helping",
    "confrontation: complaints about progress",
    "The client says this is not helping.",
)
DEFENDS = Kind(
    _C,
    "defends themselves",
    "confrontation: defends self against therapist",
    "The client may have felt accused.",
)
CONTROL = Kind(
    _C,
    "presses or gives orders",
    "confrontation: efforts to control or pressure",
    "The client presses for something, now.",
)
KINDS = (THERAPIST, REJECTS, ACTIVITY, FRAME, PROGRESS, DEFENDS, CONTROL)

_TASK = (
    r"(?:homework|worksheets?|exercises?|breathing|meditation|mindfulness|journal\w*|diary|"
    r"techniques?|questionnaires?|"
    r"forms?|role ?plays?|role-plays?|tools?|assignments?)"
)
_BAD = (
    r"(?:stupid|pointless|useless|silly|boring|childish|annoying|ridiculous|a waste|waste of time|"
    r"didn't (?:do|help)|"
    r"doesn't (?:help|work)|don't (?:want|like|see|feel like|get)|hate|not going to|won't|"
    r"isn't (?:helping|working)|"
    r"not helping|makes it worse|too much|sick of|tired of)"
)
CONFRONTATION: tuple[Mark, ...] = (
    mark(
        THERAPIST,
        0.7,
        r"you(?:'re| are)? (?:just |really |clearly |obviously |always |still )?"
        r"(?:don't|didn't|do not|did not|never|not|aren't|weren't|haven't|can't|won't)(?: even|"
        r" really| ever| actually)? "
        r"(?:listen\w*|understand\w*|hear\w*|help\w*|care|caring|get (?:it|me|what)|getting (?:it|"
        r"me|what)|remember\w*|"
        r"pay\w* attention|know (?:me|what|how)|see|say\w*|answer\w*|believe|interested|taking|being)",
        r"you (?:said|told me) (?:you|that you|it|that)(?: \w+){0,4} (?:would|wouldn't|will|never)",
        r"you (?:keep|kept|always|just keep) (?:\w+ing|do|say|ask|talk|push|interrupt|tell|bring|"
        r"change)(?: \w+)?",
        r"you (?:made|make|are making|'re making) me (?:feel|look|sound)(?: \w+)?",
        r"you (?:talk(?:ed)?|went on|moved on|looked at|forgot|interrupted|left|ignored|missed|"
        r"cut me off|laughed|hurt|let me)"
        r"(?: \w+){0,3}",
        r"you(?:'re| are)? (?:sound|sounding|act|acting) like (?:a |an |my |you |every)\w*",
        r"(?:bad|worst|terrible|useless|awful|lousy|poor) (?:supporter|therapist|counsell?or|helper|"
        r"listener|advice|help|support)",
        r"you(?:'re| are) (?:a |an |such a |so |being |just |really |completely |"
        r"totally )*(?:useless|no help|unhelpful|rude|"
        r"cold|wrong|judg\w+|mean|insensitive|condescending|patroni[sz]ing|a robot|robot|bot|bored|"
        r"annoying|terrible|bad|"
        r"mocking|kidding|joking|lying|dismissive|not helpful|not very helpful)",
        r"(?:are|were|do|did) you (?:even|really|actually)(?: \w+)?",
        r"you have no (?:idea|clue|right)",
        r"what (?:do|would|could) you know",
        r"why (?:are|do|did|would|were) you (?:always |even |just |keep )?(?:say\w*|ask\w*|laugh\w*|"
        r"do\w*|tell\w*|push\w*|"
        r"not|never|so|being|judg\w*|writ\w*|look\w*|care)",
        r"(?:my|a) (?:dog|cat|friend|bartender|wall|book|computer) (?:would|could|is|"
        r"has)(?: \w+){0,2} (?:more|better)"
        r"(?: \w+)?",
        r"not what i (?:said|meant|asked|want\w*|need\w*)",
        r"you(?:'re| are) (?:just |only )?(?:doing|in|here for|saying) (?:this|it) (?:just |only )?"
        r"(?:for|because of|because you(?:'re| are)) (?:the money|paid|money|your job|yourself)",
        r"you (?:seem|look|sound) (?:so |a bit |a little |pretty |really )?"
        r"(?:bored|annoyed|distracted|tired of|cold|somewhere else|irritated|fed up|angry)(?: \w+)?",
        r"(?:my|the) (?:last|old|previous|other|former) (?:therapist|counsell?or|psychologist) "
        r"(?:was|did|would|never|at least|always|knew|helped|got|listened)(?: \w+)?(?: \w+)?",
    ),
    mark(
        REJECTS,
        0.5,
        r"(?:that|this|it)(?:'s| is| was)? (?:just |really |so )?(?:not|isn't|wasn't|doesn't|won't|"
        r"didn't|wouldn't|can't)"
        r"(?: really| even| going to| gonna| very| at all)? (?:help\w*|work\w*|useful|right|true|it|"
        r"the (?:point|problem|same)|"
        r"make sense|possible|that (?:simple|easy))",
        r"i(?:'ve| have)? (?:already )?tried (?:that|it|this|all|everything)",
        r"(?:that|this|it)(?:'s| is| sounds) (?:a )?(?:stupid|ridiculous|silly|terrible|bad|crazy|"
        r"nonsense|rubbish|bullshit|crap|"
        r"useless|pointless|easy for you)(?: \w+)?",
        r"i (?:don't|do not) (?:agree|buy (?:it|that)|think (?:so|that'?s?|it'?s?|you|this)|"
        r"believe (?:that|it|you)|see (?:how|why))",
        r"i disagree",
        r"easier said than done",
        r"(?:no|nope)[,.]? (?:that's|it's|that is|you|i(?:'m| am)? not|i don't|not)(?: \w+)?",
        r"yes,? but|yeah,? but|ok(?:ay)?,? but|i know,? but|sure,? but",
        r"(?:that )?makes no sense",
        r"how (?:is|would|does|will|could|can) (?:that|this|it) (?:supposed to |going to |gonna |"
        r"even )?(?:help\w*|work|change)",
        r"you(?:'re| are) wrong",
    ),
    mark(ACTIVITY, 0.55, rf"{_TASK}[^.?!]{{0,50}}{_BAD}", rf"{_BAD}[^.?!]{{0,50}}{_TASK}"),
    mark(
        FRAME,
        0.5,
        r"wast(?:e|ing|ed) (?:of )?(?:my |your |our )?(?:time|money)",
        r"(?:too|so) (?:expensive|short|far|early)",
        r"(?:you|you're|you were|we) (?:are |were |started )?(?:always |so )?late",
        r"you cancel\w*",
        r"(?:pay|paying|paid|charge|charging|cost|costs|fee)[^.?!]{0,40}(?:for (?:this|that|you|"
        r"what)|too much|so much)",
        r"(?:only|just) (?:an hour|fifty minutes|50 minutes|half an hour|once a)",
        r"(?:hate|don't like) (?:this room|the phone|video|zoom|being recorded|the recording|"
        r"coming here|it here)",
    ),
    mark(
        PROGRESS,
        0.6,
        r"(?:i'm|i am|things are|it's|nothing is|i'm still|i don't feel) (?:not |n't )?(?:getting |"
        r"feeling |any |just )*"
        r"(?:worse|any better|no better)",
        r"(?:this|therapy|talking|it|counsell?ing)(?: all)?(?: really| just)? (?:isn't|is not|'s not|"
        r"not|doesn't|does not|hasn't)"
        r"(?: really| even)? (?:helping|help|helped|working|work|worked|going anywhere|"
        r"doing anything|done anything)(?: me)?",
        r"(?:no|not any|haven't made|don't see any) (?:progress|difference|change|improvement)",
        r"(?:what(?:'s| is) the point (?:of|in)) (?:this|therapy|talking|coming|these|doing)",
        r"(?:been (?:coming|doing this|talking)|we've been)[^.?!]{0,40}(?:and|but) (?:nothing|"
        r"i'm still|i still|no)",
        r"nothing (?:has )?(?:changed|helps|is changing|works)",
        r"(?:not|isn't|wasn't|hasn't been|didn't get) (?:very |really |any |much |that )?(?:helpful|"
        r"help|useful)",
        r"(?:not|isn't|no longer) what i (?:came|come) (?:here )?for",
        r"going (?:round|around) in circles|getting nowhere",
        r"(?:don't|do not|can't|cannot|not sure|not convinced|doubt|doubt that) "
        r"(?:really |even )?(?:see |think |feel |believe |know )?(?:how |if |that |what |whether )?"
        r"(?:this|therapy|counsell?ing|talking|coming here|it|we)"
        r"(?:'s| is|'re| are)?(?: even| actually| really)? "
        r"(?:helps?|helping|works?|working|going anywhere|getting anywhere|making (?:any )?progress|"
        r"does anything|doing anything|right for me|for me|worth it|supposed to help)",
        r"i (?:don't|do not) know why i (?:keep |even |still |bother )*"
        r"(?:com(?:e|ing)|show(?:ing)? up|bother)(?: here)?",
        r"(?:is|are) (?:this|we|it|therapy) (?:even |really |actually )?(?:going|getting) anywhere",
        r"what good (?:does|is|will|would) (?:this|it|that|talking|therapy|the \w+)(?: \w+)?",
        r"(?:nobody|no one|nothing) can help me|(?:you|nobody here) can(?:'t|not) help me",
        r"(?:months|weeks|years|sessions) (?:and|but|later|now)[^.?!]{0,20}"
        r"(?:nothing|still|no better|the same)",
    ),
    mark(
        DEFENDS,
        0.4,
        r"(?:that's|that is|it's|this is) not (?:fair|my fault|true|how it)",
        r"(?:don't|stop) blam(?:e|ing) me(?: \w+)?",
        r"i (?:never|didn't) (?:said|say|meant|mean|do) (?:that|it|anything)(?: \w+)?",
        r"i(?:'m| am) not (?:being |a |an |the )(?:difficult|one|resistant|stubborn|lazy|liar|"
        r"problem|addict|alcoholic|child|crazy|"
        r"defensive|negative|dramatic|idiot)(?: \w+)?",
        r"i (?:did|do|am|was) (?:do|try|trying|doing|what i)(?: \w+)?(?: \w+)?",
        r"i was (?:only|just) (?:trying|being|asking|saying)",
        r"(?:you're|are you|you are) (?:blaming|accusing|attacking|judging|saying it's my|"
        r"calling me)(?: \w+)?",
        r"you (?:make|made) it sound(?: like)?",
    ),
    mark(
        CONTROL,
        0.5,
        r"just (?:tell|give|fix|answer|help|listen|let) me(?: \w+)?",
        r"(?:answer (?:me|my|the)|listen to me|look at me|let me (?:finish|talk|speak))",
        r"you (?:have|need|'ve got) to (?:tell|fix|help|give|do|make|listen|write|stop)(?: \w+)?",
        r"you(?:'d| had) better",
        r"(?<!i )(?<!we )(?<!you )(?<!they )(?:don't|stop) "
        r"(?:you dare|ask\w*|tell\w*|talk\w*|say\w*|writ\w*|look\w*|interrupt\w*|"
        r"push\w*|try\w*|pretend\w*|giv\w*|"
        r"preach\w*|lectur\w*|feel)(?: \w+){0,2}",
        r"i (?:want|demand|expect|need) you to(?: \w+)?",
        r"if you don't[^.?!]{0,50}(?:i'll|i will|i'm going|i am)",
        r"(?:get|go) to the point",
    ),
    mark(
        CONTROL, 0.5, r"shut up", unless=r"(?:i|we|he|she|they|to|me|him|her|them)(?:'d|'ll)?(?: \w+){0,2} "
    ),
)
