"""What is asked: trusts, other organisations, comparison, follow-up, greeting. Never looks at the index.

``read_question`` understands one question by itself; ``resolve`` lends a follow-up what it lacks from the last turn
that was answered. Nothing here decides whether the report answers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from rag.lexical import terms
from rag.names import Mention, Organisations, find_others, find_trusts

if TYPE_CHECKING:
    from rag.tags import Tags
    from rag.types import TrustId

Kind = Literal["question", "greeting", "unclear", "emergency", "attack"]

LETTERS = 2
"""Fewest letters that can be a question."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: very much| so much)?|cheers|bye|goodbye|ta|"
    r"help|what can (?:you|i) (?:do|ask|help with)(?: (?:you|here|me))?|who are you|what are you|how does this work|"
    r"what is this|hello there|hi there|great|ok(?:ay)?|yes|no|that'?s (?:great|helpful|all)|perfect|"
    r"what (?:sort|kind)s? of (?:things|questions) can i ask(?: you)?|how (?:do i|can i) use (?:this|you)|how are you)"
    r"(?:[ ,]+(?:there|all|everyone|again|assistant|bot|please|team|you|today|for your help|for that))*"
)
_ALL = re.compile(
    r"\ball (?:of )?(?:the |these |those )?(?:four|4)\b|\b(?:the|these|those) (?:four|4)\b|\b(?:four|4) (?:nhs )?(?:trusts"
    r"|hospitals|organisations|sites)\b"
    r"|\b(?:each|every|any|all|most|some|both|none|one|half|how many|which|what|the other|other|across|between|these"
    r"|those)(?: one)?(?: of)?(?: the| these| those)?"
    r" (?:nhs )?(?:trusts?|hospitals?|organisations?|sites?|places)\b|\bthe others?\b|\bthe other (?:three|3|two|2|ones)\b"
    r"|\b(?:acr?oss|between) (?:the|these|those|all) \w+\b"
    r"|\b(?:in common|have in common|shared? by|common (?:features|themes|threads?)|side by side|everywhere)\b"
)
_ROWS = re.compile(
    r"\b(?:compar\w+|contrast\w*|versus|vs|differen\w+|differs?|side by side|each(?: one)? of|each (?:nhs )?(?:trust"
    r"|hospital|organisation|site)|every (?:trust|hospital|organisation)"
    r"|which (?:one )?(?:of )?(?:the |these |those )?(?:four |4 )?(?:trusts?|hospitals?|organisations?|sites?|ones?|places)"
    r"|which (?:of them|ones?)"
    r"|the others?|the other (?:three|3|two|2|ones|trusts?|hospitals?|organisations?)|other (?:trusts|three|hospitals)"
    r"|how many of (?:the|these|those)|trust by trust|one by one)\b"
)
_COMPLEMENT = re.compile(
    r"\b(?:the )?(?:other (?:three|3|two|2|ones|trusts?|hospitals?|organisations?|places|sites)|others|rest)\b"
)
_LEADING = re.compile(
    r"^(?:(?:and|also|but|so|or|ok|okay|now|then|right|well|what about|how about|same (?:question )?(?:for|at)|what of)\b[ ,:]*)+"
)
_IT = re.compile(r"\b(?:it|its|this|that|these|those|one|ones|such|he|she|his|her|him|same)\b")
_THEY = re.compile(
    r"\b(?:they|them|their|theirs|there|the (?:trust|hospital|organisation)(?:'s)?|this (?:trust|hospital|organisation))\b"
)
_NOT_LEANING = re.compile(
    r"\b(?:is|was) (?:it|this|that) (?:true|the case|fair|right|possible|correct)(?: that| to say)?\b|\bthis (?:report"
    r"|study|document|publication|paper|case study)\b"
    r"|\b(?:say|says|said|suggest\w*|show\w*|find|found|think|believe|true|case|evidence|idea|fact|argue|mean\w*|so|feel"
    r"|felt|claim\w*|told|tell|heard|hear|understand|know|ensure|sure|given|extent|way|ways|things?|people|those|doctors"
    r"|leaders|programmes?|trusts?|something|anything|everything|factors?|steps|structures?|roles?) that\b"
    r"|\bthat (?:the|doctors|consultants|medical|a|an|any|all|are|is|were|was|have|has|had|can|could|would|should|make|help)\b"
    r"|\bit (?:take|takes|took|mean|means|like|called|important|about|matter|matters|work) (?:to|for|that|when)\b"
    r"|\b(?:these|those|the) (?:four|4|trusts|hospitals|organisations|two|three)\b|\bdoes it take\b|\bwhat is it like\b"
    r"|\bwhat'?s it like\b|\bthose (?:who|in|with|at|people|trusts|involved)\b|\bthese days\b|\bone (?:of|trust|thing|day"
    r"|who|another|board|or)\b|\bno one\b|\bsuch as\b"
)
_FILLER = frozenset(
    terms("trust hospital organisation three four two 3 4 other others rest same well case place question thing one ones then")
)
_OWN = re.compile(r"\b(?:its|his|her|such)\b")
_SUBJECTS = frozenset(
    terms(
        "culture governance structure selection recruitment hiring appointment appraisal induction onboarding orientation "
        "leadership development "
        "education training learning values juniors consultants nurses managers quality safety awards budget staff "
        "revalidation coaching mentoring"
    )
)
_EMERGENCY = re.compile(
    r"\b(?:chest pain|can'?t breathe|cannot breathe|difficulty breathing|suicid\w*|kill(?:ing)? myself|end my life"
    r"|want to die|overdose\w*|"
    r"stroke symptoms|having a stroke|having a heart attack|heart attack|unconscious|bleeding (?:heavily|badly|out)"
    r"|severe bleeding|"
    r"collaps\w+|seizure|fitting|anaphyla\w+|choking|self[- ]?harm\w*|meningitis|sepsis symptoms|swallowed)\b"
)
_PERSONAL = re.compile(
    r"\b(?:i|i'?m|i'?ve|my|me|mum|dad|husband|wife|son|daughter|baby|child|friend|partner|he|she|someone|father|mother|help)\b"
)
_ATTACK = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|instructions|rules?|prompts?|previous|above"
    r"|guidelines|guardrails|restrictions|sources?|report)\b"
    r"|\b(?:system|hidden|initial|secret|developer) (?:prompt|instructions?|message)\b|\byour (?:prompt|instructions|rules"
    r"|guidelines|training data|configuration|weights|source code|api key)\b"
    r"|\b(?:invent|make up|fabricate|forge|fake|falsify|concoct)\b.{0,60}\b(?:quotes?|quotations?|statistics?|figures?"
    r"|numbers?|evidence|findings?|page|statements?|sentences?|paragraphs?|interviews?|remarks?|something)\b"
    r"|\b(?:alter|rewrite|reword|change|edit|tweak|improve|doctor|modify|amend|rephrase|adjust)\b.{0,40}\b(?:quotes?"
    r"|quotations?|wording|sentences?|figures?|statement|report'?s? (?:text|words))\b"
    r"|\b(?:pretend|act as|role[- ]?play|you are now|jailbreak|dan mode|developer mode|simulate being|from now on)\b"
    r"|<\s*/?\s*(?:script|img|iframe|svg|style|system|html|body|object|embed)\b|\$\{.*\}|\{\{.*\}\}|\{%.*%\}"
    r"|\b(?:drop table|select \* from|rm -rf|sudo|eval\(|exec\(|os\.system|__import__|union select)"
    r"|\b(?:print|reveal|show|repeat|output|leak|dump)\b.{0,30}\b(?:prompt|instructions|configuration|environment variables"
    r"|secrets?|password|api key|system message)\b"
    r"|\b(?:say|state|confirm|write|claim|reply|respond|answer) (?:only |just )?(?:that |with )?(?:the report|it) (?:says"
    r"|recommends|proves|states|found)\b.{0,80}\beven (?:if|though)\b"
)
_VOICE = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell|told|feel|feels|felt|think|thinks|thought|views?|opinions?|comment\w*|remark\w*"
    r"|describe[ds]?|quot\w+|voices?|"
    r"words|interviewees?|reaction|react\w*|perception|perspective|attitude|mention\w*|explain\w*|talk\w*|put it|see|saw"
    r"|believe[ds]?|complain\w*)\b"
)
_ROLE = re.compile(
    r"\b(?:medical leaders?|executive directors?|executives?|business unit directors?|medical directors?"
    r"|clinical directors?|clinical chairs?|consultants?|"
    r"site clinical leads?|clinical heads? of service|clinical service directors?|senior doctors?|ceo|chief executive"
    r"|doctors?|people|staff|anyone|leaders?|interviewees?|someone)\b"
)
_LISTING = re.compile(
    r"\b(?:list|which (?:programmes?|values|organisations|bodies|features|hospitals|areas|units|courses|schemes|awards"
    r"|events|companies|roles)|what are|what were|name the|"
    r"key (?:features|points)|features|values|aims|goals|steps|kinds? of|types? of|examples|programmes|courses|checklist"
    r"|questions should|all the|everything|ways)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. ``text`` is what retrieval works on; ``trusts`` are a hard filter, empty for none.

    ``rows`` says that the answer is laid out trust by trust; ``everyone`` that all four are meant; ``taken_as`` is
    what a follow-up was understood to ask, for the reader.
    """

    text: str
    kind: Kind = "question"
    trusts: tuple[TrustId, ...] = ()
    mentions: tuple[Mention, ...] = ()
    others: tuple[str, ...] = ()
    everyone: bool = False
    rows: bool = False
    voice: bool = False
    listing: bool = False
    leans: bool = False
    lead: str = ""
    taken_as: str | None = None


def clean(typed: str) -> str:
    """NFKC, without control and invisible characters, white space collapsed, apostrophes straight."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", typed))
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return re.sub(r"[’‘`´]", "'", " ".join(text.split()))


def read_question(typed: str, tags: Tags, organisations: Organisations) -> Question:
    """Understand one question by itself."""
    text = clean(typed)
    lowered = text.lower()
    if not any(c.isalnum() for c in text):
        return Question(text, kind="unclear")
    mentions = find_trusts(text, tags)
    trusts = _in_order({m.trust for m in mentions}, tags)
    others = find_others(text, mentions, organisations)
    everyone = bool(_ALL.search(lowered)) or len(trusts) == len(tags.trusts)
    rows = len(trusts) > 1 or bool(_ROWS.search(lowered) and (everyone or not trusts))
    if _COMPLEMENT.search(lowered) and trusts:
        trusts, everyone, rows = _complement(trusts, tags), True, True
    return Question(
        text=text,
        kind=_kind(lowered, mentions, others),
        trusts=trusts,
        mentions=mentions,
        others=others,
        everyone=everyone,
        rows=rows and (len(trusts) != 1),
        voice=bool(_VOICE.search(lowered) and _ROLE.search(lowered)),
        listing=bool(_LISTING.search(lowered)),
        leans=_leans(lowered, mentions),
    )


def resolve(question: Question, before: Question | None, tags: Tags) -> Question:
    """Lend a follow-up what it lacks from ``before``, the last answered question (itself resolved), if there is one."""
    if before is None or not question.leans or question.kind != "question":
        return question
    own = question.text.lower()
    complement = bool(_COMPLEMENT.search(own)) and not question.mentions
    content = _content(question.text, question.mentions)
    trusts = question.trusts or (_complement(before.trusts, tags) if complement else before.trusts)
    everyone = question.everyone or (before.everyone and not question.trusts)
    rows = len(trusts) > 1 or question.rows or (before.rows and everyone)
    if not content:
        text = _with_trusts(before, trusts, tags)
        return replace(before, text=text, trusts=trusts, mentions=find_trusts(text, tags), others=question.others,
                       everyone=everyone, rows=rows, leans=True, taken_as=text)  # fmt: skip
    names = _names(trusts, tags)
    points_at_subject = bool(_IT.search(_NOT_LEANING.sub(" ", own)))
    new_subject = bool(_SUBJECTS.intersection(content)) or len(content) > 2  # noqa: PLR2004 - "and the cost?" has one
    if complement or not (points_at_subject or (not _THEY.search(own) and not new_subject)):
        taken = question.text if not names or question.mentions else f"{question.text} ({names})"
        return replace(question, trusts=trusts, everyone=everyone, rows=rows, taken_as=taken)
    taken = f"{question.text} (about: {before.text})"
    return replace(question, trusts=trusts, everyone=everyone, rows=rows, lead=before.text, taken_as=taken)


def for_trust(question: Question, trust: TrustId, tags: Tags) -> str:
    """The question as it would be asked of one trust alone, for searching trust by trust."""
    name = tags.trust(trust).name
    bare = re.sub(
        r"\b(?:compare|contrast)\b|\b(?:differences?|comparison) (?:in|between)\b",
        " ",
        _without_mentions(question.text, question.mentions),
        flags=re.IGNORECASE,
    )
    bare = re.sub(
        r"(?:\s*(?:,|&|\band\b|\bor\b|\bvs\b|\bversus\b|\bthan\b|\bbetween\b|\bwith\b|\bat\b)\s*)+(?=$|[?.]|\0)", " ", bare
    )
    bare = re.sub(_ALL, " ", bare.lower())
    return f"{name}: {' '.join(bare.split())}"


def _kind(lowered: str, mentions: tuple[Mention, ...], others: tuple[str, ...]) -> Kind:
    if _EMERGENCY.search(lowered) and _PERSONAL.search(lowered) and not mentions:
        return "emergency"
    if _ATTACK.search(lowered):
        return "attack"
    if _GREETING.fullmatch(lowered.strip(" .,!?'\"…:;)-")):
        return "greeting"
    points = mentions or others or _LEADING.match(lowered) or _IT.search(lowered)
    if not points and (sum(c.isalpha() for c in lowered) < LETTERS or not terms(lowered)):
        return "unclear"
    return "question"


def _leans(lowered: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the question leans on what was asked before: a connecting word, a pronoun that it does not explain, or
    nothing but a trust's name.
    """
    masked = _NOT_LEANING.sub(" ", lowered)
    if _LEADING.match(lowered) or _COMPLEMENT.search(lowered) or not _content(lowered, mentions):
        return True
    return bool(_IT.search(_OWN.sub(" ", masked) if mentions else masked) or (_THEY.search(masked) and not mentions))


def _content(text: str, mentions: tuple[Mention, ...]) -> list[str]:
    """Telling words besides the trusts' names and words that only point at a trust."""
    own = _LEADING.sub("", _without_mentions(text, mentions).strip().lower())
    return [t for t in terms(own) if t not in _FILLER]


def _without_mentions(text: str, mentions: tuple[Mention, ...]) -> str:
    for mention in reversed(mentions):
        text = f"{text[: mention.start]} \0 {text[mention.end :]}"
    return re.sub(r"\0(?:\s*'s\b)?", " ", re.sub(r"\b(?:NHS|Foundation|Trust|Healthcare)\b", " ", text))


def _with_trusts(before: Question, trusts: tuple[TrustId, ...], tags: Tags) -> str:
    """The earlier question with these trusts in place of its own."""
    names = _names(trusts, tags)
    if not before.mentions:
        return f"{before.text.rstrip('?. ')} – {names}?" if names else before.text
    first, last = before.mentions[0], before.mentions[-1]
    inner = before.text[first.end : last.start] if first is not last else ""
    joined = len(before.mentions) > 1 and len(inner.split()) <= 3  # noqa: PLR2004 - "Salford and UCLH"
    end = last.end if joined else first.end
    return f"{before.text[: first.start]}{names}{before.text[end:]}"


def _names(trusts: tuple[TrustId, ...], tags: Tags) -> str:
    names = [tags.trust(t).name for t in trusts]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _in_order(trusts: set[TrustId], tags: Tags) -> tuple[TrustId, ...]:
    return tuple(t.id for t in tags.trusts if t.id in trusts)


def _complement(trusts: tuple[TrustId, ...], tags: Tags) -> tuple[TrustId, ...]:
    rest = tuple(t.id for t in tags.trusts if t.id not in trusts)
    return rest or tuple(t.id for t in tags.trusts)
