"""Errors for people: each message says what is wrong and what to do about it.

    RagError
    ├── SettingsError      a RAG_… variable that cannot be used
    ├── ReportError        the report or its tags are missing, edited or not as expected
    ├── CorpusError        the question bank or the gaps do not fit the edition
    ├── EmbedderError      the embedding model is missing or not the one pinned
    ├── PassageIndexError  the index cannot be built, written or trusted
    │   └── StaleIndexError    it is missing, damaged or was built from something else: rebuilding mends it
    ├── InputError         a file or an argument that a person gave cannot be used
    └── BusyError          too many questions wait already

They are caught in ``cli.py`` and ``web/`` only. A mistake in the *use* of a function is a ``ValueError`` instead.
"""


class RagError(Exception):
    """The base of every error that is told to a person; ``str(error)`` is the whole message."""


class SettingsError(RagError):
    """A setting in the environment cannot be used."""


class ReportError(RagError):
    """The report or its tags are missing, edited or not as expected."""


class CorpusError(RagError):
    """The question bank or the gaps do not fit the edition."""


class EmbedderError(RagError):
    """The embedding model is missing or is not the one that is pinned."""


class PassageIndexError(RagError):
    """The index cannot be built, written or trusted."""


class StaleIndexError(PassageIndexError):
    """The index is missing, damaged or was built from something else; a rebuild mends it."""


class InputError(RagError):
    """A file or an argument that a person gave cannot be used."""


class BusyError(RagError):
    """Too many questions wait already; the same question may be asked again in a moment."""


def reason(error: BaseException) -> str:
    """The kind of an error and what it says, for a message. Its ``repr`` may hold a whole file, where that is not UTF-8."""
    return f"{type(error).__name__}: {error}"
