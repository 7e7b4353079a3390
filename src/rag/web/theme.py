"""Gradio's theme set to the colours and type of ``ui/style.css``; system fonts only, so that nothing is fetched."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--muted)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--surface)",
    "block_background_fill": "var(--surface)",
    "block_border_color": "var(--rule)",
    "border_color_primary": "var(--rule)",
    "border_color_accent": "var(--link)",
    "color_accent": "var(--link)",
    "color_accent_soft": "var(--surface)",
    "link_text_color": "var(--link)",
    "link_text_color_hover": "var(--link)",
    "link_text_color_active": "var(--link)",
    "link_text_color_visited": "var(--link)",
    "input_background_fill": "var(--surface)",
    "input_background_fill_focus": "var(--surface)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--link)",
    "input_placeholder_color": "var(--muted)",
    "button_primary_background_fill": "var(--link)",
    "button_primary_background_fill_hover": "var(--link-strong)",
    "button_primary_text_color": "var(--on-link)",
    "button_primary_text_color_hover": "var(--on-link)",
    "button_primary_border_color": "var(--link)",
}


def theme() -> gr.themes.Base:
    """The theme; every colour is a variable of the style sheet, which knows light and dark."""
    import gradio as gr

    base = gr.themes.Base(font=SANS, font_mono=("ui-monospace", "Consolas", "monospace"), radius_size="sm")
    known = inspect.signature(base.set).parameters
    return base.set(**{name: value for key, value in COLOURS.items() for name in (key, f"{key}_dark") if name in known})
