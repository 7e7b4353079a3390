"""“How do SAS doctors get on?” – “And junior doctors?”: the request before, asked of other people."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.names import find_trusts
from rag.understanding.phrases import LEADING
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.corpus.profile import Words
    from rag.corpus.tags import Tags
    from rag.understanding.question import Question

_KINDS = (
    r"juniors?|trainees|registrars|students|doctors|consultants|nurses|managers|executives|non-executives|directors"
    r"|leaders|staff(?! (?:compact|college|surveys?|days|balls|committees?|conference|engagement|development|grade))|patients|gps"
    r"|sas (?:doctors|grades)|governors|heads of service"
)
_BEFORE = r"(?:the|all|other|new|newly appointed|junior|senior|foundation|ordinary|medical|clinical|general|lay)"
_OF = re.compile(r"(?:how many|for|of|by|with|about|from|what about)\b ?")
"""What stands before the people in a follow-up that says no more than who they are."""


@lru_cache(maxsize=16)
def people(words: Words) -> Rule:
    """People of whom something may be asked: those of the report's field by their posts, and the usual ones."""
    posts = "|".join(sorted((f"{re.escape(post)}s?" for post in words.roles), key=len, reverse=True))
    return Rule(
        "people in a post",
        (rf"(?:{_BEFORE} ){{0,2}}(?:{posts}|{_KINDS})" if posts else rf"(?:{_BEFORE} ){{0,2}}(?:{_KINDS})",),
        yes=("junior doctors", "the new consultants", "nurses", "staff"),
        no=("programmes", "staffing", "leadership", "a doctorate"),
    )


def of_other_people(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The request before, or the one that it leans on, with the people that a follow-up names in place of its own; ``None`` where
    that says more, or they name none or several.
    """
    rule = people(tags.profile.words)
    own = LEADING.without(asked.text.lower(), "").strip(" ?.!,").removeprefix("as a ").removeprefix("as an ")
    named = own[begun.end() :] if (begun := _OF.match(own)) else own
    if not rule.pattern.fullmatch(named):
        return None
    for before in filter(None, (last.text, last.lead)):
        found = list(rule.pattern.finditer(before.lower())) if len(before) == len(before.lower()) else []
        if len(found) == 1 and found[0][0].removeprefix("the ") != named.removeprefix("the "):
            text = f"{before[: found[0].start()]}{named}{before[found[0].end() :]}"
            mentions = find_trusts(text, tags)
            return replace(last, text=text, mentions=mentions, lead="", lead_mentions=(), leans=True, taken_as=text)
    return None
