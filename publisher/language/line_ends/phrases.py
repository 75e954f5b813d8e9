"""Places inside the phrases and the words of Chinese and Japanese, which have no spaces.

BudouX finds phrases of Japanese, but of Chinese little more than words: these are joined to
phrases by the words that bind to a neighbour. ICU knows words that it divides.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.language.line_ends.binding_words import AFTER_WORD, BEFORE_WORD
from publisher.language.matching import base_code
from publisher.language.word_breaks import icu_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

# The characters that write foreign names in Chinese (Xinhua, 世界人名翻译大辞典).
_SOUNDS = (
    "阿埃艾奥奧安巴拜班邦鲍鮑贝貝本比彼宾賓波博布查达達戴丹德登迪蒂丁杜顿頓厄恩法凡菲费費芬弗福戈格古哈海汉漢"
    "赫亨华華霍基吉加贾賈杰傑金卡凯凱坎康柯科克肯孔库庫奎昆拉莱萊兰蘭劳勞勒雷利里裡列林琳隆卢盧鲁魯路伦倫罗羅洛"
    "马馬迈邁曼梅门門蒙米密莫姆穆纳納奈南内內尼宁寧纽紐努诺諾欧歐帕潘佩皮珀普奇恰乔喬切茨撒萨薩塞桑沙尚舍什圣聖施史舒"
    "斯索塔泰坦特滕图圖托瓦万萬威韦韋维維温溫沃乌烏西希夏谢謝辛雅亚亞扬揚耶叶葉伊因英尤约約泽澤扎紮詹佐兹茲朱茹疆娜"
    "妮莉丽麗莎娅婭美"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff々〇"
_CJK = re.compile(f"[{_HAN}\u3041-\u30ff]")
_QUOTES = ("《》", "〈〉", "「」", "『』", "“”", "‘’")
_PAIRS = (*_QUOTES, "（）", "【】")
_STOPS, _OPENING = "、。，；：！？…—", "".join(pair[0] for pair in _PAIRS)
_MARKS = _STOPS + "".join(_PAIRS)
_NONE_AFTER = frozenset(_STOPS + _OPENING)
_NONE_BEFORE = frozenset(_MARKS)
# Texts that no line should divide, between any two of their characters: names in quotation marks
# that a line of a title has room for, foreign names, and questions such as 该不该.
_QUOTED = "|".join(f"{pair[0]}[^{_MARKS}]{{1,10}}{pair[1]}" for pair in _QUOTES)
_WHOLE = {
    "ja": re.compile(rf"{_QUOTED}|[\u30a1-\u30ff]+"),
    "zh": re.compile(
        rf"(?:{_QUOTED})[号號]?|[{_SOUNDS}]*(?:[·‧・][{_SOUNDS}]*)+|[{_SOUNDS}]{{3,}}"
        rf"|([{_HAN}])[不没沒]\1"
    ),
}
_COMPOUND = re.compile(f"[{_HAN}]{{2,}}")  # of Japanese: no phrase ends in it, but words may
_NUMERAL = "第?[\\d一二三四五六七八九十百千万萬亿億两兩几幾数數零〇]+"
_NUMBER = re.compile(_NUMERAL)
# A number with the classifier that leads to its noun: 两个, 一家, but not 2015年.
_COUNTED = re.compile(rf"{_NUMERAL}[^\W年月日时時分点點天岁歲次倍人元号號]?")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_TRADITIONAL = re.compile("zh-(?:hant|tw|hk|mo)")
_PHRASED = frozenset({"ja", "zh"})


class _Places(NamedTuple):
    """Places inside the phrases of a text; those of them that are inside its words too."""

    inside_phrases: frozenset[int]
    inside_words: frozenset[int]


def is_phrased(tag: str) -> bool:
    """Return whether a language, given by its tag, is one whose phrases are known."""
    return base_code(tag) in _PHRASED


def inside_phrases(text: str, tag: str) -> frozenset[int]:
    """Return the places inside the phrases of a text in one of these languages.

    A place is the index of the character after it.
    """
    return _places(text, tag).inside_phrases


def inside_words(text: str, tag: str) -> frozenset[int]:
    """Return those of them that are inside a word or a quoted name; none in other languages."""
    return _places(text, tag).inside_words if is_phrased(tag) else frozenset()


@lru_cache(maxsize=256)
def _places(text: str, tag: str) -> _Places:
    language = base_code(tag)
    words = [*(found.span() for found in _WHOLE[language].finditer(text)), *icu_words(text)]
    whole = _within(words)
    starts = {*accumulate(map(len, _parser(language, tag)(text)))} - whole if text else set()
    if language == "ja":
        starts -= _within(found.span() for found in _COMPOUND.finditer(text))
        inside_words = whole | {*_japanese_endings(text, words)}
        bound = set()
    else:
        starts -= {*_suffixes(text, starts)}
        inside_words = {*range(len(text))} - starts
        bound = {*_bound(text, starts)}
    divisible = {
        place for place, (last, first) in enumerate(pairwise(text), 1) if _may_divide(last, first)
    }
    inside_phrases = divisible - (starts - bound)
    return _Places(frozenset(inside_phrases), frozenset(inside_phrases & inside_words))


def _within(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start + 1, end)}


def _japanese_endings(text: str, words: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield the starts of what belongs to the word before, such as は, 駅 and 号."""
    yield from (place for place, character in enumerate(text) if _HIRAGANA.match(character))
    yield from (start for start, end in words if end - start == 1)


def _suffixes(text: str, starts: AbstractSet[int]) -> Iterator[int]:
    """Yield the starts of Chinese words that belong to the one before: 的, 公司, 个 of 两个."""
    after = frozenset(AFTER_WORD["zh"].split())
    for start, word, following in _neighbours(text, starts):
        if following in after or _NUMBER.fullmatch(word):
            yield start


def _bound(text: str, starts: AbstractSet[int]) -> Iterator[int]:
    """Yield the starts of words that the Chinese one before binds to itself: 在, 两个."""
    before = frozenset(BEFORE_WORD["zh"].split())
    for start, word, _ in _neighbours(text, starts):
        if word in before or _COUNTED.fullmatch(word):
            yield start


def _neighbours(text: str, starts: AbstractSet[int]) -> Iterator[tuple[int, str, str]]:
    """Yield the start of each word but the first, with the word before it and itself."""
    places = sorted({0, *starts, len(text)})
    words = [text[start:end].strip(_MARKS) for start, end in pairwise(places)]
    return ((place, *pair) for place, pair in zip(places[1:], pairwise(words), strict=False))


def _may_divide(last: str, first: str) -> bool:
    """Return whether a line can end between two characters, and no mark there invites it."""
    if last.isspace() or first.isspace() or last in _NONE_AFTER or first in _NONE_BEFORE:
        return False
    return bool(_CJK.match(last) or _CJK.match(first))


@cache
def _parser(language: str, tag: str) -> Callable[[str], list[str]]:
    import budoux  # noqa: PLC0415 - few editions need it

    if language == "ja":
        return budoux.load_default_japanese_parser().parse
    if _TRADITIONAL.match(tag.lower()):
        return budoux.load_default_traditional_chinese_parser().parse
    return budoux.load_default_simplified_chinese_parser().parse
