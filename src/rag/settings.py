"""One frozen ``Settings`` read from the environment (``RAG_…``), checked, each with its meaning.

A variable that begins with ``RAG_`` and is none of these is an error that names the nearest one, so that a misspelt
setting is never silently a default.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
from collections.abc import Mapping  # noqa: TC003 - pydantic looks annotations up when it runs
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict

from rag.errors import SettingsError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from pydantic_settings import PydanticBaseSettingsSource

PACKAGED = Path(__file__).parent / "data"
"""What a wheel brings with it: ``corpus/``, ``index/adapter/`` and ``evals/`` (see ``setup.py``). Not there in the repository."""
INSTALLED = PACKAGED.is_dir()
"""Whether this is an installed wheel, whose own folder is not to be written to, and not the repository."""
ROOT = PACKAGED if INSTALLED else Path(__file__).resolve().parents[2]
"""Under which ``corpus/``, ``index/adapter/`` and ``evals/`` stand."""
INDEX = platformdirs.user_cache_path("rag", appauthor=False) / "index" if INSTALLED else ROOT / "index"
DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"

_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")
_HOST = re.compile(r"(?:[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
_ORIGIN = re.compile(r"null|[a-z][a-z0-9+.-]*://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
"""As browsers write one, and what runs on one: ``vscode-file://vscode-app``, ``null`` for a page without an origin of its own."""
PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,8}")
"""A prefix as an operator sets it and as proxies say it; no name in it begins with a dot."""


def _split(value: object) -> object:
    """What stands between commas, as browsers write it; a tuple is left as it is."""
    return tuple(_as_browsers_say(part.strip()) for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _as_browsers_say(origin: str) -> str:
    """An origin in lower case, without its scheme's own port: browsers name themselves so."""
    return re.sub(r"^(http://[^/]+):80$|^(https://[^/]+):443$", r"\1\2", origin.lower())


def _origins(origins: tuple[str, ...]) -> tuple[str, ...]:
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(
                f"RAG_ALLOWED_ORIGINS holds {origin!r}, which is no origin. Write scheme, host and port only, "
                "such as https://intranet.example.nhs.uk"
            )
    return origins


def _hosts(hosts: tuple[str, ...]) -> tuple[str, ...]:
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise ValueError(
                f"RAG_ALLOWED_HOSTS holds {host!r}, which is no host. Write names or addresses, such as report.example.nhs.uk"
            )
    return hosts


def _networks(networks: tuple[str, ...]) -> tuple[str, ...]:
    for network in networks:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise ValueError(
                f"RAG_TRUSTED_PROXIES holds {network!r}, which is no address or network. Write such as 10.0.0.5 or 10.0.0.0/24"
            ) from error
    return networks


def _prefix(path: str) -> str:
    path = path.rstrip("/")
    if path and not PREFIX.fullmatch(path):
        raise ValueError(f"RAG_ROOT_PATH is {path!r}, which is no prefix. Write such as /assistant")
    return path


def _header(name: str) -> str:
    if name and not _HEADER.fullmatch(name):
        raise ValueError(f"RAG_SIGN_IN_HEADER is {name!r}, which is no name of a header.")
    return name


def _listened(host: str) -> str:
    """An address without the brackets that it has in a URL."""
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


_Folder = Annotated[Path, AfterValidator(Path.expanduser)]
_Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]  # NoDecode: commas, not JSON


class Settings(BaseSettings):
    """Everything that an operator may set. Field ``x`` is read from the variable ``RAG_X``.

    ``Settings(...)`` takes values and the defaults, whatever the environment holds; ``from_environment`` reads one.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="RAG_")

    host: Annotated[str, AfterValidator(_listened)] = Field(
        "127.0.0.1", description="Address to serve on. Anything but loopback shows the chat to the network."
    )
    port: int = Field(7860, ge=1, le=65535, description="Port to serve on, 1 to 65535.")
    corpus: _Folder = Field(
        ROOT / "corpus",
        description="Folder with the report, its profile and tags, and what was prepared for it (docs/another-report.md).",
    )
    index: _Folder = Field(
        INDEX,
        description="Folder that the index is built in; must be writable to build. "
        "Installed from a wheel: in the user's cache folder.",
    )
    trained: _Folder = Field(ROOT / "index" / "adapter", description="Folder of the trained adapter and the judge's calibration.")
    embedder: str = Field(
        DEFAULT_EMBEDDER, description="Another sentence-transformers model, by name or path. The adapter is then unused."
    )
    adapter: bool = Field(True, description="Whether to use the trained adapter (1) or the base model alone (0).")
    search: Literal["exact", "ivf"] = Field(
        "exact",
        description="How vectors are searched: exact, or ivf, lists made at each start, of which some are read, for far larger "
        "reports (docs/scaling.md).",
    )
    allowed_origins: Annotated[_Listed, AfterValidator(_origins)] = Field(
        (), description="Exact origins, separated by commas, that may show the chat in a frame and use /api and /mcp by script."
    )
    allowed_hosts: Annotated[_Listed, AfterValidator(_hosts)] = Field(
        (),
        description="Names, separated by commas, under which readers and proxies reach it, beside loopback and the address "
        "served on. A request to another is turned away.",
    )
    max_question_tokens: int = Field(400, ge=10, le=4000, description="Longest question, in tiktoken tokens, 10 to 4000.")
    max_question_bytes: int = Field(
        8_000, ge=100, le=100_000, description="Longest question in bytes of UTF-8, counted before tokens, 100 to 100000."
    )
    max_history: int = Field(8, ge=0, le=50, description="How many earlier questions are considered, 0 to 50.")
    max_body: int = Field(
        1_048_576,
        ge=10_000,
        le=100_000_000,
        description="Largest body of a request in bytes, 10000 to 100000000. The chat sends the context of the answer before "
        "with each question.",
    )
    rate_limit: int = Field(
        300, ge=0, le=1_000_000, description="Questions a minute from one client address, 0 to 1000000; 0 sets no limit."
    )
    read_limit: int = Field(
        3_000,
        ge=0,
        le=1_000_000,
        description="Pages and files a minute from one client address, 0 to 1000000; 0 sets no limit. "
        "A first visit takes about fifty.",
    )
    queue: int = Field(
        64, ge=1, le=10_000, description="Most questions that wait for an answer, 1 to 10000; past that 503 with Retry-After."
    )
    trusted_proxies: Annotated[_Listed, AfterValidator(_networks)] = Field(
        (),
        description="Addresses or networks, separated by commas, of the reverse proxies whose X-Forwarded-… headers are believed.",
    )
    root_path: Annotated[str, AfterValidator(_prefix)] = Field(
        "",
        description="Prefix that a proxy serves it under and leaves on, such as /assistant. One that is taken off, or told by "
        "X-Forwarded-Prefix, needs no setting.",
    )
    sign_in_header: Annotated[str, AfterValidator(_header)] = Field(
        "",
        description="Header in which a trusted proxy names the signed-in reader. "
        "Set: who comes without it is turned away with 401.",
    )
    feedback: _Folder | None = Field(
        None, description="SQLite file for readers' word on answers. Unset: they are not asked, nothing is kept."
    )
    feedback_questions: bool = Field(
        False, description="Whether the question is kept with that word. Off unless an operator turns it on."
    )
    log_questions: bool = Field(False, description="Whether questions are written to the log. Off unless an operator turns it on.")
    log_format: Literal["console", "json"] = Field(
        "console", description="How the log is written to standard error: console or json, a line an event."
    )

    @model_validator(mode="after")
    def _sign_in_is_through_a_proxy(self) -> Self:
        if self.sign_in_header and not self.trusted_proxies:
            raise ValueError("RAG_SIGN_IN_HEADER needs RAG_TRUSTED_PROXIES: anyone else could send that header.")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values given in code only: an environment is read where it is named, in ``from_environment``."""
        del settings_cls
        return (init_settings,)

    @classmethod
    def variables(cls) -> dict[str, str]:
        """The name of every variable with its field's: ``RAG_PORT`` with ``port``."""
        return {f"RAG_{name.upper()}": name for name in cls.model_fields}

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read and check; ``SettingsError`` names the variable, its value and what it takes. An empty one is a default."""
        known = cls.variables()
        for name in environment:
            if name.startswith("RAG_") and name not in known:
                close = difflib.get_close_matches(name, known, n=1, cutoff=0)
                raise SettingsError(f"There is no setting {name}. Did you mean {close[0]}?")
        source = EnvSettingsSource(cls)
        source.env_vars = {name.lower(): value for name in known if (value := environment.get(name, "").strip())}
        try:
            return cls(**source())
        except ValidationError as error:
            raise SettingsError(_what_is_wrong(error.errors()[0])) from error


def settings_table() -> str:
    """Every setting as a Markdown table, as it stands in the README."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for variable, name in Settings.variables().items():
        setting = Settings.model_fields[name]
        default = setting.default
        shown = (
            default.relative_to(ROOT)
            if isinstance(default, Path)
            else int(default)
            if isinstance(default, bool)
            else default or "(none)"
        )
        rows.append(f"| `{variable}` | `{shown}` | {setting.description} |")
    return "\n".join(rows)


def bounds(name: str) -> tuple[int, int]:
    """The least and the greatest value of a field that holds a number."""
    limits: list[Any] = Settings.model_fields[name].metadata
    return next(limit.ge for limit in limits if hasattr(limit, "ge")), next(limit.le for limit in limits if hasattr(limit, "le"))


def _what_is_wrong(error: ErrorDetails) -> str:
    """Pydantic's first complaint in the words of whoever sets variables."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])  # a validator's of this module, a whole sentence
    name, value = str(error["loc"][0]), error["input"]
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        return f"RAG_{name.upper()} is {value}; it must be from {{}} to {{}}.".format(*bounds(name))
    takes = {
        "int_parsing": "a whole number",
        "bool_parsing": "1 or 0",
        "literal_error": error.get("ctx", {}).get("expected", "").replace("'", ""),
    }
    return f"RAG_{name.upper()} is {value!r}; it must be {takes.get(error['type'], error['msg'])}."
