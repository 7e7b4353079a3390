"""A page of Gradio's with the chat's event and a handler that does nothing: ``python -m bench.ceiling PORT`` serves it.

What its page asks and gets goes the same way as the chat's, so that nothing of ours is left but the way.
"""

from __future__ import annotations

import sys

import gradio as gr
import uvicorn
from fastapi import FastAPI

TURN = '<div class="turn"><div class="answer answered"></div></div>'
"""Told from a failure by ``bench.users.chat_end``."""


async def nothing(_typed: str, context: str, _trusts: list[str], _themes: list[str]) -> tuple[str, str]:
    """The same answer to everything."""
    return context, TURN


def page() -> gr.Blocks:
    """The chat's components that take part in asking, and its event."""
    with gr.Blocks(analytics_enabled=False) as made:
        filters = [gr.CheckboxGroup([], elem_id=name) for name in ("trusts", "themes")]
        turn, context, box = gr.Markdown(), gr.Textbox(""), gr.Textbox("")
        gr.Button("Ask").click(nothing, [box, context, *filters], [context, turn], trigger_mode="multiple", queue=False)
    return made


def app() -> FastAPI:
    """The page with what tells that it is there."""
    made = FastAPI()

    @made.get("/healthz")
    async def healthy() -> str:
        return "ok"

    mounted: FastAPI = gr.mount_gradio_app(made, page(), path="/")
    return mounted


if __name__ == "__main__":
    uvicorn.run(app(), port=int(sys.argv[1]), log_level="warning", access_log=False)
