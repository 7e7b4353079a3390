"""The chat: Gradio Blocks around ``Assistant.ask``. Messages are HTML that ``rag.render`` has escaped.

What a reader sees first (title, examples, question box) is ``shell``, which stands in the page before Gradio has loaded and
stays; Gradio draws the filters, and brings what is asked and answered to and fro.

No ``gr.HTML`` and no ``js=``: both evaluate text, which the Content-Security-Policy forbids. What the page does by
script is in ``ui/chat.js``.
"""

from __future__ import annotations

import html
import logging
import secrets
from typing import TYPE_CHECKING, Any

import gradio as gr  # in sight of the annotation gr.Request, which Gradio looks up
from markupsafe import Markup, escape

from rag.errors import BusyError
from rag.render import to_html
from rag.render.ours import leans
from rag.understanding.question import clean
from rag.web.context import read, written
from rag.web.desk import Asked
from rag.web.events import MOST_TYPED
from rag.web.navigation import pages_of
from rag.web.templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.corpus.report import Report
    from rag.settings import Settings
    from rag.types import Answer
    from rag.web.desk import Desk

log = logging.getLogger(__name__)

SHOWN_CHARACTERS = 2_000
SESSIONS = 16  # Gradio keeps what a page shows until that many others have come; nothing here needs it
IDLE_SECONDS = 60.0  # between two looks into the queue of Gradio that no event of ours goes through
MOST_WAYS_ON = 3
FAILED = "<p>Something went wrong here, not in your question. Please ask it again.</p>"


class Chat:
    """What the page's events call; holds nothing of any reader."""

    def __init__(self, desk: Desk) -> None:
        assistant = desk.assistant
        self.desk = desk
        self.assistant = assistant
        self.suggestions = assistant.suggestions
        self.asks_feedback = assistant.settings.feedback is not None
        tags = assistant.tags
        self.profile = tags.profile
        self.trusts = [(t.name, t.id) for t in tags.trusts]
        self.themes = [(name, theme) for theme, name in tags.themes.items()]

    async def answer(self, typed: str, context: str, trusts: list[str], themes: list[str]) -> tuple[str, str]:
        """The context of the next question, and this one with its answer as HTML on one line.

        A turn has a name of its own among its classes, so that the page knows a question asked again from one that it has.
        """
        question = clean(typed)[:SHOWN_CHARACTERS]
        following, reply = await self.reply(typed, context, trusts, themes)
        shown = f'<h2 class="asked">{html.escape(question) or "(nothing)"}</h2>'
        return following, f'<div class="turn t{secrets.token_hex(8)}">{shown}{reply}</div>'

    async def reply(self, typed: str, context: str, trusts: list[str], themes: list[str]) -> tuple[str, str]:
        """The next question's context, and the HTML of one answer on one line, so that Markdown leaves it alone.

        A failure is told kindly and logged; the talk goes on from where it was.
        """
        try:
            answer, _ = await self.desk.ask(Asked(typed, (), trusts, themes, read(context)), "chat")
            suggestions = self.suggestions.after(answer) or self._ways_on(trusts, themes)
            tags, feedback = self.assistant.tags, self.asks_feedback
            follows = bool(context) and self._follows(typed, answer)
            body = to_html(answer, tags, suggestions, feedback=feedback, trusts=trusts, themes=themes, follows=follows)
            body = body.replace("\n", " ")
        except BusyError as error:
            return context, f'<div class="answer failed"><p>{html.escape(str(error))}</p></div>'
        except Exception:  # a reader never sees a traceback; the operator finds it in the log
            log.exception("an answer could not be shown")
            return context, f'<div class="answer failed">{FAILED}</div>'
        return written(answer.context), f'<div class="answer {answer.status}">{body}</div>'

    def _follows(self, typed: str, answer: Answer) -> bool:
        """Whether what was typed gets this answer only where the talk before it has been had: asked by themselves, the words that
        it was taken as get another one.
        """
        if answer.taken_as is None:
            return leans(answer)  # one of several requests may
        of_several = len(answer.trusts) > 1  # “and the others?” is answered side by side, whatever was asked before
        return of_several or leans(answer) or self.assistant.move(clean(typed)) is not None

    def welcome(self, trusts: list[str], themes: list[str]) -> str:
        """What the empty log shows: examples that a click asks, of what the filters leave."""
        return _welcome(self._examples(trusts, themes), "welcome arrived")

    def _examples(self, trusts: list[str], themes: list[str]) -> Sequence[str]:
        filtered = self.suggestions.starters(trusts[0] if trusts else None, themes[0] if themes else None)
        return filtered if (trusts or themes) and filtered else self.profile.page.examples

    def _ways_on(self, trusts: list[str], themes: list[str]) -> Sequence[str]:
        """Questions to click where an answer has none of its own, so that nothing is a dead end."""
        return self._examples(trusts, themes)[:MOST_WAYS_ON]

    def arrive(self, query: dict[str, str]) -> tuple[list[str], list[str], str]:
        """Filters and question of the page's address, unknown ones left out."""
        trusts, themes = (
            [v for v in query.get(name, "").split(",") if v in dict(known).values()]
            for name, known in (("trust", [(i, i) for _, i in self.trusts]), ("theme", [(i, i) for _, i in self.themes]))
        )
        return trusts, themes, query.get("ask", "").strip()


def build_chat(desk: Desk) -> gr.Blocks:
    """The page around one desk. What its events send has its schema in ``events``; the log is no part of that."""
    chat = Chat(desk)

    def filtered(trusts: list[str], themes: list[str]) -> str:
        return chat.welcome(trusts, themes)

    async def arrive(request: gr.Request) -> Any:
        trusts, themes, question = chat.arrive(dict(request.query_params))
        if not (question or trusts or themes):  # a reader who was quicker has set filters, or asked
            return gr.skip(), gr.skip(), chat.welcome([], []), gr.skip(), gr.skip()
        if not question:
            return trusts, themes, chat.welcome(trusts, themes), gr.skip(), gr.skip()
        context, turn = await chat.answer(question[:MOST_TYPED], "", trusts, themes)
        return trusts, themes, _welcome(chat.profile.page.examples), context, turn

    with gr.Blocks(title=chat.profile.page.title, analytics_enabled=False) as page:
        with gr.Column(elem_id="filters"):  # ui/scope.js says what they leave, and unfolds them
            trusts = gr.CheckboxGroup(chat.trusts, label="Answer only from", elem_id="trusts")
            themes = gr.CheckboxGroup(chat.themes, label="Only on", elem_id="themes")
        welcome = gr.Markdown(elem_id="offered", visible="hidden")
        turn = gr.Markdown(elem_id="turn", visible="hidden", latex_delimiters=[])  # ui/talk.js puts each into the log
        context = gr.Textbox("", elem_id="context", visible="hidden", show_label=False)
        box = gr.Textbox("", elem_id="typed", visible="hidden", show_label=False, max_length=MOST_TYPED)
        send = gr.Button("Ask", elem_id="send", visible="hidden")
        # One request brings its answer. Gradio's queue takes two, a question and a stream to read, and loses answers where a
        # question meets the closing of the last one's stream (seen: one in some hundred).
        direct: dict[str, Any] = {"api_visibility": "private", "queue": False, "show_progress": "hidden"}
        send.click(chat.answer, [box, context, trusts, themes], [context, turn], trigger_mode="multiple", **direct)
        gr.on([trusts.input, themes.input], filtered, [trusts, themes], welcome, trigger_mode="always_last", **direct)
        page.load(arrive, None, [trusts, themes, welcome, context, turn], **direct)
    page.state_session_capacity = SESSIONS
    # Nothing ever waits in that queue, and Gradio looks into it a thousand times a second: 2% of a core where nobody asks.
    page._queue.sleep_when_free = page._queue.progress_update_sleep_when_free = IDLE_SECONDS  # noqa: SLF001
    return page


def events_of(page: gr.Blocks) -> dict[int, str]:
    """The name of each event that the page may send, by its ``fn_index``."""
    return {number: event.fn.__name__ for number, event in page.fns.items()}


def shell(report: Report, settings: Settings) -> str:
    """The page's body, Gradio's own element in it empty; what the profile says is text, never markup."""
    profile = report.profile
    what = escape(profile.page.masthead).format(title=Markup("<cite>{}</cite>").format(profile.title))
    return TEMPLATES.get_template("chat.html").render(
        page=profile.page,
        what=what,
        source=f"{profile.citation}, edition {report.short_edition}",
        pages=pages_of(profile.group),
        notice=_notice(settings),
        most=MOST_TYPED,
        most_words=settings.max_question_tokens,
    )


def _notice(settings: Settings) -> str:
    """What is promised, and what is kept of a reader's words here."""
    kept = "Nothing you type is stored on the server."
    if settings.feedback and settings.feedback_questions:
        kept = "A question is stored only if you say whether its answer was what you needed."
    if settings.log_questions:
        kept = "Questions are written to this server’s log."
    return f"Every quotation is verbatim, with its page. What the report does not say, this page does not say. {kept}"


def _welcome(examples: Iterable[str], name: str = "welcome") -> str:
    """``arrived`` among the names tells scripts that the filters of the address are set and questions may come."""
    return TEMPLATES.get_template("welcome.html").render(examples=examples, name=name)
