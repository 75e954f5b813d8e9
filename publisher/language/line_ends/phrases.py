"""Places inside the phrases of Chinese and Japanese, which have no spaces between words."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from publisher.language.line_ends.binding_words import AFTER_WORD, BEFORE_WORD
from publisher.language.matching import base_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_STOPS, _OPENING, _CLOSING = "、。，；：！？…—", "「『（《〈【", "」』）》〉】"
_NONE_AFTER = frozenset(_STOPS + _OPENING)
_NONE_BEFORE = frozenset(_STOPS + _OPENING + _CLOSING)
# Texts that no line should divide, between any two of their characters.
_WHOLE = {
    "ja": re.compile(rf"[\u30a1-\u30ff]+|[{_HAN}]+"),
    "zh": re.compile(rf"[{_SOUNDS}]*(?:[·‧・][{_SOUNDS}]*)+|[{_SOUNDS}]{{3,}}"),
}
_TRADITIONAL = re.compile("zh-(?:hant|tw|hk|mo)")
_PHRASED = frozenset({"ja", "zh"})


def is_phrased(tag: str) -> bool:
    """Return whether a language, given by its tag, is one whose phrases are known."""
    return base_code(tag) in _PHRASED


def inside_phrases(text: str, tag: str) -> frozenset[int]:
    """Return the places inside the phrases of a text in one of these languages.

    A place is the index of the character after it.
    """
    language = base_code(tag)
    chunks = _parser(language, tag)(text) if text else []
    starts = set(accumulate(map(len, chunks)))
    starts -= {place for found in _WHOLE[language].finditer(text) for place in _within(found)}
    starts -= set(_between_bound(chunks, language))
    return frozenset(
        place
        for place, (last, first) in enumerate(pairwise(text), start=1)
        if place not in starts and _may_divide(last, first)
    )


def _within(found: re.Match[str]) -> range:
    return range(found.start() + 1, found.end())


def _between_bound(chunks: list[str], language: str) -> Iterator[int]:
    """Yield the starts of chunks that bind to the one before: 的; 在 binds to the next."""
    before = frozenset(BEFORE_WORD.get(language, "").split())
    after = frozenset(AFTER_WORD.get(language, "").split())
    place = 0
    for chunk, following in pairwise(chunks):
        place += len(chunk)
        if chunk in before or following in after:
            yield place


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
