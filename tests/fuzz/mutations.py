"""Mutations: damage valid files at random, as a stranger or bad luck would."""

from __future__ import annotations

import copy
import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

# Text that looks like other text, numbers beyond any size, and marks that open something.
_TOKENS = [
    *(text.encode() for text in "²٣۴𝟘½ſİß՛字ำ👩ﬁ"),
    *(mark.encode() for mark in "\u00a0\u202e\u2067\u200f\u200d\u2028\ufeff\u0085\u2060\ufdd0"),
    *(
        b"\0",
        b"\x1b",
        b"\r",
        b"\t",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"B\xc2\xa0. I",
    ),
    *(b"0", b"-1", b"1e999", b"9" * 25, b"9" * 5_000, b"2147483648", b"x" * 400),
    *(b"<![", b"<!--", b"<?", b"]]>", b"&#", b"&x;", b"%s", b"{}", b"[", b"(", b"\\", b"'", b'"'),
]
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"\w+|[^\w\s]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(rb"<([\w:.-]+)(?:\s[^<>]*)?(?<!/)>")
_MAX_BYTES = 200_000  # of a mutated file


class Mutator:
    """Mutations of samples, all derived from one source of chance."""

    def __init__(self, chance: random.Random, samples: Sequence[bytes]) -> None:
        self._chance = chance
        self._samples = samples
        words = {word for sample in samples for word in _WORD.findall(sample)}
        self._tokens: list[bytes] = [*_TOKENS, *sorted(words)]

    def mutate(self, content: bytes) -> bytes:
        """Return content with one to eight mutations."""
        steps: list[Callable[[bytes], bytes]]
        steps = [self._flip, self._delete, self._repeat, self._nest, self._insert, self._insert]
        steps += [self._splice, self._number, self._number, self._swap, self._cut]
        for _ in range(self._chance.choice([1, 1, 2, 4, 8])):
            content = self._chance.choice(steps)(content)[:_MAX_BYTES]
        return content

    def _place(self, content: bytes) -> int:
        return self._chance.randint(0, len(content))

    def _part(self, content: bytes) -> tuple[int, int]:
        """Return the range of a part, more often a short one."""
        start = self._place(content)
        return start, start + int(float(len(content)) ** self._chance.random())

    def _flip(self, content: bytes) -> bytes:
        place = self._place(content)
        return content[:place] + bytes([self._chance.randrange(256)]) + content[place + 1 :]

    def _delete(self, content: bytes) -> bytes:
        start, end = self._part(content)
        return content[:start] + content[end:]

    def _repeat(self, content: bytes) -> bytes:
        start, end = self._part(content)
        times = self._chance.choice([2, 10, 1_000])
        return content[:start] + content[start:end] * times + content[end:]

    def _nest(self, content: bytes) -> bytes:
        place = self._place(content)
        times = self._chance.choice([10, 60, 1_000])
        return content[:place] + self._chance.choice(self._tokens) * times + content[place:]

    def _insert(self, content: bytes) -> bytes:
        place = self._place(content)
        return content[:place] + self._chance.choice(self._tokens) + content[place:]

    def _splice(self, content: bytes) -> bytes:
        other, place = self._chance.choice(self._samples), self._place(content)
        start, end = self._part(other)
        return content[:place] + other[start:end] + content[place:]

    def _number(self, content: bytes) -> bytes:
        numbers = [*_NUMBER.finditer(content)]
        if not numbers:
            return self._insert(content)
        number = self._chance.choice(numbers)
        return content[: number.start()] + self._chance.choice(_TOKENS) + content[number.end() :]

    def _swap(self, content: bytes) -> bytes:
        (first, start), (end, last) = self._part(content), self._part(content)
        return content[:first] + content[end:last] + content[start:end] + content[last:]

    def _cut(self, content: bytes) -> bytes:
        return content[: self._place(content)]


def in_xml(content: bytes, mutator: Mutator, chance: random.Random) -> bytes:
    """Mutate the elements of XML, which stays well-formed, or the file itself."""
    if chance.random() < 0.3:
        return mutator.mutate(content)
    root = ET.fromstring(content)  # noqa: S314 - a sample
    for _ in range(chance.choice([1, 2, 5, 20])):
        elements = [*root.iter()]
        _change_element(chance.choice(elements), chance.choice(elements), mutator, chance)
    mutated: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    tags = [*_TAG.finditer(mutated)]
    if tags and chance.random() < 0.2:
        tag, levels = chance.choice(tags), chance.choice([10, 60, 1_000])
        nested = tag[0] * levels + b"</%s>" % tag[1] * levels
        mutated = mutated[: tag.end()] + nested + mutated[tag.end() :]
    return mutated


def _change_element(
    element: ET.Element, other: ET.Element, mutator: Mutator, chance: random.Random
) -> None:
    """Change an element's name, text, an attribute or its children, also by those of another."""
    key = chance.choice([*element.attrib, *other.attrib, "id"])
    change = chance.randrange(7)
    if change == 0:
        element.text = _mutated_text(element.text or other.text or "", mutator)
    elif change == 1:
        value = element.get(key) or other.get(key) or ""
        element.set(key, _mutated_text(value, mutator))
    elif change == 2:
        element.attrib.pop(key, None)
    elif change == 3:
        element.tag = other.tag
    elif change == 4:
        del element[:1]
    elif change == 5 and len([*other.iter()]) < 500:
        element.extend(copy.deepcopy(list(other)[:20]))
    else:
        element.tail, other.tail = other.tail, _mutated_text(element.tail or "", mutator)


def _mutated_text(text: str, mutator: Mutator) -> str:
    return _NOT_XML.sub("", mutator.mutate(text.encode()).decode(errors="replace"))


def in_zip(content: bytes, mutator: Mutator, chance: random.Random) -> bytes:
    """Mutate a part of a zip file, which has a valid sum then, or the file itself."""
    if chance.random() < 0.2:
        return mutator.mutate(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*parts])
    is_xml = name.endswith((".xml", ".rels"))
    parts[name] = in_xml(parts[name], mutator, chance) if is_xml else mutator.mutate(parts[name])
    if chance.random() < 0.1:
        del parts[chance.choice([*parts])]
    mutated = io.BytesIO()
    with zipfile.ZipFile(mutated, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return mutated.getvalue()


def in_png(content: bytes, mutator: Mutator, chance: random.Random) -> bytes:
    """Mutate the chunks of a PNG, which have valid sums then, or the file itself."""
    if chance.random() < 0.2:
        return mutator.mutate(content)
    chunks, position = [], 8
    while position < len(content):
        end = position + 12 + int.from_bytes(content[position : position + 4])
        chunks.append(content[position + 4 : end - 4])
        position = end
    place = chance.randrange(len(chunks))
    name, data = chunks[place][:4], chunks[place][4:]
    if name in {b"IDAT", b"iCCP", b"zTXt"} and chance.random() < 0.5:
        start = 0 if name == b"IDAT" else data.index(b"\0") + 2
        data = data[:start] + zlib.compress(mutator.mutate(zlib.decompress(data[start:])))
    else:
        data = mutator.mutate(data)
    chunks[place] = name + data
    sums = [struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks]
    lengths = [struct.pack(">I", len(chunk) - 4) for chunk in chunks]
    return content[:8] + b"".join(map(b"".join, zip(lengths, chunks, sums, strict=True)))


def minimise(content: bytes, fails: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """Return a small part of content that still fails, by removing ever smaller parts."""
    size = len(content) // 2
    while size and tries > 0:
        start = 0
        while start < len(content) and tries > 0:
            smaller, tries = content[:start] + content[start + size :], tries - 1
            if fails(smaller):
                content = smaller
            else:
                start += size
        size //= 2
    return content
