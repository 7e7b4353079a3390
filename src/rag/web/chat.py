"""The chat: Gradio Blocks around ``Assistant.ask``. Messages are HTML that ``render.py`` has escaped.

No ``gr.HTML`` and no ``js=``: both evaluate text, which the Content-Security-Policy forbids. What the page does by
script is in ``ui/chat.js``.
"""

from __future__ import annotations

import html
import logging
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from rag.question import clean
from rag.render import to_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import gradio as gr

    from rag.answer import Assistant
    from rag.settings import Settings

log = logging.getLogger(__name__)

TITLE = "Ask the medical engagement report"
EXAMPLES = (
    "How did Salford select its clinical directors?",
    "What do people at Northumbria say about doctors and managers working together?",
    "Compare how UCLH and Southern Health induct new consultants",
    "What do all four trusts have in common?",
)
MASTHEAD = f"""<div class="masthead"><h1>{TITLE}</h1>
<p>How did four NHS trusts – Northumbria Healthcare, Salford Royal, Southern Health and UCLH – get their doctors to take part in
running them? Ask, and read the answer in the words of The King’s Fund’s report
<cite>Medical engagement: a journey not an event</cite> (2014).</p>
<p class="links"><a href="read">Read the whole report</a></p></div>"""
NOTICE = (
    '<p class="notice">Every quotation is verbatim, with its page. What the report does not say, this page does not say. '
    "Nothing you type is stored.</p>"
)
SHOWN_CHARACTERS = 2_000
FAILED = "<p>Something went wrong here, not in your question. Please ask it again.</p>"


def build_chat(get_assistant: Callable[[], Assistant], settings: Settings) -> gr.Blocks:
    """The page; ``get_assistant`` is called for each question."""
    import gradio as gr

    def answer(typed: str, turns: list[dict[str, Any]], asked: list[str]) -> tuple[str, list[dict[str, Any]], list[str]]:
        shown = html.escape(clean(typed)[:SHOWN_CHARACTERS]) or "(nothing)"
        turns = [
            *turns,
            {"role": "user", "content": f'<p class="asked">{shown}</p>'},
            {"role": "assistant", "content": reply(get_assistant(), typed, asked)},
        ]
        return "", turns, [*asked, typed][-settings.max_history :] if settings.max_history else []

    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True) as chat:
        gr.Markdown(MASTHEAD, elem_id="masthead")
        history = gr.State([])
        log_view = gr.Chatbot(
            label="Questions and answers", show_label=False, elem_id="log", height="auto", latex_delimiters=[], buttons=[],
            feedback_options=None, placeholder=_welcome(EXAMPLES), layout="panel", group_consecutive_messages=False,
        )  # fmt: skip
        with gr.Row(elem_id="asking"):
            box = gr.Textbox(
                label="Your question", placeholder="Ask about one trust, or compare them", elem_id="question", lines=1,
                max_lines=6, scale=8, autofocus=True, container=False,
            )  # fmt: skip
            send = gr.Button("Ask", variant="primary", scale=0, min_width=96, elem_id="ask")
        gr.Markdown(NOTICE, elem_id="notice")
        gr.on(
            [box.submit, send.click], answer, [box, log_view, history], [box, log_view, history],
            api_visibility="private", concurrency_limit=8, show_progress="hidden",
        )  # fmt: skip
    return chat


def reply(assistant: Assistant, typed: str, asked: list[str]) -> str:
    """The HTML of one answer on one line, so that Markdown leaves it alone; a failure is told kindly and logged."""
    started = time.perf_counter()
    try:
        answer = assistant.ask(typed, asked)
    except Exception:  # a reader never sees a traceback; the operator finds it in the log
        log.exception("a question could not be answered")
        return f'<div class="answer failed">{FAILED}</div>'
    log.info("asked", extra={"status": answer.status, "ms": round((time.perf_counter() - started) * 1000, 1)})
    body = to_html(answer, assistant.tags).replace("\n", " ")
    return f'<div class="answer {answer.status}">{body}</div>'


def _welcome(examples: Iterable[str]) -> str:
    """What the empty log shows: examples that a click asks."""
    items = "".join(f'<li><a class="ask" href="?ask={quote_plus(q)}">{html.escape(q)}</a></li>' for q in examples)
    return f'<div class="welcome"><h2>For instance</h2><ul>{items}</ul></div>'
