"""Bare words, nothing else being asked ("staff morale"): a look-up, but where an editor put them to an entry that is likely meant.

Who types them on a phone has no mind to look a word up. Where the report has no word for one of them, the answer says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.text import words
from rag.understanding.route import SURE, masked
from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.kit import Kit
    from rag.understanding.question import Question
    from rag.understanding.route import Route

_FORMS = ("digest", "figures", "topic", "term")
THOUGHT_OF = 0.3
"""Probability of an entry from which it is meant where its editor thought of every one of the words that the report has not, or
else of all."""


def is_bare(kit: Kit, asked: Question) -> bool:
    """Whether a request is a few words for things, and the names of trusts, and no more."""
    typed = words(masked(asked.text, asked.mentions, " "))
    return not asked.lead and typed == words(" ".join(kit.telling(asked)))


def is_meant(kit: Kit, rivals: Candidates, asked: Question, route: Route) -> bool:
    """Whether an entry on some subject, and no place of a word, is what bare words ask for."""
    entry, share = next(iter(rivals.subjects(route)), (None, 0.0))
    if entry is None or entry.form not in _FORMS or not is_bare(kit, asked):
        return False
    telling = kit.telling(asked)
    if not any(is_english(word) or kit.concordance.with_synonyms(word) for word in telling):
        return False  # what a cat on the keyboard types
    strange = unheard(kit, asked) or telling
    return share > SURE or (share > THOUGHT_OF and all(rivals.knows(entry, (word,)) for word in strange))


def unheard(kit: Kit, asked: Question) -> tuple[str, ...]:
    """Which of the bare words that are asked the report has no word for; none of a request that asks more."""
    return kit.unheard(kit.telling(asked)) if is_bare(kit, asked) else ()
