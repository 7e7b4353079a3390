"""A folder named by the digest of its inputs, which is complete or absent, and read only as it was written.

It is written beside its place and renamed once, when every byte is on the disk; its manifest holds the digest of every file.
Writers take turns at a lock, readers need none. A process may be killed, the disk fill up and the power fail at any time.

    index/.lock      held by the one process that may write; the kernel releases it when that process dies
    index/.building  what is being written
    index/.discarded what is being removed: it is renamed first, so that no half of it stands under a digest
    index/<digest>   what is read, named by ``name_of`` its inputs; others are removed once a new one stands

A server has read all of its index into memory when it begins to answer, so that nothing it needs goes with the folder; one
that is still reading finds a file missing, and builds or takes the next.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from rag.errors import PassageIndexError, StaleIndexError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MANIFEST = "manifest.json"
BUILDING = ".building"
DISCARDED = ".discarded"
LOCK = ".lock"
EARLIER = "built"
"""Where earlier versions had their index, whatever its inputs."""
_DIGITS = 12
"""Of a folder's name: 48 bits, and it is one of two at most. The manifest has the whole of the inputs."""
_NAME = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, None)
"""What a full disk raises; numpy's own error about a short write has no number."""


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Hold the right to write in ``folder`` (made if missing); yields whether another process had it at first.

    ``waiting`` is called before waiting for the other. Raises ``PassageIndexError`` if the folder cannot be written, and on
    Windows, which has neither this lock nor a way to flush a folder.
    """
    if sys.platform == "win32":
        raise PassageIndexError(
            "The index cannot be built on Windows. Build and run it under Windows Subsystem for Linux (WSL 2), or in a container."
        )
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # The file stays: to remove it would let one process hold the lock of a file that is gone, another that of the next.
        file = (folder / LOCK).open("ab")
    with file:
        with _told(folder):
            waited = not _try_lock(file.fileno())
            if waited:
                waiting()
                fcntl.flock(file, fcntl.LOCK_EX)
            _clear_up(folder)
        try:
            yield waited
        finally:
            # Closing would do, but not where a child that was forked meanwhile has the file open too.
            fcntl.flock(file, fcntl.LOCK_UN)


def name_of(inputs: dict[str, Any]) -> str:
    """The name of the folder of what is built from ``inputs``: the beginning of the sha256 of their JSON."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:_DIGITS]


def place(folder: Path, name: str, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a new folder, bring it onto the disk and rename it to ``name``; to be called under the lock.

    What has that name already (it is damaged, or a new one was asked for) goes when the new one is complete, and so do those of
    other inputs. Where writing fails nothing has changed. Raises ``PassageIndexError`` with the way out if the disk is full or
    the folder cannot be written.
    """
    temporary, home = folder / BUILDING, folder / name
    try:
        with _told(folder):
            temporary.mkdir()
            write(temporary)
            # Before the rename, or else a power failure after it may leave the new name on empty files: file systems
            # write names and contents in an order of their own. A folder holds names, so it is flushed as well.
            for path in (*temporary.rglob("*"), temporary):
                _flush(path)
            _discard(home)
            temporary.rename(home)  # POSIX would replace an empty folder only, and Windows none: the place is free
            _flush(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    with suppress(OSError):  # the new one is in place, and the next build tries again
        for other in built(folder):
            if other != home:
                _discard(other)


def built(folder: Path) -> dict[Path, dict[str, Any]]:
    """Every index in ``folder`` with its inputs, an earlier version's too. What is no index is left alone, whatever its name."""
    found = {}
    for home in sorted(folder.glob("*")):
        if home.name == EARLIER or _NAME.fullmatch(home.name):
            with suppress(StaleIndexError):
                found[home] = dict(read_manifest(home)["inputs"])
    return found


def seal(home: Path, manifest: dict[str, Any]) -> None:
    """Add the digest of every file to ``manifest`` and write it, last of all."""
    manifest["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in _contents(home).items()}
    (home / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")


def read_manifest(home: Path) -> dict[str, Any]:
    """The manifest, with its parts ``inputs``, ``counts`` and ``files``; ``StaleIndexError`` if it is missing or damaged."""
    if link := next((path for path in (home, home / MANIFEST) if path.is_symlink()), None):
        raise StaleIndexError(f"{link.name} is a link")  # to where others may write, and past what is renamed as a whole
    try:
        manifest = json.loads((home / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StaleIndexError("its manifest is missing") from error
    except (OSError, ValueError) as error:
        raise StaleIndexError("its manifest cannot be read") from error
    parts = ("inputs", "counts", "files")
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(part), dict) for part in parts):
        raise StaleIndexError("its manifest is not complete")
    return manifest


def read_files(home: Path, manifest: dict[str, Any]) -> dict[str, bytes]:
    """The content of every file by its name in ``home``, each the one that the manifest names.

    Raises ``StaleIndexError`` if a file is missing, changed, one too many or cannot be read.
    """
    try:
        found = _contents(home)
    except OSError as error:
        raise StaleIndexError(f"a file of it cannot be read ({error.strerror or error})") from error
    digests = manifest["files"]
    for name in sorted({*found, *digests}):
        if name not in found:
            raise StaleIndexError(f"its file {name} is missing")
        if name not in digests:
            raise StaleIndexError(f"the file {name} does not belong to it")
        if hashlib.sha256(found[name]).hexdigest() != digests[name]:
            raise StaleIndexError(f"its file {name} has been changed")
    return found


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        way_out = "Free space on that disk" if error.errno in _FULL else "Make the folder writable"
        raise PassageIndexError(
            f"The index cannot be written to {folder} ({error.strerror or error}). {way_out} or set RAG_INDEX to another folder."
        ) from error


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _clear_up(folder: Path) -> None:
    """Remove what a killed process left: under the lock nobody else is writing, so nothing temporary is in use."""
    for name in (BUILDING, DISCARDED, ".old"):  # the last was an earlier version's
        _remove(folder / name)


def _discard(path: Path) -> None:
    """Remove ``path``, a link or a file as well, if it is there; its name is free at once."""
    if os.path.lexists(path):
        gone = path.with_name(DISCARDED)
        path.rename(gone)
        _remove(gone)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not (error.errno == errno.EINVAL and path.is_dir()):  # some network file systems cannot flush a folder
            raise
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _contents(home: Path) -> dict[str, bytes]:
    """Every file but the manifest. A link is not followed out of the folder; a desktop's own files (``.…``) do not count."""
    files = (p for p in home.rglob("[!.]*") if p.is_file() and not p.is_symlink() and p != home / MANIFEST)
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in sorted(files)}
