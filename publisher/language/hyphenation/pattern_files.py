"""Files of hyphenation patterns: those of TeX (hyph-utf8), and LibreOffice's in pyphen.

In: a file. Out: its patterns, exceptions and limits. `dictionaries` chooses the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_ENCODINGS = {"microsoft-cp1251": "cp1251"}
_NO_PATTERN = re.compile(r"[%#]|(COMPOUND)?(LEFT|RIGHT)HYPHENMIN")
_HEX = re.compile(r"\^{2}([0-9a-f]{2})")  # a letter, by its number

_TEX_COMMENT = re.compile(r"%.*")
_TEX_COMMAND = r"\\{}\s*\{{([^}}]*)\}}"
_PATTERNS = re.compile(_TEX_COMMAND.format("patterns"))
_EXCEPTIONS = re.compile(_TEX_COMMAND.format("hyphenation"))
# `\lefthyphenmin` and `\righthyphenmin`, in the comment that begins each file. Those for
# typesetting may be larger than those with which the patterns were generated.
_MINIMA = re.compile(r"(?:typesetting|hyphenmins):\s*%\s*left:\s*(\d+)\s*%\s*right:\s*(\d+)")
# LibreOffice's files state TeX's minima only in part.
_LIBREOFFICE_MINIMA = {
    f"hyph_{code}": (2, 3) for code in ("cs_CZ", "en_GB", "en_US", "et_EE", "sk_SK")
}
# They end a line after an article, or before a pronoun: l'-equip, porta-'ls.
_WRONG_PATTERNS = {"hyph_ca": {"1'1", "1’1"}}
# The ending of verbs has one vowel: actuali-zea-ză.
_MORE_PATTERNS = {"hyph_ro_RO": ["e8ază"]}
_TYPEWRITER_APOSTROPHE = str.maketrans("’ʼ", "''")
# The Romanian letters with a cedilla of older fonts, which no pattern has.
_COMMA_BELOW = str.maketrans("şţ", "șț")


@dataclass(frozen=True)
class PatternFile:
    """The content of a file of patterns.

    `exceptions` are divided at the indices that follow, and nowhere else. No line ends before
    `minima[0]` letters of a word, or leaves fewer than `minima[1]` for the next one.
    `same_letters`, a table for `str.translate`, turns letters that no pattern has into those
    that patterns use for them.
    """

    patterns: Sequence[str]
    exceptions: Mapping[str, Sequence[int]] = field(default_factory=lambda: MappingProxyType({}))
    minima: tuple[int, int] = (2, 2)
    same_letters: Mapping[int, int | str] = field(default_factory=lambda: MappingProxyType({}))


def read_patterns(path: Path) -> PatternFile:
    """Return the content of a `.tex` file of hyph-utf8, or of a `.dic` file of LibreOffice."""
    return _read_tex(path) if path.suffix == ".tex" else _read_libreoffice(path)


def _read_tex(path: Path) -> PatternFile:
    r"""Read `\patterns`, `\hyphenation` and the minima (Knuth, The TeXbook, appendix H)."""
    text = path.read_text(encoding="utf-8")
    code = _TEX_COMMENT.sub("", text)
    exceptions = " ".join(_EXCEPTIONS.findall(code)).lower().split()
    minima = _MINIMA.search(text)
    return PatternFile(
        " ".join(_PATTERNS.findall(code)).split(),
        {word.replace("-", ""): _indices(word) for word in exceptions},
        (int(minima[1]), int(minima[2])) if minima else (2, 2),
        _TYPEWRITER_APOSTROPHE,
    )


def _indices(word: str) -> list[int]:
    """Return where a word is divided that is written with its hyphens."""
    return list(accumulate(map(len, word.split("-")[:-1])))


def _read_libreoffice(path: Path) -> PatternFile:
    content = path.read_bytes()
    encoding = content.partition(b"\n")[0].decode().strip().lower()
    text = content.decode(_ENCODINGS.get(encoding, encoding)).replace("\r\n", "\n")
    text = _HEX.sub(lambda match: chr(int(match[1], 16)), text.partition("\n")[2])
    lines = [line.strip() for line in text.split("\n")]
    wrong = {"", *_WRONG_PATTERNS.get(path.stem, ())}
    return PatternFile(
        [line for line in lines if line not in wrong and not _NO_PATTERN.match(line)]
        + _MORE_PATTERNS.get(path.stem, []),
        minima=_LIBREOFFICE_MINIMA.get(path.stem, (2, 2)),
        same_letters=_COMMA_BELOW if path.stem == "hyph_ro_RO" else {},
    )
