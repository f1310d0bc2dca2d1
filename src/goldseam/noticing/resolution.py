"""Resolution in talk: the therapist turns toward the rupture. Ten strategies of the 3RS, in our words.

The names are those of `terms.rupture.Strategy`; a found strategy is a moment worth keeping, too.
"""

from __future__ import annotations

from goldseam.noticing.marks import Kind, Mark, Side, mark
from goldseam.terms.rupture import Strategy


def _kind(strategy: Strategy, name: str, says: str) -> Kind:
    return Kind(Side.RESOLUTION, name, f"resolution: {strategy.value}", says)


KIND_OF: dict[Strategy, Kind] = {
    Strategy.CLARIFY: _kind(Strategy.CLARIFY, "clears up", "You clear up what was meant."),
    Strategy.CHANGE_TASK: _kind(Strategy.CHANGE_TASK, "changes the task", "You offer to do it another way."),
    Strategy.RATIONALE: _kind(Strategy.RATIONALE, "says why", "You say what the work is for."),
    Strategy.INVITE: _kind(
        Strategy.INVITE, "asks how it is between you", "You ask how it is for them with you."
    ),
    Strategy.OWN: _kind(Strategy.OWN, "owns a part", "You own your part."),
    Strategy.DISCLOSE: _kind(
        Strategy.DISCLOSE, "says what it is like for you", "You say what happens in you, here."
    ),
    Strategy.LINK_BETWEEN: _kind(
        Strategy.LINK_BETWEEN, "links it to the two of you", "You link it to the two of you."
    ),
    Strategy.LINK_ELSEWHERE: _kind(
        Strategy.LINK_ELSEWHERE, "links it to others", "You link it to other relationships."
    ),
    Strategy.VALIDATE: _kind(
        Strategy.VALIDATE, "welcomes it", "You make room for what they said, or for their guard."
    ),
    Strategy.REFOCUS: _kind(Strategy.REFOCUS, "comes back to it", "You come back to what was left."),
}
RESOLUTION: tuple[Mark, ...] = (
    mark(
        KIND_OF[Strategy.CLARIFY],
        0.5,
        r"(?:what i|i) (?:meant|was trying to|wanted to say|didn't mean|was asking)(?: \w+){0,3}",
        r"let me (?:clarify|explain|say that (?:again|differently)|put (?:it|that) (?:differently|"
        r"another way)|try (?:that )?again)",
        r"(?:did|have) i (?:misunderst\w+|misheard|get that wrong|got that right|understand)(?: \w+)?",
        r"i (?:may|might) have (?:misunderstood|misheard|not been clear|been unclear)",
    ),
    mark(
        KIND_OF[Strategy.CHANGE_TASK],
        0.5,
        r"(?:we|let's|we can|we could|shall we|maybe we) (?:could |can |should )?(?:try|"
        r"do) (?:something|it|this|that) "
        r"(?:else|different\w*|another way|slower)",
        r"(?:put|leave|set) (?:the \w+|that|it|this) (?:aside|down|to one side)",
        r"(?:we|you) (?:don't|do not) (?:have|need) to (?:do|fill|finish|talk about)(?: \w+){0,2}",
        r"what would (?:you like|be (?:more )?(?:helpful|useful|better)|help)(?: \w+){0,3}",
        r"(?:slow|go) (?:down|slower)|change (?:the plan|what we|our)(?: \w+)?",
    ),
    mark(
        KIND_OF[Strategy.RATIONALE],
        0.4,
        r"(?:the )?(?:reason|idea|thinking|purpose)(?: behind| for| of| is| why)?(?: this| that|"
        r" the)? (?:is|was|i|we|exercise|being|homework)",
        r"(?:i'm asking|i ask|we do|i suggested|i suggest) (?:this|that|it|you)? ?(?:because|so that|"
        r"in order)",
        r"(?:it|this|that) (?:can|might|may) help (?:us|you) (?:to )?(?:see|notice|understand|learn|find)",
    ),
    mark(
        KIND_OF[Strategy.INVITE],
        0.65,
        r"(?:how|what) (?:was|is|has|did|does|do) (?:it|that|this|you|the (?:hour|session|silence|question|"
        r"exercise|pause|room|homework|break|first \w+|last (?:hour|time|session|one)))(?: been| feel|"
        r" sit)? (?:like |feel |land |for you |with you |sit |"
        r"about )*(?:to sit|when i|for you|to hear|with me|here with|what i|that i|between us|"
        r"about (?:me|our|us|how we|the way))",
        r"what was (?:it|that) like[^.?!]{0,60}(?:me|i |we|here|today|session)",
        r"how (?:are|do) you (?:feeling|feel)(?: \w+)? (?:about (?:me|us|our|what i|therapy|"
        r"the therapy|this session)|with me|right now with)",
        r"i(?:'ve been|'m| am| have been| was)? (?:wonder\w*|curious)[^.?!]{0,40}(?:session|"
        r"between us|with me|what i said|sat with you|when i|here)",
        r"(?:something|anything) (?:i (?:said|did|missed)|between us|shifted|changed|"
        r"happened)(?: \w+){0,3}",
        r"(?:did|have|was|am|were) i [^.?!]{0,40}(?:hurt|upset|miss|wrong|push|off|too (?:fast|much|"
        r"quick))(?: \w+)?",
    ),
    mark(
        KIND_OF[Strategy.OWN],
        0.65,
        r"i(?:'m| am)(?: so| really| truly)? sorry (?:i|that i|for (?:my|not|how|the way|being|"
        r"pushing|missing|interrupting))(?: \w+){0,4}",
        r"i apologi[sz]e(?: \w+){0,3}",
        r"(?:you're|you are) right[,.]* (?:i|that i|it was)(?: \w+){0,3}",
        r"i (?:may|might|must|think i|see i|noticed i|see that i|realise i|realize i)(?: have| had|"
        r"'ve)? (?:missed|pushed|moved|rushed|"
        r"hurt|misunderstood|kept|got|jumped|let|overlooked|been|was|talked|went)(?: \w+){0,3}",
        r"(?:that|it) was (?:my|on my) (?:mistake|fault|part|doing|side|responsibility)",
        r"i (?:got|did) (?:that|it|this) wrong|my (?:mistake|part in)",
        r"i (?:should|could) have(?: \w+){0,3}|i wish i had(?: \w+){0,2}",
    ),
    mark(
        KIND_OF[Strategy.DISCLOSE],
        0.5,
        r"i (?:notice|noticed|find|found|feel|felt|am aware)(?: that)?(?: i(?:'m| am)?|"
        r" myself)(?: \w+){0,4}",
        r"(?:right now|here|as you say that|hearing (?:you|that|this))[,]? i (?:feel|felt|notice|"
        r"am)(?: \w+){0,3}",
        r"i(?:'m| am) (?:feeling|touched|moved|sad|worried|stuck|at a loss|a bit lost|"
        r"struggling)(?: \w+){0,3}",
    ),
    mark(
        KIND_OF[Strategy.LINK_BETWEEN],
        0.5,
        r"(?:between|with) (?:us|you and me|the two of us)(?: \w+)?",
        r"(?:happen\w*|same thing|pattern|often|also) (?:here )?(?:between|with) (?:us|me|"
        r"you and)(?: \w+)?",
        r"(?:in here|in this room|in our (?:work|sessions?|relationship))[^.?!]{0,40}(?:too|also|"
        r"as well|same|pattern)",
    ),
    mark(
        KIND_OF[Strategy.LINK_ELSEWHERE],
        0.4,
        r"(?:just like|a bit like|similar to|same as|remind\w* (?:you|me) of|familiar)"
        r"[^.?!]{0,40}(?:your|other|"
        r"with (?:him|her|them))(?: \w+)?",
        r"(?:does|has|is) (?:this|that|it)[^.?!]{0,30}(?:happen\w*|feel|familiar|other (?:people|"
        r"relationships|places))(?: \w+)?",
        r"(?:others|other people|someone else) in your life",
    ),
    mark(
        KIND_OF[Strategy.VALIDATE],
        0.55,
        r"(?:makes|make|made)(?: \w+)? sense (?:that|you|to me|why|if|given|not)(?: \w+)?",
        r"(?:of course(?! (?:i|we|not)\b)|no wonder|understandable|"
        r"i can (?:see|understand|imagine)|anyone would|"
        r"it's natural|that's natural)(?: why| that| how)?"
        r"(?: you)?(?: \w+)?",
        r"(?:glad|thank you|thanks|appreciate|grateful)[^.?!]{0,20}(?:you )?(?:for )?(?:told|tell\w*|"
        r"say\w*|said|shar\w*|honest|bring\w*|brought|let)"
        r"(?: me| that| it)?",
        r"you (?:have|had) every (?:right|reason)(?: \w+)?",
        r"(?:it )?takes (?:courage|a lot)",
    ),
    mark(
        KIND_OF[Strategy.REFOCUS],
        0.4,
        r"(?:can|could|may|shall) we (?:come|go|get|stay|return)(?: back)?(?: to| with)(?: \w+){0,3}",
        r"(?:i'd like|let's|i want|i would like) (?:to )?(?:come|go|get|return|stay)(?: back)? (?:to|"
        r"with)(?: \w+){0,2}",
        r"(?:before|earlier|a moment ago|a minute ago)[,]? you (?:said|were|mentioned|told)(?: \w+)?",
    ),
)
