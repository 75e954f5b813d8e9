"""How often LibreOffice's and TeX's hyphenation differ: a measurement.

    python tests/hyphenation_words.py CLONE

prints the measurement for every language that has both, with TeX's files from a clone of
tex-hyphen at the commit of `update_tex`. `language/hyphenation/choices.txt` records it.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polib
from babel import Locale

from publisher.language.hyphenation import update_tex
from publisher.language.hyphenation.lazy_patterns import LazyDictionary
from publisher.language.hyphenation.pattern_files import read_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

LOCALES = Path(__file__).resolve().parent.parent / "locales"
_WORD = re.compile(r"[^\W\d_](?:['’ʼ]?[^\W\d_]|[\u0900-\u0d7f])*")  # with Indic vowel signs
_SAME_NAME = "af be bg ca cs da es et eu fr gl hr hu id is it lt lv nl pl pt ro ru sk sl sq sv uk"
# TeX's name of each language that has both, by pyphen's. Esperanto is left out: macros of TeX
# write its patterns.
TEX_NAMES = {code: code for code in _SAME_NAME.split()} | {
    "de": "de-1996",
    "el": "el-monoton",
    "en_GB": "en-gb",
    "en_US": "en-us",
    "mn": "mn-cyrl",
    "nb": "no",
    "nn": "no",
    "pt_PT": "pt",
    "sr": "sh-cyrl",
    "sr_Latn": "sh-latn",
}


class Shares(NamedTuple):
    """Of LibreOffice's points those that are not TeX's, and the reverse, in percent."""

    not_tex: float
    not_libreoffice: float


def plain_pyphen() -> ModuleType:
    """Return a second copy of pyphen, without patches."""
    spec = importlib.util.find_spec("pyphen")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(code: str) -> list[str]:
    """Return words of a language: CLDR's names, and the translations in `locales/`."""
    locale = Locale.parse(code)
    names = (locale.languages, locale.territories, locale.scripts, locale.currencies)
    texts = [text for group in names for text in group.values()]
    for file in sorted(LOCALES.glob(f"{code}/LC_MESSAGES/*.po")):
        texts += [
            re.sub(r"<[^>]*>|%\S+|\{.*?\}", " ", entry.msgstr) for entry in polib.pofile(file)
        ]
    found = {word for text in texts for word in _WORD.findall(text)}
    return sorted(word for word in found if len(word) > 4 and not word.isupper())


@cache
def _dictionary(path: Path) -> LazyDictionary:
    return LazyDictionary(path)


def divided(path: Path, word: str) -> str:
    """Return a word with a hyphen at each point of the patterns in a file."""
    points = [0, *map(int, _dictionary(path).positions(word)), len(word)]
    return "-".join(word[start:end] for start, end in pairwise(points))


def shares(libreoffice: Path, tex: Path, measured: Iterable[str]) -> Shares:
    """Return how often the points of two files differ, within TeX's minima."""
    left, right = (max(2, least) for least in read_patterns(tex).minima)
    ours, theirs = (
        {
            (word, int(point))
            for word in measured
            for point in dictionary.positions(word)
            if left <= point <= len(word) - right
        }
        for dictionary in (LazyDictionary(libreoffice), LazyDictionary(tex))
    )
    common = len(ours & theirs)
    return Shares(100 - 100 * common / len(ours), 100 - 100 * common / len(theirs))


def measure(clone: Path) -> None:
    """Print the shares of every language that has both."""
    with tempfile.TemporaryDirectory() as folder:
        for code, name in sorted(TEX_NAMES.items()):
            tex = Path(folder, f"hyph-{name}.tex")
            tex.write_bytes(update_tex.content(clone, tex.name))
            found = shares(plain_pyphen().LANGUAGES[code], tex, words(code))
            print(f"[{code}] {found.not_tex:.1f} {found.not_libreoffice:.1f}")  # noqa: T201


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
