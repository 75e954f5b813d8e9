"""Checks of punctuation: quotations, ends of sentences, and the marks of each language."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.checks.check import of_message
from publisher.checks.conventions import (
    COLON,
    ELLIPSIS,
    EXCLAMATION,
    QUESTION,
    STOP,
    arabic_mark,
    ending,
    ends_without_stops,
    own_stop,
)
from publisher.language.quotation_marks import quotation_marks as usual_marks
from publisher.language.quotations import Span, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from publisher.checks.unit import Side, Unit

_QUOTES = re.compile('["“”„‟«»「」『』《》〈〉〝〞＂״]')
_SINGLE_QUOTED = re.compile(r"[‘‚‹'](?<!\w[‘‚‹'])(?=\w)[^‘‚‹›']{1,300}?[’‘›'](?!\w)")
# An Armenian letter, and the marks above a vowel within the word.
_HY_LETTER = r"[\u0531-\u0587]"
_HY_MARKS = re.compile(rf"(?<!{_HY_LETTER})[՞՜՛]")
_HY_COLON = re.compile(rf"(?<={_HY_LETTER})[»)]*:(?=\s|$)")
_ARABIC_LETTER = r"[\u0620-\u064a\u066e-\u06d3]"
_ARABIC = re.compile(rf"(?<={_ARABIC_LETTER})[?,;](?=\s|$|[)»”\"])")
_CJK_LETTER = r"[\u3040-\u30ff\u3400-\u9fff]"
_CJK = re.compile(rf"(?<={_CJK_LETTER})[,;!?](?![A-Za-z0-9])|(?<={_CJK_LETTER})\.(?=\s|$)")
_GREEK = re.compile(r"(?<=[\u0370-\u03ff\u1f00-\u1fff])\?")
# A hyphen or two between spaces replace a dash, except at the start of a list item.
_HYPHEN = re.compile(r"(?<=[\w»”)]) --? (?=\w|[«„“(])")
# A mark with a wrong space by region: Switzerland sets either none or one that does not break.
_FRENCH_BREAKING = r"(?<=\S) [;:!?»]+(?=\s|$|[.,)»])|« (?=\S)"
_FRENCH_CLOSE = r"(?<=\w)[:»](?=\s|$|[.,)»])|«(?=\w)"
_FRENCH_SPACES = MappingProxyType(
    {
        "CH": re.compile(_FRENCH_BREAKING),
        "CA": re.compile(
            rf"{_FRENCH_BREAKING}|{_FRENCH_CLOSE}|(?<=\w)[\u00a0\u202f][;!?]+(?=\s|$)"
        ),
        None: re.compile(rf"{_FRENCH_BREAKING}|{_FRENCH_CLOSE}|(?<=\w)[;!?]+(?=\s|$|[.,)»])"),
    }
)


@of_message("warning")
def quotation(unit: Unit) -> Iterator[str]:
    """A quotation of the source is missing in the translation, or is not closed.

    It may go on in the next sentence of the paragraph.

    Bad (ru): He said “never”. → Он сказал: никогда.
    Bad (ru): He said “never”. → Он сказал: «никогда.
    Good (ru): He said “never”. → Он сказал: «никогда».
    """
    expected, found = (_count_quotations(side) for side in (unit.source, unit.target))
    if found >= expected and not _unpaired_marks(unit.target):  # the usual case
        return
    divided = _divided_quotations(unit)
    more_marks = unit.target.marks.total() - unit.source.marks.total()
    if found + len(divided) + max(more_marks, 0) < expected:
        yield f"quotations: has {found}, the source has {expected}"
        return
    marks = _unpaired_marks(unit.target, divided)
    if marks and not _unpaired_marks(unit.source):
        yield f"has “{marks}” unpaired; close it or delete it"


def _count_quotations(side: Side) -> int:
    return len(quotations(side.shown)) + len(_SINGLE_QUOTED.findall(side.shown))


def _divided_quotations(unit: Unit) -> list[Span]:
    """Return the quotations that the translation shares with other sentences of its paragraph.

    Their offsets are those in its text without inches, and may lie outside of it.
    """
    if not (unit.before or unit.after):
        return []
    text = _without_inches(unit.target.shown)
    before, after = (
        "".join(f" {_without_inches(side.shown)} " for side in sides)
        for sides in (unit.before, unit.after)
    )
    found = quotations(f"{before}{text}{after}")
    spans = (Span(start - len(before), end - len(before)) for start, end in found)
    return [
        span
        for span in spans
        if span.start < 0 < span.end or 0 <= span.start < len(text) < span.end
    ]


def _unpaired_marks(side: Side, divided: Iterable[Span] = ()) -> str:
    if not _QUOTES.search(side.shown):
        return ""
    text = _without_inches(side.shown)
    spans = (*quotations(text), *divided)
    paired = {index for start, end in spans for index in range(start, end)}
    return "".join(m[0] for m in _QUOTES.finditer(text) if m.start() not in paired)


def _without_inches(text: str) -> str:
    """Return a text without inch marks and the marks within Hebrew abbreviations."""
    return re.sub(r"(?<=[\d\w])[\"״](?=\w)|(?<=\d)[\"”″]", "", text)


@of_message("warning")
def quotation_marks(unit: Unit) -> Iterator[str]:
    """A quotation opens with a mark that the language does not use.

    Bad (ru): He said “never”. → Он сказал: “никогда”.
    Bad (hy): He said “never”. → Նա ասաց՝ "երբեք"։
    Good (ru): He said “never”. → Он сказал: «никогда».
    Good (de): He said “never”. → Er sagte „nie“.
    """
    usual = usual_marks(unit.target.language)
    if usual is None:
        return
    # The translation may have straight marks if the source has no others.
    straight = '"' * ('"' in unit.source.shown and "“" not in unit.source.shown)
    for start, end in quotations(unit.target.shown):
        mark = unit.target.shown[start]
        if mark not in {*usual.opening, *straight}:
            quoted = unit.target.shown[start:end]
            yield f"“{quoted[:30]}” opens with {mark}; use {usual.outer[0]}"


@of_message("warning")
def end_mark(unit: Unit) -> Iterator[str]:
    """The translation ends with another kind of mark than the source.

    Bad (ru): Is it open? → Он открыт.
    Bad (hy): It is open. → Բաց է:
    Good (hy): Is it open? → Բա՞ց է։
    Good (el): Is it open? → Είναι ανοιχτό;
    Good (ja): It is open. → 開いています。
    """
    language = unit.target.language
    expected = ending(unit.source.shown, unit.source.language)
    found = ending(unit.target.shown, language)
    stop = own_stop(language)
    within = unit.target.shown.rstrip(" »”」』)）*_")
    if stop and expected == STOP and within.endswith((".", ":")):
        if re.search(r"[^\W\d_A-Za-z]$", within.rstrip(" »”」』)）*_.:")):
            yield f"ends with “{within[-1]}”; use “{stop}”"
        return
    if expected == found or _is_equivalent_ending(unit, expected, found):
        return
    if len(unit.source.words) > 2:  # noqa: PLR2004 - labels may end with any mark
        tail = unit.target.shown.rstrip()[-20:]
        yield f"“…{tail}” ends with {found or 'no mark'}, the source with {expected or 'none'}"


def _is_equivalent_ending(unit: Unit, expected: str | None, found: str | None) -> bool:
    """Return whether the target language may end so where the source ends as expected."""
    base = unit.target.language.base
    text = unit.target.shown
    if base == "hy" and expected in {QUESTION, EXCLAMATION} and re.search("[՞՜՛]", text):
        return True
    if base == "hy" and COLON in {expected, found}:
        return found in {COLON, STOP, None}
    if base in {"ja", "ko", "zh"} and found in {STOP, COLON, None} and expected != QUESTION:
        return True
    if base == "ja" and expected == QUESTION and re.search(r"[かの]。?$", text.rstrip()):
        return True
    if ends_without_stops(unit.target.language) and found is None:
        return True
    mild = {STOP, EXCLAMATION, ELLIPSIS}
    return {expected, found} <= mild or {expected, found} <= {ELLIPSIS, None}


@of_message("warning")
def own_marks(unit: Unit) -> Iterator[str]:
    """A mark is not in the form that the language or its script uses.

    Bad (hy): Who asked? → Ո՞վ հարցրեց՝ նա` ոչ ես։
    Bad (hy): Who asked? → Ով ՞ հարցրեց։
    Bad (ar): Who asked? → من سأل?
    Bad (zh): Yes, he did. → 是的,他做了。
    Bad (es): Who asked? → Quién preguntó?
    Good (hy): Who asked? → Ո՞վ հարցրեց։
    Good (ar): Who asked? → من سأل؟
    Good (es): Who asked? → ¿Quién preguntó?
    """
    text, language = unit.target.prose, unit.target.language
    if language.base == "hy":
        yield from _armenian(text)
    elif language.base == "es":
        for mark, opening in (("?", "¿"), ("!", "¡")):
            if mark in text and opening not in text:
                yield f"has {mark} without {opening}; add {opening}"
    elif language.base == "el":
        yield from (f"has “{m[0]}”; use ; in Greek" for m in _GREEK.finditer(text))
    elif language.script == "Arab":
        for found in _ARABIC.finditer(text):
            yield f"has “{found[0]}”; use {arabic_mark(found[0])} in Arabic script"
    elif language.base in {"ja", "zh"}:
        for mark in dict.fromkeys(_CJK.findall(text)):
            yield f"has “{mark}” after a wide character; use the wide mark"


def _armenian(text: str) -> Iterator[str]:
    if "`" in text:
        yield "has “`”, a backtick; use ՝"
    if re.search(rf"(?<={_HY_LETTER})\?", text):
        yield "has “?”; use ՞ above the stressed vowel"
    for found in _HY_MARKS.finditer(text):
        yield f"has “{found[0]}” outside a word; put it after the stressed vowel"
    for found in _HY_COLON.finditer(text.rstrip()[:-1]):
        yield f"“{text[: found.end()][-12:]}” has a Latin colon; use ․ or ՝, and ։ at the end"


@of_message("warning")
def dash(unit: Unit) -> Iterator[str]:
    """A hyphen is used as a dash, in Russian, Ukrainian or Belarusian.

    Bad (ru): Moscow is big. → Москва - большая.
    Good (ru): Moscow is big. → Москва — большая.
    Good (ru): Moscow is big. → Москва\u00a0— большая.
    """
    if unit.target.language.base not in {"ru", "uk", "be"}:
        return
    text = unit.target.prose
    if found := _HYPHEN.search(text):
        yield f"“{text[: found.end() + 8][-20:]}” has a hyphen; use a dash"


@of_message("warning")
def french_space(unit: Unit) -> Iterator[str]:
    """The space next to a mark is not the one that French sets there.

    There is a no-break space before a colon and within « », and in France also before ; ! ?.
    Canada sets none before these; Switzerland may set none at all.

    Bad (fr): Who asked? → Qui a demandé?
    Bad (fr): Who asked? → Qui a demandé ?
    Bad (fr): He said: yes. → Il a dit: oui.
    Bad (fr-CA): Who asked? → Qui a demandé\u202f?
    Bad (fr-CA): He said: yes. → Il a dit: oui.
    Good (fr): Who asked? → Qui a demandé\u202f?
    Good (fr-CA): Who asked: he? → Qui a demandé\u00a0: lui?
    Good (fr-CH): Who asked: he? → Qui a demandé: lui?
    """
    language = unit.target.language
    if language.base != "fr":
        return
    pattern = _FRENCH_SPACES.get(language.locale.territory) or _FRENCH_SPACES[None]
    text = unit.target.prose
    if found := pattern.search(text):
        around = text[max(found.start() - 8, 0) : found.end() + 4].strip()
        is_extra = language.locale.territory == "CA" and found[0].strip()[0] in ";!?"
        remedy = "no space before" if is_extra else "a no-break space next to"
        yield f"“{around}” needs {remedy} its mark"
