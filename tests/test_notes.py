"""What copies say of a row beside its quotations."""

from dataclasses import replace

from answers import NOBODY, TAGS, VOICE
from rag.render import to_markdown, to_text
from rag.types import Answer, Row


def test_copies_tell_whose_row_has_what_is_said_of_all():
    every = (replace(NOBODY, page="36"), replace(NOBODY, page="36", start=1), replace(NOBODY, page="37"))
    rows = (Row("salford", (VOICE,)), Row("uclh", every), Row("northumbria", (), "no_mention", ("beds",)))
    answer = Answer("Q?", "partial", "M", (VOICE, *every), rows=rows)
    text, markdown = to_text(answer, TAGS), to_markdown(answer, TAGS)
    assert "\nUCLH: Said of all of them (p. 36, p. 37).\n" in text
    assert "\n**UCLH** Said of all of them (p. 36, p. 37).\n" in markdown
    assert [copy.count("Said of all") for copy in (text, markdown)] == [1, 1]
    assert text.index("UCLH: Said") < text.index("Northumbria Healthcare: The report does not say")
