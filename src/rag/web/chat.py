"""The chat: Gradio Blocks around ``Assistant.ask``. Messages are HTML that ``rag.render`` has escaped.

No ``gr.HTML`` and no ``js=``: both evaluate text, which the Content-Security-Policy forbids. What the page does by
script is in ``ui/chat.js``.
"""

from __future__ import annotations

import html
import logging
import re
from typing import TYPE_CHECKING, Any

import gradio as gr  # in sight of the annotation gr.Request, which Gradio looks up

from rag.answering.suggestions import Suggestions
from rag.errors import BusyError
from rag.render import ask_link, to_html
from rag.understanding.question import clean
from rag.web.desk import Asked
from rag.web.models import MOST_EARLIER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.settings import Settings
    from rag.web.desk import Desk

    Turns = list[dict[str, Any]]

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
<p class="links"><a href="read">Read the whole report</a> <a href="map">Map of trusts and themes</a></p></div>"""
SHOWN_CHARACTERS = 2_000
MOST_TURNS = 40  # the browser sends the log with every question
SESSIONS = 16  # Gradio keeps what a page shows until that many others have come; nothing here needs it
_ASKED = re.compile(r'<h2 class="asked">(.*)</h2>', re.DOTALL)
FAILED = "<p>Something went wrong here, not in your question. Please ask it again.</p>"


class Chat:
    """What the page's events call; holds nothing of any reader."""

    def __init__(self, desk: Desk) -> None:
        assistant = desk.assistant
        self.desk = desk
        self.assistant = assistant
        self.suggestions = Suggestions(assistant.index)
        self.asks_feedback = assistant.settings.feedback is not None
        tags = assistant.tags
        self.trusts = [(t.name, t.id) for t in tags.trusts]
        self.themes = [(name, theme) for theme, name in tags.themes.items()]

    async def answer(self, typed: str, turns: Turns, trusts: list[str], themes: list[str]) -> tuple[str, Turns]:
        """The emptied box, and the log with question and answer; follow-ups lean on the questions that the log shows."""
        shown = html.escape(clean(typed)[:SHOWN_CHARACTERS]) or "(nothing)"
        reply = await self.reply(typed, earlier_questions(turns), trusts, themes)
        asked = {"role": "user", "content": f'<h2 class="asked">{shown}</h2>'}
        return "", [*turns, asked, {"role": "assistant", "content": reply}][-2 * MOST_TURNS :]

    async def reply(self, typed: str, asked: list[str], trusts: list[str], themes: list[str]) -> str:
        """The HTML of one answer on one line, so that Markdown leaves it alone; a failure is told kindly and logged."""
        try:
            answer, _ = await self.desk.ask(Asked(typed, asked[-MOST_EARLIER:], trusts, themes), "chat")
            suggestions = self.suggestions.after(answer)
            body = to_html(answer, self.assistant.tags, suggestions, feedback=self.asks_feedback).replace("\n", " ")
        except BusyError as error:
            return f'<div class="answer failed"><p>{html.escape(str(error))}</p></div>'
        except Exception:  # a reader never sees a traceback; the operator finds it in the log
            log.exception("an answer could not be shown")
            return f'<div class="answer failed">{FAILED}</div>'
        return f'<div class="answer {answer.status}">{body}</div>'

    def welcome(self, trusts: list[str], themes: list[str]) -> str:
        """What the empty log shows: examples that a click asks, of what the filters leave."""
        filtered = self.suggestions.starters(trusts[0] if trusts else None, themes[0] if themes else None)
        return _welcome(filtered if (trusts or themes) and filtered else EXAMPLES, "welcome arrived")

    def arrive(self, query: dict[str, str]) -> tuple[list[str], list[str], str]:
        """Filters and question of the page's address, unknown ones left out."""
        trusts, themes = (
            [v for v in query.get(name, "").split(",") if v in dict(known).values()]
            for name, known in (("trust", [(i, i) for _, i in self.trusts]), ("theme", [(i, i) for _, i in self.themes]))
        )
        return trusts, themes, query.get("ask", "").strip()


def earlier_questions(turns: Turns) -> list[str]:
    """The questions of a log, oldest first. The log is the reader's own, so that any server may take the next question."""
    questions = []
    for turn in turns:
        content = turn["content"]
        text = content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
        if turn["role"] == "user" and (match := _ASKED.fullmatch(text.strip())):
            questions.append(html.unescape(match[1])[:SHOWN_CHARACTERS])
    return questions


def build_chat(desk: Desk) -> gr.Blocks:
    """The page around one desk."""
    chat = Chat(desk)

    def filtered(trusts: list[str], themes: list[str]) -> Any:
        return gr.update(placeholder=chat.welcome(trusts, themes))

    async def arrive(request: gr.Request) -> Any:
        trusts, themes, question = chat.arrive(dict(request.query_params))
        turns = (await chat.answer(question, [], trusts, themes))[1] if question else []
        return trusts, themes, gr.update(value=turns, placeholder=chat.welcome(trusts, themes))

    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True) as page:
        gr.Markdown(MASTHEAD, elem_id="masthead")
        with gr.Row(elem_id="filters"):
            trusts = gr.CheckboxGroup(chat.trusts, label="Answer only from", elem_id="trusts")
            with gr.Accordion("Themes", open=False, elem_id="theme-box"):
                themes = gr.CheckboxGroup(chat.themes, label="Only on", elem_id="themes")
        log_view = gr.Chatbot(
            label="Questions and answers", show_label=False, elem_id="log", height="auto", latex_delimiters=[], buttons=[],
            feedback_options=None, placeholder=_welcome(EXAMPLES), layout="panel", group_consecutive_messages=False,
            autoscroll=False,
        )  # fmt: skip
        with gr.Row(elem_id="asking"):
            box = gr.Textbox(
                label="Your question", placeholder="Ask about one trust, or compare them", elem_id="question", lines=1,
                max_lines=6, scale=8, container=False,
            )  # fmt: skip
            send = gr.Button("Ask", variant="primary", scale=0, min_width=96, elem_id="ask")
        gr.Markdown(_notice(chat.assistant.settings), elem_id="notice")
        quiet: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": None, "show_progress": "hidden"}
        gr.on([box.submit, send.click], chat.answer, [box, log_view, trusts, themes], [box, log_view], **quiet)
        gr.on([trusts.input, themes.input], filtered, [trusts, themes], log_view, **quiet)
        page.load(arrive, None, [trusts, themes, log_view], **quiet)
    page.state_session_capacity = SESSIONS
    return page


def _notice(settings: Settings) -> str:
    """What is promised, and what is kept of a reader's words here."""
    kept = "Nothing you type is stored."
    if settings.feedback and settings.feedback_questions:
        kept = "A question is stored only if you say whether its answer was what you needed."
    if settings.log_questions:
        kept = "Questions are written to this server’s log."
    promise = "Every quotation is verbatim, with its page. What the report does not say, this page does not say."
    return f'<p class="notice">{promise} {kept}</p>'


def _welcome(examples: Iterable[str], name: str = "welcome") -> str:
    """``arrived`` among the names tells scripts that the filters of the address are set and questions may come."""
    items = "".join(f"<li>{ask_link(question)}</li>" for question in examples)
    return f'<div class="{name}"><h2>For instance</h2><ul>{items}</ul></div>'
