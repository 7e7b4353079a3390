"""One frozen ``Settings`` read from the environment (``RAG_…``), checked, each with its meaning.

A variable that begins with ``RAG_`` and is none of these is an error that names the nearest one, so that a misspelt
setting is never silently a default.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"

_LIMITS = {
    "port": (1, 65535), "max_question_tokens": (10, 4000), "max_question_bytes": (100, 100_000), "max_history": (0, 50),
    "max_body": (10_000, 100_000_000), "rate_limit": (0, 1_000_000), "read_limit": (0, 1_000_000), "queue": (1, 10_000),
}  # fmt: skip
_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")
_HOST = re.compile(r"(?:[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an operator may set. Field ``x`` is read from the variable ``RAG_X``."""

    host: str = _setting("127.0.0.1", "Address to serve on. Anything but loopback shows the chat to the network.")
    port: int = _setting(7860, "Port to serve on, 1 to 65535.")
    corpus: Path = _setting(
        ROOT / "corpus", "Folder with the report, its tags, the question bank, the gaps and the practice questions."
    )
    index: Path = _setting(ROOT / "index", "Folder that the index is built in; must be writable to build.")
    trained: Path = _setting(ROOT / "index" / "adapter", "Folder of the trained adapter and the judge's calibration.")
    embedder: str = _setting(DEFAULT_EMBEDDER, "Another sentence-transformers model, by name or path. The adapter is then unused.")
    adapter: bool = _setting(True, "Whether to use the trained adapter (1) or the base model alone (0).")
    allowed_origins: tuple[str, ...] = _setting((), "Exact origins, separated by commas, that may show the chat in a frame.")
    allowed_hosts: tuple[str, ...] = _setting(
        (),
        "Names, separated by commas, under which readers and proxies reach it, beside loopback and the address served on. "
        "A request to another is turned away.",
    )
    max_question_tokens: int = _setting(400, "Longest question, in tiktoken tokens, 10 to 4000.")
    max_question_bytes: int = _setting(8_000, "Longest question in bytes of UTF-8, counted before tokens, 100 to 100000.")
    max_history: int = _setting(8, "How many earlier questions are considered, 0 to 50.")
    max_body: int = _setting(
        1_048_576, "Largest body of a request in bytes, 10000 to 100000000. The chat sends its earlier questions with each one."
    )
    rate_limit: int = _setting(300, "Questions a minute from one client address, 0 to 1000000; 0 sets no limit.")
    read_limit: int = _setting(
        3_000, "Pages and files a minute from one client address, 0 to 1000000; 0 sets no limit. A first visit takes about fifty."
    )
    queue: int = _setting(64, "Most questions that wait for an answer, 1 to 10000; past that 503 with Retry-After.")
    trusted_proxies: tuple[str, ...] = _setting(
        (), "Addresses or networks, separated by commas, of the reverse proxies whose X-Forwarded-… headers are believed."
    )
    sign_in_header: str = _setting(
        "", "Header in which a trusted proxy names the signed-in reader. Set: who comes without it is turned away with 401."
    )
    feedback: Path | None = _setting(None, "SQLite file for readers' word on answers. Unset: they are not asked, nothing is kept.")
    feedback_questions: bool = _setting(False, "Whether the question is kept with that word. Off unless an operator turns it on.")
    log_questions: bool = _setting(False, "Whether questions are written to the log. Off unless an operator turns it on.")
    log_format: str = _setting("console", "How the log is written to standard error: console or json, a line an event.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read and check; ``SettingsError`` names the variable, its value and what it takes."""
        known = {f"RAG_{f.name.upper()}": f.name for f in fields(cls)}
        for name in environment:
            if name.startswith("RAG_") and name not in known:
                close = difflib.get_close_matches(name, known, n=1, cutoff=0)
                raise SettingsError(f"There is no setting {name}. Did you mean {close[0]}?")
        values = {
            attribute: _parse(name, attribute, environment[name].strip())
            for name, attribute in known.items()
            if environment.get(name, "").strip()
        }
        settings = cls(**values)
        settings._check()
        return settings

    def _check(self) -> None:
        for name, (low, high) in _LIMITS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise SettingsError(f"RAG_{name.upper()} is {value}; it must be from {low} to {high}.")
        self._check_lists()
        if self.log_format not in ("console", "json"):
            raise SettingsError(f"RAG_LOG_FORMAT is {self.log_format!r}; it must be console or json.")
        if self.sign_in_header and not _HEADER.fullmatch(self.sign_in_header):
            raise SettingsError(f"RAG_SIGN_IN_HEADER is {self.sign_in_header!r}, which is no name of a header.")
        if self.sign_in_header and not self.trusted_proxies:
            raise SettingsError("RAG_SIGN_IN_HEADER needs RAG_TRUSTED_PROXIES: anyone else could send that header.")

    def _check_lists(self) -> None:
        for origin in self.allowed_origins:
            if not _ORIGIN.fullmatch(origin):
                raise SettingsError(
                    f"RAG_ALLOWED_ORIGINS holds {origin!r}, which is no origin. Write scheme, host and port only, "
                    "such as https://intranet.example.nhs.uk"
                )
        for host in self.allowed_hosts:
            if not _HOST.fullmatch(host):
                raise SettingsError(
                    f"RAG_ALLOWED_HOSTS holds {host!r}, which is no host. Write names or addresses, such as report.example.nhs.uk"
                )
        for proxy in self.trusted_proxies:
            try:
                ipaddress.ip_network(proxy)
            except ValueError as error:
                raise SettingsError(
                    f"RAG_TRUSTED_PROXIES holds {proxy!r}, which is no address or network. Write such as 10.0.0.5 or 10.0.0.0/24"
                ) from error


def settings_table() -> str:
    """Every setting as a Markdown table, as it stands in the README."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for setting in fields(Settings):
        default = setting.default
        shown = (
            default.relative_to(ROOT)
            if isinstance(default, Path)
            else int(default)
            if isinstance(default, bool)
            else default or "(none)"
        )
        rows.append(f"| `RAG_{setting.name.upper()}` | `{shown}` | {setting.metadata['help']} |")
    return "\n".join(rows)


def _parse(name: str, attribute: str, value: str) -> Any:
    default = next(f.default for f in fields(Settings) if f.name == attribute)
    if isinstance(default, bool):
        if value.lower() in ("1", "true", "yes", "on"):
            return True
        if value.lower() in ("0", "false", "no", "off"):
            return False
        raise SettingsError(f"{name} is {value!r}; it must be 1 or 0.")
    if isinstance(default, int):
        if not re.fullmatch(r"\d{1,9}", value):
            raise SettingsError(f"{name} is {value!r}; it must be a whole number.")
        return int(value)
    if isinstance(default, Path) or attribute == "feedback":
        return Path(value).expanduser()
    if isinstance(default, tuple):
        return tuple(_as_browsers_say(part.strip()) for part in value.split(",") if part.strip())
    return value


def _as_browsers_say(origin: str) -> str:
    """An origin in lower case, without its scheme's own port: browsers name themselves so."""
    return re.sub(r"^(http://[^/]+):80$|^(https://[^/]+):443$", r"\1\2", origin.lower())
