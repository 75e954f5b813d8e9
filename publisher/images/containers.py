"""Parts of bitmap files: keep those that draw the image byte for byte, drop all others.

Other parts of a file can identify a source: place, time, camera, program, comments, earlier
versions as thumbnails, or data behind the image's end.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A marker with its fill bytes (ITU-T T.81, B.1.1.2): not a stuffed zero, not a restart.
_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
# Frames, tables, scans and restart intervals; all other segments are for applications.
_JPEG_DRAWING = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)})
# Payloads to keep: how much of them, and the end. JFIF may end in a thumbnail.
_JPEG_HEADERS = MappingProxyType({0xE0: (b"JFIF\0", 12, b"\0\0"), 0xEE: (b"Adobe", 12, b"")})
_JPEG_DESCRIPTION = MappingProxyType({0xE1: b"Exif\0\0", 0xE2: b"ICC_PROFILE\0"})
_PNG_DRAWING = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"acTL", b"fcTL", b"fdAT"}
)
_PNG_DESCRIPTION = frozenset({b"iCCP", b"eXIf"})
_WEBP_DRAWING = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_DESCRIPTION = frozenset({b"ICCP", b"EXIF"})
_WEBP_FLAGS = 0b101100  # of a colour profile, Exif and XMP, in the first byte of VP8X
_GIF_REPETITION = b"NETSCAPE2.0"


def drawing(content: bytes, kind: str, *, described: bool = False) -> bytes:
    """Return a file of format `kind` with only the parts that draw its image.

    A `described` one keeps its colour profile and its Exif data too. A damaged file gives a
    damaged file.
    """
    return b"".join(_PARTS[kind](content, described))


def _jpeg_parts(content: bytes, described: bool) -> Iterator[bytes]:  # noqa: FBT001 - private
    yield content[:2]
    position, is_scan = 2, False
    while marker := _JPEG_MARKER.search(content, position):
        if is_scan:
            yield content[position : marker.start()]
        code, start = marker[1][0], marker.end()
        if code == _JPEG_END:
            yield b"\xff\xd9"
            return
        position = start + max(2, int.from_bytes(content[start : start + 2]))
        payload = _jpeg_payload(code, content[start + 2 : position], described)
        if payload is not None:
            yield bytes((0xFF, code)) + (len(payload) + 2).to_bytes(2) + payload
        is_scan = code == _JPEG_SCAN
    if is_scan:
        yield content[position:]


def _jpeg_payload(code: int, payload: bytes, described: bool) -> bytes | None:  # noqa: FBT001 - private
    """Return the part of a segment's payload to keep, or None to drop the segment."""
    if code in _JPEG_DRAWING:
        return payload
    if code in _JPEG_HEADERS:
        start, length, end = _JPEG_HEADERS[code]
        return payload[:length] + end if payload.startswith(start) else None
    start = _JPEG_DESCRIPTION.get(code, b"") if described else b""
    return payload if start and payload.startswith(start) else None


def _png_parts(content: bytes, described: bool) -> Iterator[bytes]:  # noqa: FBT001 - private
    kept = _PNG_DRAWING | (_PNG_DESCRIPTION if described else frozenset())
    yield content[:8]
    position, name = 8, b""
    while position < len(content) and name != b"IEND":
        name = content[position + 4 : position + 8]
        end = position + 12 + int.from_bytes(content[position : position + 4])
        if name in kept:
            yield content[position:end]
        position = end


def _webp_parts(content: bytes, described: bool) -> Iterator[bytes]:  # noqa: FBT001 - private
    end = 8 + int.from_bytes(content[4:8], "little")
    chunks = b"".join(_webp_chunks(content[:end], 12, described))
    yield b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WEBP" + chunks


def _webp_chunks(content: bytes, position: int, described: bool) -> Iterator[bytes]:  # noqa: FBT001 - private
    kept = _WEBP_DRAWING | (_WEBP_DESCRIPTION if described else frozenset())
    while position < len(content):
        name = content[position : position + 4]
        length = int.from_bytes(content[position + 4 : position + 8], "little")
        chunk = content[position : position + 8 + length + length % 2]
        position += len(chunk)
        if name == b"VP8X" and not described and len(chunk) > 8:  # noqa: PLR2004 - its header
            chunk = chunk[:8] + bytes((chunk[8] & ~_WEBP_FLAGS,)) + chunk[9:]
        if name in kept:
            yield chunk


def _gif_parts(content: bytes, _described: bool) -> Iterator[bytes]:  # noqa: FBT001 - private
    """Yield a GIF's screen, images, and the extensions that time and repeat them."""
    position = 13 + _gif_table_size(content[10:11])
    yield content[:position]
    while (kind := content[position : position + 1]) in {b",", b"!"}:
        start, data = position, position + 2
        if kind == b",":
            data = position + 11 + _gif_table_size(content[position + 9 : position + 10])
        position = _gif_data_end(content, data)
        is_control = content[start + 1 : start + 2] == b"\xf9"
        repeats = content[start + 3 : start + 14] == _GIF_REPETITION
        if kind == b"," or is_control or repeats:
            yield content[start:position]
    yield b";" if kind == b";" else content[position:]


def _gif_table_size(flags: bytes) -> int:
    """Return the bytes of the colour table that a byte of flags announces."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _gif_data_end(content: bytes, position: int) -> int:
    """Return the position behind a series of data blocks, which an empty block ends."""
    while position < len(content) and (length := content[position]):
        position += 1 + length
    return position + 1


_PARTS: MappingProxyType[str, Callable[[bytes, bool], Iterator[bytes]]] = MappingProxyType(
    {"JPEG": _jpeg_parts, "PNG": _png_parts, "WEBP": _webp_parts, "GIF": _gif_parts}
)
