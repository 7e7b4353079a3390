"""Answer → record, HTML, Markdown, plain text."""

from rag.render.html import permanent_link, to_cited_html, to_html
from rag.render.markdown import escape_markdown, to_markdown
from rag.render.record import context_dict, quote_dict, row_dict, to_dict
from rag.render.text import citation, lines, silence, to_text

__all__ = [
    "citation", "context_dict", "escape_markdown", "lines", "permanent_link", "quote_dict", "row_dict",
    "silence", "to_cited_html", "to_dict", "to_html", "to_markdown", "to_text",
]  # fmt: skip
