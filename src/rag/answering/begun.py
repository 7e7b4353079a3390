"""“Whose idea was the shadowing scheme?”: whether a quotation tells who began or made something, or only speaks of that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.names import find_trusts
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.kit import Kit
    from rag.understanding.question import Question

WHO_BEGAN = Rule(
    "asks who began a thing",
    (
        (r"who(?: actually| first| originally)? (?:came up with|thought (?:of|up)|dream[te]d? up|started|founded|wrote|created|made"
         r"|initiated|introduced|pioneered|launched|devised|invented|designed|set up|began|established)"
         r" (?!sure\b|it\b|that\b|this\b|them\b|decisions?\b|up\b)[a-z]"),
        r"whose (?:idea|brainchild|initiative|invention) (?:was|is|were|are) (?!it\b|that\b|this\b)[a-z]",
    ),
    yes=("who came up with the rota", "and who first thought of mentoring?", "whose idea was the college"),
    no=("who started it", "who made sure of it", "who makes the rota", "whose rota is it", "who was it set up for"),
    bounded=False, head=r"^(?:(?:and|so|but|ok|okay|also|right|well)[ ,]++){0,2}+", tail="",
)  # fmt: skip
_MADE = (
    r"(?:design|develop|creat|devis|made\b|mak|writ|wrote|drawn up|produc|buil[dt]|introduc|establish|set up|initiat|inspir|pioneer"
    r"|evolv|idea)"
)
_BY = r"(?:by|conjunction with|partnership with|collaboration with|(?:the )?help of|work(?:ed|ing) with|involved)"
MAKES = re.compile(
    rf"\b{_MADE}[^.;]{{0,80}}?\b{_BY}\b|\b{_BY}\b[^.;]{{0,120}}?\b{_MADE}"
    rf"|\b(?:trust|we|he|she|they|executives?|directors?|ceo|leaders?|clinicians?|staff) (?:\w++ ){{0,3}}?{_MADE}"
    r"|\binspired\b|\binfluence"
)
"""Tells who made something, or by what somebody was led to it."""


def begun(kit: Kit, asked: Question, told: Sequence[str]) -> bool:
    """Whether something that is ``told`` says who made a thing; true where a request does not ask who began one."""
    if asked.lead or not WHO_BEGAN.found(asked.text.lower()):
        return True
    tags = kit.index.report.tags
    return any(MAKES.search(masked(text, find_trusts(text, tags), "they").lower()) for text in told)
