"""A program that makes `compounds-th.txt` from the word lists of PyThaiNLP, at a fixed version.

    python -m pip download --no-deps pythainlp==5.4.0
    python -m publisher.language.line_ends.update_compounds pythainlp-5.4.0-py3-none-any.whl

It needs ICU. The lists are in the public domain (CC0 1.0). For a later version change `WHEEL`.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from publisher.language.line_ends.unspaced import COMPOUNDS
from publisher.language.word_breaks import word_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEEL = "9239753df877202da1a50dd2842d9569eff764034f31f20222b3df4def5df193"  # SHA-256
_WORDS = "pythainlp/corpus/words_th.txt"
_FREQUENCIES = ("pythainlp/corpus/tnc_freq.txt", "pythainlp/corpus/ttc_freq.txt")
_LEAST = 20  # times in a corpus
_HEAD = """\
# Thai words that ICU 77 divides: those of PyThaiNLP 5.4 (words_th.txt) which the Thai National
# Corpus or the Thai Textbook Corpus (tnc_freq.txt, ttc_freq.txt) has at least 20 times. All three
# are in the public domain (CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/).
"""


def compounds(wheel: Path) -> Iterator[str]:
    """Yield the frequent words of a wheel of PyThaiNLP that ICU divides, in order."""
    with ZipFile(wheel) as archive:
        words = {line.strip() for line in archive.read(_WORDS).decode().splitlines()}
        lines = [
            line for name in _FREQUENCIES for line in archive.read(name).decode().splitlines()
        ]
    rows = (line.rpartition("\t") for line in lines)
    frequent = {word for word, _, times in rows if times.isdigit() and int(times) >= _LEAST}
    yield from (word for word in sorted(words & frequent) if word_breaks(word))


if __name__ == "__main__":
    wheel = Path(sys.argv[1])
    if sha256(wheel.read_bytes()).hexdigest() != WHEEL:
        sys.exit(f"{wheel} is another version; see WHEEL in {__file__}")
    COMPOUNDS.write_text(_HEAD + "".join(f"{word}\n" for word in compounds(wheel)), "utf-8")
