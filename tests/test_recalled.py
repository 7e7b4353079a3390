"""What somebody recalls of the report is asked for where its words or its place are."""

from pathlib import Path

import pytest

from rag.corpus.report import load_report
from rag.understanding.parts import split

TAGS = load_report(Path(__file__).parents[1] / "corpus").tags


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hi, our chair remembers that one of them grew out of a muddle. Could you find the exact words and who said it? Best, Jo",
         "quote: one of them grew out of a muddle"),
        ("Hello, I read somewhere that the nurses run the wards there. Which page is it on? Thanks, Jo", "quote: the nurses run the wards there"),
        ("Hi, my boss swears there is a line in the report about leads who were shocked by it. Who said that? Ta, Jo",
         "quote: leads who were shocked by it"),
        (("Fwd: FW: query -- Hi, sorry to chase. Ann recalls the Fund's piece saying something about leads who were shocked. "
         "Is it in there & what's the exact wording? Also she wants it short as the slide is full. Thx, Jo (PA to Ann)"),
         "quote: leads who were shocked"),
        (("Hello, hope all is well. Sue seems to remember that the study said something like leads and nurses are one team. "
         "Can you check it's in there and give me the exact wording? She also wants it under 30 words. Ta, Mo"),
         "quote: leads and nurses are one team"),
        ("Hi, we only look at papers. She has heard Ash turned down nurses who wrote well. Is there a quote about that we can use? Jo",
         "quote: Ash turned down nurses who wrote well"),
        ("Hello, my exec says Ash renamed all its ward leads. I have to tell the board. Who said that, and on which page? Ta, Jo",
         "quote: Ash renamed all its ward leads"),
        ("Hi, I was told that pay is low. Could you find the words about wards? Best, Jo", "Could you find the words about wards?"),
        ("Hi, we heard that it grew out of a muddle. Could you find out who leads it? Best, Jo",
         "we heard that it grew out of a muddle. Could you find out who leads it?"),
    ],
)  # fmt: skip
def test_what_is_recalled_is_asked_for_where_its_words_or_its_place_are(text, asked):
    assert split(text, TAGS).requests == (asked,)
