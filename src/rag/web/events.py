"""What the chat's page sends to Gradio, field by field; nothing else passes the door.

Gradio would take any JSON: an object with ``path``, ``url`` or ``component`` in it makes it read files, call hosts and build
components. So each event has a schema of strings and known ids, and an event without one stops the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from rag.web.context import LONGEST, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_TYPED = 20_000
"""Characters of a question that reach the assistant, which tells a reader from 8,000 bytes on that it is too long."""
SESSION = r"^[A-Za-z0-9]{1,64}$"
"""A page's name for itself: Gradio draws some eleven letters and digits, our own tools 32."""


class EventError(Exception):
    """What was sent is no event of the page; the text says so in words of ours and repeats nothing."""


class Event(BaseModel):
    """One event, as the page sends it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    data: tuple[Any, ...]
    event_data: None = None
    fn_index: int
    trigger_id: Annotated[int, Field(ge=0, le=10_000)] | None = None  # a component of the page, which has some twenty
    session_hash: Annotated[str, Field(pattern=SESSION)]


class Events:
    """The events of one page: ``events`` names the one of each ``fn_index``, trusts and themes are the ids there are."""

    def __init__(self, events: Mapping[int, str], trusts: Sequence[str], themes: Sequence[str]) -> None:
        fields = _fields(trusts, themes)
        self._events = dict(events)
        self._data = {number: TypeAdapter[tuple[Any, ...]](fields[event]) for number, event in events.items()}

    def asks(self, event: Event, query: Mapping[str, str]) -> bool:
        """Whether the event asks a question: opening the page does not, unless one comes with the address, nor does a filter."""
        name = self._events[event.fn_index]
        return name == "answer" or (name == "arrive" and bool(query.get("ask", "").strip()))

    def read(self, body: bytes) -> Event:
        """The event in a request's body; ``EventError`` for anything else."""
        try:
            event = Event.model_validate_json(body)
            if event.fn_index not in self._data:
                raise EventError("fn_index is none of this page's events. Reload the page.")
            self._data[event.fn_index].validate_python(event.data, strict=True)
        except ValidationError:
            raise EventError(
                "The chat takes a question, what it follows on and the filters, as its page sends them, and nothing else. "
                "Reload the page, or ask through /api/ask."
            ) from None
        return event


def _fields(trusts: Sequence[str], themes: Sequence[str]) -> dict[str, Any]:
    """What each event sends, in the order of its inputs (``chat.build_chat``)."""
    typed = Annotated[str, Field(max_length=MOST_TYPED)]
    context = Annotated[str, Field(max_length=LONGEST), AfterValidator(_is_context)]
    filters = (_list_of(trusts), _list_of(themes))
    return {"answer": _row(typed, context, *filters), "filtered": _row(*filters), "arrive": _row()}


def _is_context(context: str) -> str:
    read(context)
    return context


def _is(*values: int | str) -> Any:
    return Literal[values]


def _row(*fields: Any) -> Any:
    return tuple[fields]  # type: ignore[valid-type]


def _list_of(ids: Sequence[str]) -> Any:
    return Annotated[list[_is(*ids)], Field(max_length=len(ids))]  # type: ignore[misc]
