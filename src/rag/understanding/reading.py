"""One typed request, taken out of its wrapping and spelt right → the question that it puts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding.letters import ungreeted
from rag.understanding.phone import is_said, spelt_out
from rag.understanding.points import how_few, uncounted
from rag.understanding.question import clean, read_question
from rag.understanding.wrapping import cited, of_whom, without_purpose, without_where

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.understanding.names import Organisations
    from rag.understanding.question import Question
    from rag.understanding.spelling import Speller


def read_request(typed: str, speller: Speller, tags: Tags, organisations: Organisations) -> Question:
    """The question, with how it was taken where that is not as it was typed."""
    whole = without_where(ungreeted(clean(typed)))
    spelt, corrected = speller.correct(spelt_out(whole))
    text = of_whom(cited(without_purpose(spelt)), tags.profile.group)
    asked = replace(read_question(uncounted(text), tags, organisations), few=how_few(text))
    return replace(asked, taken_as=text) if corrected or text != spelt or is_said(whole, text) else asked
