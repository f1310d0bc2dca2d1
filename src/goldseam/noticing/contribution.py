"""The therapist's own part: defending, blaming, talking past, and what motivational interviewing avoids.

Found in one's own words these are moments to learn from. None of them says a therapist is bad.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark

_T = Side.CONTRIBUTION
DEFENSIVE = Kind(_T, "defends", "therapist contribution", "You may be defending here.")
BLAMING = Kind(_T, "puts it on the client", "therapist contribution", "This can sound like blame.")
PAST = Kind(_T, "talks past", "therapist contribution", "Your answer may have passed theirs by.")
ADVICE = Kind(_T, "advises unasked", "MI-inconsistent: advise", "You tell them what to do.")
CONFRONTS = Kind(_T, "argues", "MI-inconsistent: confront", "You argue with how they see it.")
WARNS = Kind(_T, "warns", "MI-inconsistent: warn", "You warn of what will come.")
DIRECTS = Kind(_T, "gives orders", "MI-inconsistent: direct", "You give an order.")
KINDS = (DEFENSIVE, BLAMING, PAST, ADVICE, CONFRONTS, WARNS, DIRECTS)

CONTRIBUTION: tuple[Mark, ...] = (
    mark(
        DEFENSIVE,
        0.55,
        r"i (?:was|am|'m) (?:only|just|simply|merely) (?:trying|doing|asking|saying|helping|"
        r"being)(?: \w+){0,2}",
        r"(?:that's|that is) not what i (?:said|meant|did)(?: \w+)?",
        r"i (?:never|didn't) (?:said|say|meant|mean|do) (?:that|it)(?: \w+)?",
        r"i(?:'m| am) sorry (?:if|but|you feel|that you feel|you took)(?: \w+){0,2}",
        r"(?:with (?:all due )?respect|to be fair|in my defen[cs]e|let me be clear|"
        r"as i (?:already )?(?:said|told you|explained))",
        r"i(?:'ve| have) (?:already |been )(?:told|explained|said|doing|try\w+)(?: \w+)?",
        r"(?:i|we) (?:do|did) (?:everything|all|what) (?:i|we) (?:can|could)",
        r"i(?:'m| am) the (?:expert|therapist|doctor|professional)|i have (?:years|\d+ years)(?: \w+){0,3}",
        r"(?:other|my other|most of my) (?:clients|patients)(?: \w+){0,2}",
        r"(?:actually|in fact|obviously|clearly|of course|the fact is|the truth is)[, ]+(?:you|i|it|"
        r"that|the|there)(?: \w+)?",
    ),
    mark(
        BLAMING,
        0.6,
        r"you(?:'re| are) (?:being |just |so |very |too |always )*(?:resist\w*|defensive|difficult|"
        r"stubborn|unwilling|dramatic|"
        r"sensitive|negative|avoid\w*|not (?:trying|listening|motivated|ready|engaging|cooperat\w+)|"
        r"making excuses|in denial|"
        r"choosing|selfish|lazy|irresponsible|wrong|mistaken|confused|overreact\w*)(?: \w+)?",
        r"you (?:didn't|don't|never|haven't|won't|refuse to|refused to|keep|always)(?: even|"
        r" really)? (?:do|done|try|tried|listen|want to|"
        r"think|change|follow|come|show|call|bring|let|give|make|making|ignor\w*|avoid\w*|miss\w*|"
        r"say\w*|seem)(?: \w+){0,2}",
        r"(?:it's|that's|this is) (?:your|on you|all you|up to you)(?: \w+){0,2}",
        r"(?:why|how) (?:did(?:n't)?|do(?:n't)?|would(?:n't)?|could(?:n't)?|have(?:n't)?|"
        r"are(?:n't)?) you(?: even| just| ever)?(?: \w+){0,2}",
        r"your (?:attitude|problem|excuse|excuses|choice|fault|resistance|defenses|denial)",
        r"(?:shame on you|disappointed in you|you let)(?: \w+)?",
    ),
    mark(
        PAST,
        0.4,
        r"(?:anyway|moving on|let's move on|be that as it may|regardless|whatever the case)[,.]?",
        r"(?:let's|we need to|we should|we have to|back) (?:get back to|go back to|return to|"
        r"to) the (?:homework|worksheet|agenda|plan|list|form|"
        r"questionnaire|exercise)",
        r"(?:that's|it's) not (?:important|the point|relevant|what we)(?: \w+)?",
        r"(?:look on the bright|at least|everything happens for|could be worse|others have it|"
        r"don't worry|cheer up|calm down|relax)(?: \w+)?",
        r"you'll be (?:fine|okay|all right)|it's (?:not that bad|nothing)",
    ),
    mark(
        ADVICE,
        0.5,
        r"you (?:really |just |probably |definitely |might |still )*(?:should|ought to|need to|"
        r"have to|must(?! (?:be|feel|have|miss)\b)|had better|gotta|got to|'ve got to)"
        r"(?: \w+){0,3}",
        r"(?:if i were you|what you (?:need|should|have)|my advice|i(?:'d| would)? (?:advise|"
        r"recommend|suggest|urge|want you to|need you to|"
        r"think you should))(?: \w+){0,3}",
        r"why (?:don't|not|can't) (?:you )?(?:just )?(?:try|go|stop|quit|start|talk|call|take|do|"
        r"tell)(?: \w+){0,2}",
        r"(?:it's|it is|it'd be) (?:best|better|important|time|essential|necessary|"
        r"critical)(?: for you)? (?:to|that|if)(?: \w+){0,2}",
        r"have you (?:tried|considered|thought (?:of|about))(?: \w+){0,2}",
    ),
    mark(
        CONFRONTS,
        0.6,
        r"(?:but|well|no|come on|look|listen|seriously|really)[,.!?]+ (?:you|that's|it's|this|don't|"
        r"i)(?: \w+){0,2}",
        r"(?:don't|can't|didn't|do you not|do|did) you (?:even|really|actually|not) \w+(?: \w+)?",
        r"(?:don't|can't|didn't) you (?:think|care|realize|realise|know|see|understand|want|"
        r"believe|agree|remember)(?: \w+){0,2}",
        r"(?:that's|that is|it's|this is) (?:just |not |a |an |no |really |very |pretty |"
        r"quite )*(?:excuse|true|wrong|ridiculous|nonsense|good enough|"
        r"good reason|bad idea|dangerous|unacceptable|irresponsible|stupid|normal|an answer|right|"
        r"healthy|lie|silly)",
        r"you (?:can't|cannot|could not|couldn't) (?:just |keep |really |possibly |"
        r"honestly )*(?:\w+)(?: \w+)?",
        r"(?:who are you|are you (?:sure|kidding|serious|joking|telling|trying|aware)|"
        r"you expect me)(?: \w+)?",
        r"i (?:don't|do not) (?:believe|think|buy|see|understand)(?: that| you| it| why| how)?(?: \w+)?",
        r"(?:if you (?:really|actually|truly)|you say (?:that|you))(?: \w+){0,2}",
    ),
    mark(
        WARNS,
        0.6,
        r"(?:if you (?:don't|keep|continue|do not|go on|stop|quit))[^.?!]{0,60}(?:you'll|you will|"
        r"you're going|you could|you might|die|lose|get|"
        r"cancer|jail|worse|be)(?: \w+)?",
        r"(?:you'll|you will|you're going to|you're gonna|you could|you are going to) (?:end up|die|"
        r"lose|regret|never|be (?:dead|sorry|back|in)|get "
        r"(?:sick|cancer|fired|caught|worse)|kill|ruin)(?: \w+)?",
        r"(?:killing|hurting|harming|ruining|damaging|risking|endangering) (?:you|your\w*|the|his|"
        r"her|them)(?: \w+)?",
        r"(?:dangerous|deadly|risk of|cause cancer|lung cancer|overdose|heart (?:attack|disease)|"
        r"death|statistics|consequences)",
    ),
    mark(
        DIRECTS,
        0.5,
        r"(?:^|[.!?] )(?:stop|quit|start|listen|look|calm|get|go|take|try|tell|don't|do|just|make|"
        r"put|let's|think about|remember|promise)"
        r" (?:it|that|this|to|down|up|me|your|the|a|you|be|drinking|smoking|doing|worrying|thinking|"
        r"being|go|do|stop|take)(?: \w+)?",
        r"(?:i want|i need|i expect|i'm going to have|i'm telling|i told|i'm asking|"
        r"i'm gonna need) you(?: to)?(?: \w+){0,2}",
        r"(?:you're|you are) (?:going to|gonna|not going to|supposed to)(?: have to|"
        r" need to)?(?: \w+){0,2}",
    ),
)
