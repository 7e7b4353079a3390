"""A folder of files that is replaced as a whole or not at all, and read only as it was written.

Writers take turns at a lock, readers need none: ``built`` is moved into place when every byte of it is on the disk, and
its manifest holds the digest of every file. A process may be killed, the disk fill up and the power fail at any time.

    index/.lock      held by the one process that may write; the kernel releases it when that process dies
    index/.building  what is being written
    index/.old       what ``built`` was, between the two renames of a move
    index/built      the only one that is read
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from rag.errors import PassageIndexError, StaleIndexError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    T = TypeVar("T")

BUILT = "built"
"""Name of the folder that is moved into place as a whole; the adapter stands beside it."""
MANIFEST = "manifest.json"
BUILDING = ".building"
OLD = ".old"
LOCK = ".lock"
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


def replace(folder: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a new folder, bring it onto the disk and move it into place; to be called under the lock.

    Whatever goes wrong, what was in place stays, and nothing half written is left. Raises ``PassageIndexError`` with
    the way out if the disk is full or the folder cannot be written.
    """
    temporary = folder / BUILDING
    try:
        with _told(folder):
            temporary.mkdir()
            write(temporary)
            # Before the move, or else a power failure after it may leave the new names on empty files: file systems
            # write names and contents in an order of their own. A folder holds names, so it is flushed as well.
            for path in (*temporary.rglob("*"), temporary):
                _flush(path)
            _move_into_place(temporary, folder / BUILT)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def seal(home: Path, manifest: dict[str, Any]) -> None:
    """Add the digest of every file to ``manifest`` and write it, last of all."""
    manifest["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in _contents(home).items()}
    (home / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")


def read_manifest(home: Path) -> dict[str, Any]:
    """The manifest, with its parts ``inputs``, ``counts`` and ``files``; ``StaleIndexError`` if it is missing or damaged."""
    if link := next((path for path in (home, home / MANIFEST) if path.is_symlink()), None):
        raise StaleIndexError(f"{link.name} is a link")  # to where others may write, and past what is moved as a whole
    try:
        manifest = json.loads((home / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StaleIndexError("there is none yet") from error
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


def read_steady(home: Path, read: Callable[[], T]) -> T:
    """What ``read`` makes of ``home``; it reads again if another was moved into place meanwhile, so never half of each."""
    while True:
        before = _identity(home)
        try:
            result = read()
        except StaleIndexError:
            if _identity(home) == before:
                raise
        else:
            if _identity(home) == before:
                return result


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
    """Put right what a killed process left: under the lock nobody else is writing, so nothing temporary is in use."""
    home, old = folder / BUILT, folder / OLD
    if not os.path.lexists(home) and (old / MANIFEST).is_file():
        old.replace(home)  # it was killed between the two renames
    for pattern in (f"{BUILDING}*", f"{OLD}*"):  # earlier versions put a random name behind
        for path in folder.glob(pattern):
            _remove(path)


def _move_into_place(temporary: Path, target: Path) -> None:
    """Two renames, since one cannot replace a folder that is not empty; the old one is put back if the second fails."""
    old = target.with_name(OLD)
    try:
        if os.path.lexists(target):
            target.replace(old)
        temporary.replace(target)
    finally:
        if os.path.lexists(old) and not os.path.lexists(target):
            old.replace(target)
    _flush(target.parent)  # the renames are on the disk before the old one goes
    with suppress(OSError):  # the new one is in place, and the next build tries again
        _remove(old)


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


def _identity(home: Path) -> tuple[int, int] | None:
    """Differs once another folder stands at ``home``; its inode alone may be used again."""
    try:
        status = home.stat()
    except OSError:
        return None
    return status.st_ino, status.st_ctime_ns
