"""What kind of thing a request asks for: a number, a time, a sum, somebody's words. Whether words give it, ``given.py`` says."""

from __future__ import annotations

from rag.understanding.rules import Rule

ASKS_NUMBER = Rule(
    "asks for a number",
    (
        r"how m[ae]n[iey]{1,2}",
        r"how much",
        r"wh(?:at|ich) (?:percentage|percent|per cent|proportion|share|number)",
        r"headcount",
        r"(?<!\ba )number of|(?:percentage|proportion) of",
    ),
    yes=(
        "how many beds",
        "how much did it cost",
        "what percentage took part",
        "the percentage of doctors",
        "the headcount there",
        "tell me the number of wards",
    ),
    no=("how do they", "what do they share", "how are many of them led", "how manning works", "a number of wards"),
)
NUMBER = Rule(
    "a number",
    (
        r"\d++\w*+", r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|hundreds?",
        r"thousands?|millions?|none|once|twice|both|all|every|each|majority|most|per cent|percent|a couple of",
    ),
    yes=("about 45 consultants", "in the 2000s", "three years", "half of them", "thousands of staff",
         "twice a year", "all consultants", "the majority", "a couple of wards"),
    no=("several people", "a few of them", "many doctors", "someone", "tenure"),
)  # fmt: skip
ASKS_TIME = Rule(
    "asks for a time",
    (r"when (?:was|were|did|is|will)", r"(?:what|which) (?:year|date|month)", r"since when"),
    yes=("when was it formed", "when did they merge", "which year was that", "what date", "since when"),
    no=("when they meet, who speaks", "how do they act when challenged", "since they merged", "this year"),
)
TIME = Rule(
    "a time",
    (
        r"(?:1[89]|20)\d\d\w?", r"years?", r"january|february|march|april|may|june|july|august|september|october|november|december",
        r"months?|weeks?|days?", r"before|after|since|until|once|when|following|recent(?:ly)?|early|now|currently",
    ),
    yes=("in 2010", "15 years ago", "last october", "for six months", "after the merger", "recently challenged"),
    no=("a total of 2015000 people", "the chair", "an aim"),
)  # fmt: skip
ASKS_SPAN = Rule(
    "asks for a length of time",
    (
        r"how long (?!ago\b)\w++", r"terms? of office",
        r"how many (?:minutes|hours|days|weeks|months|years)(?! (?:ago|an?|per|each|every)\b)",
        (r"(?:length|duration) of (?:service|term|time|(?:(?:the|a|an|its|their|each) )?(?:[\w-]++ ){0,3}"
         r"(?:courses?|programmes?|inductions?|orientations?|training|appointments?|posts?|contracts?)\b)"),
    ),
    yes=("how long is the course", "how long do they serve", "their term of office", "the length of service there",
         "length of the new consultant induction", "duration of leadership training", "how many days is the course"),
    no=("how many days a week", "how many years ago", "how long ago was it",
        "as long as they serve", "in terms of pay", "the length of a ward"),
)  # fmt: skip
SPAN = Rule(
    "a length of time",
    (r"(?:\w++-)?(?:years?|decades?|months?|weeks?|days?|hours?|minutes?)", r"long\w*+|since|still|always|annual(?:ly)?",
     r"constant(?:ly)?|permanent(?:ly)?|terms?|(?:takes?|took|over) time"),
    yes=("it takes time", "for six months", "a three-day course", "a long-standing chief", "since 2010", "a defined term"),
    no=("five sessions", "in 2013", "belongs to it", "time for it"),
)  # fmt: skip
ASKS_OFTEN = Rule(
    "asks how often",
    (r"how (?:often|frequent(?:ly)?|regular(?:ly)?)|how many times",),
    yes=("how often do they meet", "how frequently", "how regular are the meetings", "how many times a year"),
    no=("how soon", "how many meet", "often", "in regular use"),
)
OFTEN = Rule(
    "how often",
    (
        r"(?:bi-?|twice-|half-)?(?:annual(?:ly)?|year(?:ly)?|quarterly|month(?:ly)?|fortnight(?:ly)?|week(?:ly)?|dai?ly)",
        r"once|twice|times|regular(?:ly)?|always|constant(?:ly)?|rarely|usually|often|every|each|occasions?",
    ),
    yes=("bi-annual reviews", "a monthly half-day", "they meet weekly", "regular reviews", "every year", "on two occasions"),
    no=("full-day meetings", "in 2010", "soften"),
)
ASKS_TAKERS = Rule(
    "asks who took part",
    (
        (r"who(?: else)?(?: (?:besides|but|apart from|other than|except) [\w' -]{3,30}?)?"
         r"(?:'s| has| have| can| could| may| gets to| got to)? (?:all )?"
         r"(?:participate[ds]?|takes? part|took part|taken part|attend(?:s|ed)?|join(?:s|ed)?)"),
        (r"who(?:['’]s (?:on|in)|(?: all)? (?:(?:goes|went|has been|is|gets?(?: to go)?|got|have been|can (?:go|get))"
         r" (?:on|onto|through)|gets?|got|can get)) (?:it|that|this|them|these|those)(?=[ ?.!]*+$)"),
        r"who(?: all)? (?:goes|went|(?:can|gets to|got to) go)(?=[ ?.!]*+$)",
        r"who(?:'s| is| are| was| were) (?:it|they|that|this|these|those) for|(?:whom? for|for whom?|who uses? it)(?=[ ?.!]*+$)",
    ),
    yes=("who participated in it", "who took part in the tour", "who has attended the day", "who goes on it?", "who can join",
         "who has been on it", "who's on that", "who gets it", "who is on it", "who is it for", "who goes?",
         "who else can join", "who else besides nurses took part", "for whom?", "who uses it"),
    no=("for whom they work", "who takes the part of the chair", "those who left", "who goes on about it", "who is it",
        "who does it", "who gets it done"),
)  # fmt: skip
TAKES_PART = Rule(
    "tells who took part",
    (
        r"participa\w++|attend(?:s|ed|ing)?|t[ao]ke part|taken part|involv(?:es?|ed|ing)|open to|available to|includ(?:es?|ed|ing)",
        r"cohorts?|undert[ao]\w++|offered to|for (?:all|new\w*+|senior|junior|aspiring|potential) \w++|among all the \w++",
    ),
    yes=("half of them participated", "it involves nurses", "is open to all", "available to nurses", "each cohort",
         "all undertake it", "offered to leads", "a course for new consultants"),
    no=("above all", "a particular course", "it was set up", "an openness to it", "for it"),
)  # fmt: skip
ASKS_FIRM = Rule(
    "asks which firm or outside body",
    ((r"wh(?:at|ich) (?!(?:do|did|does|is|are|was|the|its|their)\b)(?:\w++ ){0,2}?"
      r"(?:firm|company|consultancy|supplier|university|business school|college)s?"),
     r"wh(?:at|ich) (?:neighbouring trust|trust next door|other trust)"),
    yes=("which firm of psychologists", "what outside company ran it", "which university", "which neighbouring trust",
         "which trust next door"),
    no=("which trust has most staff", "how firm are they", "what the company does", "which of them"),
)  # fmt: skip
ASKS_NAME = Rule(
    "asks for somebody's name",
    (
        r"names? (?:of|please|pls|for)",
        r"(?:his|her|their|the|give|tell me|by) names?(?!d|ly)", r"what names?(?!d|ly| (?:do|does|did|is|are|has|have)\b)",
        r"(?:is|was) (?:he|she) called",
    ),
    yes=("name of the chair", "who chairs it, name please", "what's her name", "give names", "what names", "what is she called"),
    no=("what name does the post have", "names a director", "namely", "it is named", "a name badge", "what are they called"),
)  # fmt: skip
NAME_THEM = Rule(
    "asks to name some",
    (r"name (?:(?P<the>(?:all |both )?(?:of )?the |all |both )|(?:all of )?(?:them|those|these)(?: all)?(?=[ ?.!]*+$))",),
    yes=("name the three directors", "name all directors", "ok, name them all", "can you name all of them?",
         "please name both chairs"),
    no=("names the directors", "the name of the chair", "name for them", "name those things", "in the name of the"),
    bounded=False, head=r"^(?:(?:and|ok|so|please|can you|could you|now|just)[ ,]++){0,3}+",
)  # fmt: skip
"""Somebody's, if those are people; what is named is told behind it, or before."""
FEWEST_FIRST = Rule(
    "asks for the least first",
    (
        r"(?:smallest|fewest|lowest|(?<!at )least|shortest) first",
        r"ascending",
        r"from (?:the )?(?:smallest|fewest|lowest|least)",
        r"(?:has|have|had|is|are|was|gets?|employs?|spends?) (?:the )?(?:smallest|fewest|lowest|least|shortest)",
    ),
    yes=(
        "list them by staff, smallest first",
        "in ascending order",
        "from lowest to highest budget",
        "who has the fewest staff",
        "which is the smallest by budget",
    ),
    no=("largest first", "at least first get the list", "descending order", "the smallest trust"),
)
RANKS = Rule(
    "sets amounts beside each other by size",
    (
        r"(?:(?:small|larg|bigg|high|low|long|short|great)(?:est|er)|fewest|fewer|most|least|more|less|top|bottom)",
        r"rank(?:s|ed|ing)?",
        r"in order of",
        r"(?:ascending|descending)",
    ),
    yes=("which trust has the most leads", "rank the trusts by staff", "list them in order of length", "ascending"),
    no=("how long is the programme at each trust", "in order to train"),
)
LATEST_FIRST = Rule(
    "asks for the latest first",
    (r"(?:latest|newest|youngest|last|most recent(?:ly)?)(?! of)",),
    yes=("who became one last", "the newest trust", "most recently formed"),
    no=("at least", "who was first", "blast"),
)
ASKS_FOR_THE_FIRST = Rule(
    "asks which comes first in an order",
    (r"(?:most|least|fewest|largest|biggest|smallest|highest|lowest|longest|shortest|newest|oldest|youngest)(?! of)",),
    yes=("which has the most staff", "who is the smallest by budget"),
    no=("most of them", "list them by size", "almost all"),
)
WRITES = Rule(
    "wants something written",
    (r"writ(?:e|ing|ten)|wrote|draft(?:ing)?|compose|ghost[- ]?write|type up|word (?:it|this) for",),
    yes=(
        "write me an essay",
        "an essay is to be written on it",
        "wrote",
        "draft a mail",
        "compose a tweet",
        "ghost-write it",
        "type up a summary",
        "word it for me",
    ),
    no=("doing an essay on pay", "for my essay", "the writer", "a draughty ward", "in a word for each"),
)
SUMS_UP = Rule(
    "asks for the sum of something",
    (
        (r"su+mm?ar\w++|sum(?:s|med|ming)? (?:it |that |them |this )?up|tl;?dr|(?:the |a )?gist|overview|highlights|headlines"
         r"|need to know|digest"),
        r"boil\w* (?:it )?down|condense\w*+",
        r"in (?:a|one|two|three) (?:line|sentence|word|paragraph)s?|brief|nutshell|short version|briefly|elevator pitch",
        r"(?:main|key|top) (?:points?|things?|findings?|messages?|lessons?|learning|takeaways?)|takeaways?|bullet points",
    ),
    yes=("summarise culture at ash", "sumarise it", "sum it up", "tldr of governance", "the gist", "overview of pay",
         "boil it down", "condense this",
         "culture in a line for each", "induction in brief", "short version", "briefly, how", "brief on selection",
         "main points", "key findings on it", "takeaways for us", "in bullet points", "the highlights", "headlines please",
         "elevator pitch", "in a nutshell"),
    no=("how do they choose", "the summit", "consume", "in short supply", "a briefcase", "the mainland",
        "how long is the summer", "a pitch"),
)  # fmt: skip
"""Then an editor's choice stands whole: what a summary holds is not judged sentence by sentence."""
ASKS_BROADLY = Rule(
    "asks for more than a fact",
    (r"how (?!many\b|much\b|often\b|long\b|big\b|large\b|old\b|far\b|soon\b|come\b)\w++", r"wh(?:at|ich) (?:part|role)s?"),
    yes=("how does ash learn", "what part do they play", "which role has it"),
    no=("how many are there", "how long is it", "how come", "what partners", "whole roles", "who takes part"),
)
"""Such a request has several quotations for its answer, each with some of it."""
ASKS_FOR_LESSONS = Rule(
    "asks what is to be learned",
    (
        r"lessons?",
        r"learn(?:ing|t|ed)? (?:points?|chapter)|(?:we|i|others?|you|hospitals?|people) (?:(?:can|could|may|should) )?learn",
        r"(?:can|could|to) be learn(?:ed|t)|take[- ]?aways?|transferable",
    ),
    yes=("the lessons on culture", "what can others learn about pay", "what can be learned", "the takeaways", "learning points",
         "transferable learning"),
    no=("a learning culture", "how do they learn", "lessened", "whom did they learn from"),
)  # fmt: skip
"""What the report says of all together, then, and not of each."""
ASKS_TO_JUDGE = Rule(
    "asks which is better",
    (
        r"(?:which|who|whose)\b[^.;?]{0,60}?\b(?:better|best|worse|worst)",
        r"(?:is|are|was|were|does|do)\b[^.;?]{2,60}?\b(?:better|worse)\b (?:than|at|on|in|for|job)",
    ),
    yes=("which one is better", "which trust is the best at pay", "is ash better than birch", "does ash do a better job"),
    no=("how do they get better", "is it the best in england", "what works best", "the better they do"),
)  # fmt: skip
ASKS_UNLIKE = Rule(
    "asks how some differ",
    (r"(?:differ|diverg|disagree|contrast)\w*+|unlike|var(?:y|ies|ied|iations?)|not (?:the same|alike)",),
    yes=("how do they differ", "how it varies", "the differences", "they diverge", "what is not the same there", "what is unlike"),
    no=("what is the same", "an indifferent board", "likely", "on what do they agree"),
)  # fmt: skip
ASKS_ALIKE = Rule(
    "asks what some have in common", (r"in common|common (?:features?|themes?|threads?|ground)|alike|similar(?:ly|ity|ities)?",),
    yes=("what do they have in common", "the common themes", "are they alike", "similarities"),
    no=("how common is it", "the commons", "like it", "the house of commons"),
)  # fmt: skip


def are_opposite(asked: str, title: str) -> bool:
    """Whether it is asked how some differ and a title is on what they have in common, or the other way round."""
    (differ, share), (differs, shares) = ((ASKS_UNLIKE.found(t), ASKS_ALIKE.found(t)) for t in (asked.lower(), title.lower()))
    return (differ, share) == (shares, differs) and differ != share


SOMEBODY = "§"
"""Stands for the people of whom a request is asked."""
ASKS_FOR_THEIR_WORDS = Rule(
    "asks what somebody said",
    (
        (r"what (?:did|do|does|have|had|would) (?:the |an? |any |some |their |all )?§ (?:\w++ ){0,2}?"
         r"(?:say|said|think|feel|make of|tell|told|believe|reckon|report|complain)\b"),
        (r"§(?:'s?)? (?:own )?(?:views?|opinions?|comments?|quotes?|quotations?|perspectives?)\b"
         r"(?! (?:in (?!th|it\b|here)|into |count|matter|used|taken|gathered|collected|fee?d|affect|play))"),
        (r"(?<!with )(?<!to )(?<!use )(?<!on )\b(?:quot\w++|words|comments?|views?|opinions?|remarks?|lines?|something|tone"
         r"|criticisms?) (?:from|by|of) (?:an? |any |the |some )?§"),
        r"\b(?:quote|hear from) (?:an? |any |the |some |one of the )?§",
        r"\b(?:something|anything|things?)(?: that)? (?:an? |any |the |some )?§ (?:has |have |had )?(?:said|says?)\b",
        r"\bsaid by (?:an? |any |the |some )?§|§ saying\b|\b(?:any|some)(?: of the)? § (?:ever )?(?:say|criticise|praise)\b",
    ),
    yes=("what did the § in interviews say", "what does a § think of it", "a §'s view", "quotes from a §", "quote a §",
         "something a § said", "anything said by a §", "a § saying so", "did any § say it"),
    no=("something for §", "what do they do for §", "what does it say of §", "how § are asked", "the number of §",
        "do § answer to doctors", "§' views in appraisals", "what is done with comments from §"),
    bounded=False,
)  # fmt: skip
ASKS_WHICH = Rule(
    "asks which have something",
    (r"which|any of|(?:is|was) there (?:an?|one) \w++ (?:that|which|where|with)|(?:do|did|does|are|is|ha[sd]|have) (?:there )?any",
     r"who (?:has|have|uses?|does|do|offers?|gives?|got)"), yes=("any of them with a college", "who uses psychometrics"),
    no=("is there a board", "how does each appraise", "who leads it", "compare their values", "do all four have one"),
)  # fmt: skip
ASKS_MORE = Rule(
    "asks a further thing",
    (r"(?:,|\?|\b(?:and|or)) (?:and |or |also )?(?:who|what|which|when|where|why|how|did|do|does|was|were|is|are|has|have)\b",),
    yes=("who chairs it, and how often", "was there a fuss, did anyone leave", "who pays and is it enough"),
    no=("who chairs it and its board", "what is that", "pay, and staff"),
    bounded=False,
)
ASKS_ONE = Rule(
    "asks a question",
    (r"who|whose|what|which|when|where|why|how", r"(?:do|does|did|is|are|was|were|has|have|had|can) (?!there (?:any|some))\w++"),
    yes=("who chairs it", "does ash meet them"),
    no=("executive shadowing uptake", "anything on wards", "tell me about pay"),
)
