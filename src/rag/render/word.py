"""A talk → a Word document: each question with what was said to it, the quotations, and where they stand."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from rag.render.html import permanent_link
from rag.render.text import citation, flat, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from rag.corpus.tags import Tags
    from rag.types import Quote

    Turn = tuple[str, Sequence[str], Sequence[Quote]]

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML document may not hold (XML 1.0, Char)."""


def to_word(turns: Iterable[Turn], tags: Tags, edition: str, home: str = "") -> bytes:
    """The bytes of a ``.docx``: ``turns`` are questions, what the assistant said to each, and its quotations.

    Quotations are numbered within their question as footnotes are, their citations under them, each with a link to its place
    where ``home`` says at what address the assistant is; the report and its edition stand at the end. Styles are Word's own, so
    that a reader can change them all at once.
    """
    document = Document()
    document.core_properties.title = tags.profile.page.title
    document.core_properties.author = tags.profile.page.title
    document.core_properties.created = document.core_properties.modified = datetime.now(UTC)
    document.core_properties.language = "en-GB"
    _add_styles(document)
    document.add_heading(tags.profile.page.title, 0)
    for question, said, quotes in turns:
        document.add_heading(_plain(question), 1)
        for words in said:
            document.add_paragraph(_plain(words))
        for number, quote in enumerate(quotes, start=1):
            _add_quote(document, quote, number)
        for number, quote in enumerate(quotes, start=1):
            source = document.add_paragraph(f"{number}  ", "Source")
            told = citation(quote, tags)
            _add_link(source, told, f"{home}{permanent_link(quote, edition)}") if home else source.add_run(told)
    document.add_paragraph(f"{tags.profile.citation}, edition {edition}", "Source")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_styles(document: WordDocument) -> None:
    source = document.styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH)
    source.base_style = document.styles["Normal"]
    source.font.size = Pt(9)
    source.font.color.rgb = RGBColor(0x56, 0x60, 0x6D)  # --muted of ui/tokens.css
    source.paragraph_format.space_after = Pt(2)
    document.styles["Quote"].paragraph_format.left_indent = Pt(18)


def _add_quote(document: WordDocument, quote: Quote, number: int) -> None:
    if quote.lead_in:
        document.add_paragraph(flat(quote.lead_in), "Quote")
    for line in lines(quote):
        paragraph = document.add_paragraph(line, "Quote")
    paragraph.add_run(f" {number}").font.superscript = True


def _add_link(paragraph: Paragraph, words: str, address: str) -> None:
    """Words that lead to an address, underlined; python-docx writes no such by itself."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.underline = True
    link.append(run._r)  # noqa: SLF001 - the element, of which python-docx has no public name
    paragraph._p.append(link)  # noqa: SLF001


def _plain(text: str) -> str:
    return flat(_NO_XML.sub("", text))
