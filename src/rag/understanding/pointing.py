"""What a request points at: what was talked of, no member, the whole report, or nothing. Rules over lower-case text."""

from __future__ import annotations

import re

from rag.text import terms
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.rules import Rule, of_words

ALIKE = Rule(
    "asks for the like of the thing talked of",
    (
        (r"(?:something|anything|one|ones|a scheme|a programme) (?:like (?:it|that|this)|similar|of the (?:kind|sort))"
         r"|(?:an? )?equivalent|likewise"),
        r"(?:the )?same (?:thing )?(?:at|in|for)|(?:do|did|done|have|has) (?:it|that|so) (?:too|as well)",
    ),
    yes=("is there something similar at x", "does x have an equivalent", "do they have anything like it at x", "the same at x",
         "did x do that too"),
    no=("the same people", "do they like it", "similar values at x"),
)  # fmt: skip
DOES_IT = Rule(
    "asks who else does the thing talked of",
    (
        r"(?:do|does|did|done|have|has|had|got|runs?|uses?|offers?|wants?|plans?) (?:that|this|it|so|one|them|those|any|the same)",
        (r"(?:thinking (?:about|of)|planning|considering|looking (?:at|into)|doing|working on|introducing|trying) "
         r"(?:that|this|it|one|them|those|the same)"),
    ),
    yes=("do any of the others do that", "have the others got one", "who else has it", "does oak use them",
         "who else is thinking about one", "are any others planning it"),
    no=("what about the others", "and oak", "which of the others", "do they"),
)  # fmt: skip
HAS_IT = Rule(
    "asks whether somebody has the thing talked of",
    (
        r"(?:is|are|was|were) there (?:one|any|ones)(?: (?:too|as well))?(?= (?:at|in)\b|[ ?.!]*+$)",
        (r"(?:do|does|did|have|has|had|is|are) (?!every|we\b|you\b|i\b)(?:[\w'-]++ ){1,6}(?:have|had|got|do|done|run|use|doing"
         r"|running|using) (?:one|it|that|any|the same)(?: (?:too|as well|yet))?(?= (?:at|in)\b|[ ?.!]*+$)"),
        (r"(?!(?:who|what|which|when|where|why|how|if|i|we|you|do|does|did|ha[sd]|have|is|are|was|were|can|could|should|would)\b)"
         r"(?:[\w'-]++ ){1,5}(?:also |already )?"
         r"(?:has|have|had|got|does|do|did|uses?|runs?) (?:also )?(?:one|it|that)(?:,? (?:too|as well|already))?"
         r"(?:,? (?:right|correct|yes|no|then|(?:do|does|did|have|has)n'?t (?:it|they)))?(?=[ ?.!]*+$)"),
    ),
    yes=("is there one at ash", "so have the others got one?", "does ash use it too", "and do they run one at ash",
         "are the others doing that yet", "so ash has one as well, right?", "the others have it too"),
    no=("who at ash has one", "you have it", "is there one nurse", "does everyone have one", "who has one",
        "when did ash get one", "do the others have one site",
        "do you do that"),
    bounded=False, head=r"^(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
)  # fmt: skip
"""Asked of others, it is of the thing that brought up the talk, not of what was asked of it last."""
REASON = Rule(
    "asks for the reason alone",
    (
        (r"why(?: (?:is|was|are|were|did|do|does|isn't|wasn't|don't|didn't|doesn't) (?:that|this|it|they|so|he"
         r"|she))?(?: so| not)?"),
        r"(?:why|how) (?:not|so|come)(?: \w++)?",
        (r"(?:for |on |with )?(?:what|which|whatever) (?:reason|grounds?)s?|(?:the )?reasons?|because of what|what for"
         r"|what made (?:them|it)(?: so| do (?:that|it|this|so))?"),
        (r"(?:does|did|do) (?:it|they|he|she|the report|we) (?:say|know|explain|tell) why(?: (?:that is|not))?"
         r"|any reasons?(?: given)?|is there (?:a|any) reason(?: (?:for (?:that|it|this)|given))?"),
        (r"what(?:'s| is| was| were)? (?:the )?(?:reasoning|rationale|thinking|explains|explained|caused|led to|behind)"
         r"(?: (?:behind |for )?(?:that|it|this))?|on what (?:basis|grounds)"),
    ),
    yes=("why", "why?", "why not", "may i ask why not?", "for what reason?", "reason?", "how come", "but why is that",
         "why did they", "why not directly?",
         "did they say why", "what's the rationale",
         "what for", "what made them do that"),
    no=("why did they rename it", "what is the thinking on pay", "how many", "what reasons were given for the compact",
        "why do they need more leaders", "what for whom"),
    bounded=False, whole=True,
    head=r"(?:(?:and|ok|okay|so|but|may i ask|can i ask|do you know|does it say|tell me|well|then|oh)[ ,.]++){0,3}+",
    tail=r"[? ]*+",
)  # fmt: skip
THEM = Rule(
    "points at those talked of, whom a member has",
    (
        r"(?<!of )(?<!each of )them(?! all)",
        (r"(?:are|were|be|being|get|getting|got) they (?:\w++ ){0,2}?(?:\w{1,20}ed|chosen|given|taught|known|told|sent|made|held"
         r"|led|run|done|spread|put|set|kept|seen|met|drawn|written|thrown|taken)|they (?:are|were|get|got|have been|had been)"),
    ),
    yes=("and at ash, how are they picked", "does birch train them", "what about oak, were they then interviewed",
         "how at ash they get paid"),
    no=("do they train doctors at ash", "which of them", "how are they at ash", "do them all", "how many of them", "theme"),
)  # fmt: skip
"""Asked of a member: "they" may be that member itself where they do something, not where it is done to them."""
THEIRS = of_words(
    "points at the thing that a member has of its own", "theirs its_own their_own", no=("their board", "it owns", "own"),
)  # fmt: skip
"""Asked of a member, it is the thing that was asked of last, not the member: "is theirs any good"."""
ELSE_DONE = Rule(
    "asks what else they do",
    ((r"(?:anything|something|what|much|all) else(?: that)?(?: (?:do|did|does|have|has))? they"
      r" (?:do|did|does|have|has|had|got|offer|run|give|provide|use)(?: got)? (?:for|on|to|with|about|by way of) (?=\w)"),),
    yes=("anything else they do for nurses", "and what else do they offer to trainees", "is there something else they have on pay"),
    no=("anything else", "what else do they do", "what do they do for nurses", "who else do they do it for"),
)  # fmt: skip
"""Of those talked of, then; of the thing that was told of it asks no more."""
WITHIN_IT = Rule(
    "says no more than within what, or by which means",
    (
        (r"(?:in|within|during|inside|through|via|with|without|besides|apart from|except) "
         r"(?!(?:what|which|whom?|general|short|fact|all|detail|brief|full|other words|one line)\b)[\w'-]++(?: [\w'-]++){0,2}"),
    ),
    yes=("in appraisals?", "and during induction", "with nurses too?", "apart from doctors"),
    no=("in short", "in which wards", "in detail please", "on pay", "in appraisals, how do they do it", "with whom"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|is that|was that|even|just|only)[ ,]++){0,3}+", tail=r"[ ?.!]*+",
)  # fmt: skip
"""Then it leans on what was talked of, whatever it names: "in appraisals?" after patients' feedback."""
SAYS_ABOUT = Rule(
    "asks what is said of a thing that it then names",
    (
        (r"what (?:does|do|did) (?:it|they|this|(?:the|this|your) (?:report|document|paper|book)) (?:say|tell us|tell me|have) "
         r"(?:about|on|of) (?=\w)"),
        r"(?:please |can you |could you )?tell (?:me|us) (?:more |something )?(?:about|of) (?=\w)",
    ),
    yes=("what does the report say about nurses", "tell me about the round", "could you tell us more about wards"),
    no=("what does ash say about nurses", "tell me what it says", "who says what about whom", "tell me about"),
    bounded=False, head=r"^(?:(?:hi|hello|ok|so|and)[ ,]++){0,2}+",
)  # fmt: skip
FRONTED = Rule(
    "puts its own subject first",
    (r"[^,?]{2,40}?[,:–-]++ (?:is|are|was|were|who|how|what|do|does|did|when|why|where|which|has|have|can|could)",),
    yes=("and education, is it performance managed", "the ward leads, who are they accountable to", "tests - who wrote them",
         "and what about the rota, who wrote it"),
    no=("is it performance managed, and how", "well, who is it", "who", "has anybody tried it, did it work",
        "overall, who goes on it", "sounds good, is it", "whats the idea behind it, where does it come from"),
    head=(r"^(?:(?:and|also|but|so)[ ,]++)?(?:(?:what|how) about )?"
          r"(?!(?:well|ok|okay|so|and|yes|no|right|then|now|please|sorry|overall|generally|sounds?"
          r"|seems?|looks?|wow|hmm|any\w*+|ha[sd]|have|did|do|does|is|are|was|were|(?:who|what|when|why|where|how)'?s?|which|can|could)\b)"),
)  # fmt: skip
WHICH_IS_MORE = Rule(
    "asks which of two has more of it",
    (
        (r"(?:which|who)(?:'?s)?(?: ones?| of (?:them|the two|those(?: two)?))?(?:'?s)?"
         r"(?: (?:is|are|was|has|have|had|got|gets?|pays?)){0,2}+(?: (?:does|do|did) (?:it|that|this|so))? (?:the )?"
         r"(?:better|worse|more|less|fewer|fewest|most|least|bigger|larger|smaller|longer|shorter|higher|lower|older|newer|later|earlier"
         r"|best|biggest|largest|smallest|longest|shortest|highest|lowest|oldest|newest|latest|earliest"
         r"|(?:strict|tough|fair|strong|weak|clear|tight|saf|keen)(?:er|est))"),
        (r"(?:which|who)(?: one| of (?:them|the (?:two|three|four)))? (?:was|were|is|came|got there|did (?:it|that)|had (?:it|one))"
         r" first"),
        (r"(?:which|who)(?:'?s)?(?: one| of (?:them|the two))?(?: (?:has|have|had))? been (?:there|in post|around) (?:the )?"
         r"long(?:er|est)"),
        (r"(?:the )?(?:most|least|fewest|biggest|largest|smallest|longest|shortest|highest|lowest)(?: (?:one|of (?:them|all)))?"
         r"(?=[ ?.!]*+$)"),
    ),
    yes=("and the least?", "which one is better attended", "and which has more", "so who is bigger",
         "which of the two pays the most",
         "who has been there longest", "whos been there longest", "so whos biggest", "which ones the most",
         "who's got the most", "which of them does it best", "which is highest", "who was first", "which came first"),
    no=("which director", "who leads the better one", "which of the trusts has more", "whose is bigger", "which was never held"),
    head=r"^(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
)  # fmt: skip
COMPARES_THEM = Rule(
    "compares those that were just asked of",
    (
        (r"(?:(?:can|could) you |please |now )?(?:compare|contrast) (?:the two|both|them|these|those|the three)"
         r"(?: (?:of them|two))?"),
        r"how do (?:they|the two|both|these|those)(?: two)? (?:compare|differ)",
        (r"(?:what(?:'?s| is| are)? )?(?:the )?(?:differences?|similarities)(?: (?:between|of) (?:the two|both|them|these|those)"
         r"(?: two)?)?"),
        r"(?:show (?:me )?)?(?:the two|both|them) side by side",
    ),
    yes=("compare the two", "and how do they compare?", "whats the difference between them", "them side by side"),
    no=("compare them on pay", "how do they compare with oak", "the difference in pay", "compare ash and oak", "the two"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+", tail=r"(?: (?:please|pls|then))?[ ?.!]*+",
)  # fmt: skip
_THE_REST = (
    r"(?:all |any of )?(?:the )?(?:others?(?: \w++)?|rest|other \w++|elsewhere|every(?:one|where|body) else|any(?:one|where) else)"
)
_THAT_ONE = r"(?:that|this|it|they|those|these|theirs|that one)"
COMPARES_WITH_REST = Rule(
    "sets what was told of one beside the others",
    (
        (rf"(?:is|are|was|were) {_THAT_ONE} (?:(?!compared|relative|next|in\b)[\w']++ ){{0,4}}+"
         rf"(?:compared|relative|next|in comparison) (?:to|with) {_THE_REST}"),
        rf"(?:is|are|was|were|do|does) {_THAT_ONE} (?:(?!than)[\w']++ ){{1,4}}+than {_THE_REST}",
        (rf"how (?:does|do|did|is|are|would) {_THAT_ONE} (?:compare|stack up|measure up)"
         rf"(?: (?:to|with|against|next to|beside) {_THE_REST})?"),
    ),
    yes=("is that a lot compared to the others?", "are they high next to the rest", "so is it more than the other ones",
         "how does that compare with the others", "and how does it stack up?"),
    no=("is that a lot", "how do they compare ash with oak", "compare the others", "is that compared to ash",
        "is it more than half"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+", tail=r"[ ?.!]*+",
)  # fmt: skip
"""Then it is asked of all of them: what was told of the one alone says nothing of the others."""
_GRADE = r"(?:really |quite |actually |all |very |pretty |considered |seen as )*+"
_MUCH = (
    r"(?:a (?:lot|(?:high|low|good|big|small) (?:number|share|figure|one))|lots|many|much|few|high|low|normal|usual|typical|average"
)
IS_MUCH = Rule(
    "asks whether a number is a high one",
    (
        (rf"(?:is|are|was|were|isn'?t|aren'?t) {_THAT_ONE} {_GRADE}{_MUCH}|good|bad|big|small|long|short"
         r"|the (?:most|least|fewest|biggest|largest|smallest|longest|shortest|highest|lowest)(?: (?:one|of (?:all|them)))?)"),
        rf"{_THAT_ONE}(?:'s| is| are|s) (?:not )?{_GRADE}{_MUCH})",
    ),
    yes=("is that a lot", "so are they many?", "isnt that a low figure", "is this normal", "thats quite high isnt it",
         "that's not many", "is that the most of all"),
    no=("is that a lot of work", "is that good for nurses", "that's good", "how high is it", "is it a lot of money"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
    tail=r"(?:,? (?:isn'?t|aren'?t|wasn'?t) (?:it|they|that))?[ ?.!]*+",
)  # fmt: skip
"""Asked of one member's number, the others' tell it."""
JUDGES_IT = Rule(
    "asks whether the thing talked of is any good",
    (
        (rf"(?:is|are|was|were|has|have|isn'?t) {_THAT_ONE} (?:been )?(?:any )?+{_GRADE}(?:good|use|useful|working|worked|effective"
         r"|successful|worth (?:it|doing|the (?:money|effort|trouble|bother|pain|time))|a success|a good (?:thing|idea)|paying off"
         r"|paid off|helping|helped)"),
        rf"(?:does|do|did) {_THAT_ONE} {_GRADE}(?:work|help|pay off|succeed|do (?:any|much|some) good)",
        r"(?:any |much )(?:good|use|success)|worth (?:it|the (?:money|effort|trouble|bother|pain|time))",
    ),
    yes=("is it working", "so was that worth the effort?", "any good?", "is that any use", "did it pay off", "worth it?",
         "were they really effective", "did it work though", "has that paid off", "did it do any good"),
    no=("does this work for nurses", "good", "is it good that they lead", "any good quotes", "are you any good", "it works",
        "very good"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
    tail=r"(?: (?:then|now|at all|or not|though|in the end|so far|yet|actually))*+[ ?.!]*+",
)  # fmt: skip
"""In a talk it is asked of that thing, however like small talk it is."""
_DOES = r"(?:does|do|did|must|should|can|may|will)"
BARE = Rule(
    "points at something and says nothing of it",
    (
        (r"(?:is|was|are|were) (?:it|this|that|they|these|those|he|she) (?:really |still |actually |all |any )?(?:true"
         r"|right|so|good|better|finished|enough|possible|working|over|done|ok|okay|normal|common|fair|wrong|correct)"),
        (rf"{_DOES} (?:everyone|everybody|anyone|they|people|he|she) (?:all )?(?:have|need|get|want|agree|like|do"
         rf"|know)(?: (?:to|it|that|them|so))?"),
        (r"(?:what|how) about (?:the other|that|this|it|them|him|her|these|those)(?: one| two)?|(?:and )?(?:the )?(?:other"
         r"|same|last|first|second)(?: one)?"),
        r"(?:and |with |for |about |to )?(?:him|her|it|them|that|this|those|these|he|she|they)(?: one)?",
        (r"(?:and )?(?:who|how|when|where|what|why|which(?: ones?)?|how (?:long|often|many|much)|(?:for|of|in|with|on|by|to|about"
         r"|at|from) what)(?: exactly)?"),
        r"(?:and )?(?:which|who)(?: one)?(?: is|'s|s)?(?: the)? (?:best|better|worse|worst)",
    ),
    yes=("is it true?", "does everyone have to?", "did they agree?", "what about the other one", "him?", "and that one",
         "how long", "and the other?", "which is better", "for what?"),
    no=("is it true that doctors lead", "does everyone have to be coached", "that is what i want to know", "how many doctors",
        "no member"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
ARE_ALL = Rule(
    "asks what all of those talked of are, or how many",
    (
        r"(?:are|were) (?:they|these|those) all|(?:(?:are|were) all|how many) of (?:them|these|those)",
        r"which (?:ones?|of (?:them|these|those)) (?:are|is|were|was|take|last)",
    ),
    yes=(
        "are they all doctors",
        "were all of them consultants",
        "and how many of them",
        "which ones are for nurses",
        "which of them last longest",
    ),
    no=("do they all have one", "are all four alike", "they all are", "which one", "who are they"),
    head=r"^(?:(?:and|so|but|ok)[ ,]++){0,2}+",
)
"""Of a member's people, where one member was talked of: not "are all members"."""
OPENS = re.compile(r"^(?:(?:and|ok|okay|so|but|then|right|well|now)[ ,]++)++")
"""Words that open a turn and say nothing: "ok, so what do nurses get"."""
PRONOUN = Rule(
    "has a word that stands for what was talked of",
    (r"its?|they|them|theirs?|this|that|those|these|he|him|his|she|hers?|so|ones?",),
    yes=("what's it costing", "how is their time counted", "who pays for that", "so who does", "which one"),
    no=("how many sites", "what is the casting vote", "who made the item"),
)
THERE = Rule(
    "points at a place",
    (r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere(?: (?:then|too|now|exactly|as well))?[ ?.!]*+$",),
    yes=("which ones went there", "who works there?", "what did they learn there too"),
    no=("what is there", "how many are there?", "is there a list", "who went therefore"),
    bounded=False,
)
ON_A_THING = Rule(
    "asks what there is on a thing",
    (
        (r"(?:(?:is|was) there |have you (?:got )?|got |does it (?:say|have) )?(?:anything|something|stuff|much|a word)"
         r"(?: (?:said|written|in (?:there|it|(?:the|this) report)))? (?:on|about|of|re|regarding)"),
        r"(?:what|how) about",
        r"(?:does|did) (?:it|the \w++) (?:mention|cover|discuss|talk about)",
    ),
    yes=("anything on yaks", "is there something in the report about yaks?", "ok, what about yaks", "does it cover yaks"),
    no=("how soon", "who has anything on it", "what they mention about yaks"),
    head=r"^(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
)  # fmt: skip
COLOURLESS = frozenset(
    terms(
        "say said decide agree agreed like want need success successful important popular cheap expensive useful result outcome "
        "idea plan part cover include included apply compulsory optional mandatory exist done first second third next same "
        "different run runs ran hold last long often take took start begin end finish stop go come happen true right better best "
        "worse good lead leads led pay pays paid fund funds cost get have made make makes set use used name called mean "
        "goes matter help join attend big size old new many much time year now him her everyone anyone else exact really "
        "still ever even specifically particular open wrong work works sit meet meets meeting thing group programme process "
        "scheme one percentage percent proportion number turn ask complain anybody nobody somebody think consider overall figure "
        "total score mark aim goal purpose benefit advantage downside drawback catch bigger biggest larger largest smaller smallest"
    )
)
"""Words that with a pronoun do not say what is asked about."""
