"""What is served again and again is compressed once, in pieces, and known by an ETag: a request then only joins the pieces."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # RFC 1952: deflate, no flags, no time, any system
_LAST_BLOCK = b"\x03\x00"  # RFC 1951: an empty block that says that it is the last


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a body as it is, and as deflate blocks that end at a byte and look back at no other piece."""

    plain: bytes
    deflated: bytes

    @classmethod
    def of(cls, text: str) -> Piece:
        """Compress a part of a page."""
        plain = text.encode()
        blocks = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return cls(plain, blocks.compress(plain) + blocks.flush(zlib.Z_FULL_FLUSH))


def etag(*parts: str) -> str:
    """A weak one, as the same page may go out compressed or not."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    return f'W/"{digest[:32]}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client has what the tag names already."""
    return tag.removeprefix("W/") in request.headers.get("if-none-match", "")


def respond(request: Request, tag: str, pieces: Sequence[Piece], media_type: str = "text/html") -> Response:
    """304 where the client has it already; else the pieces, compressed where the client can read that."""
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if unchanged(request, tag):
        return Response(None, 304, headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzipped(pieces), 200, {**headers, "content-encoding": "gzip"}, media_type)
    return Response(b"".join(piece.plain for piece in pieces), 200, headers, media_type)


def gzipped(pieces: Sequence[Piece]) -> bytes:
    """The pieces as one gzip file."""
    checksum, size = 0, 0
    for piece in pieces:
        checksum = zlib.crc32(piece.plain, checksum)
        size += len(piece.plain)
    end = checksum.to_bytes(4, "little") + (size % 2**32).to_bytes(4, "little")
    return b"".join([_GZIP_HEADER, *(piece.deflated for piece in pieces), _LAST_BLOCK, end])
