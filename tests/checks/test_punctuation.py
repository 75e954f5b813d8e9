"""Punctuation: quotations, ends of sentences, and the marks of each language."""

from __future__ import annotations

import pytest
from check_helpers import Pair, messages
from helpers import document
from polib import POEntry

from publisher.catalogues.catalogue import Catalogue
from publisher.checks.check import MessageCheck
from publisher.checks.context import units
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
from publisher.checks.registry import CHECKS
from publisher.editions.edition import translated_edition
from publisher.language.locale import Language


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("“A” and “b”.", "«А» и б.", "quotations: has 1, the source has 2"),
        ("“A” and ‘b’.", "«А» и б.", "quotations: has 1, the source has 2"),
        ("He said ‘never’.", "Он сказал.", "quotations: has 0, the source has 1"),
        ("He said 'never'.", "Он сказал.", "quotations: has 0, the source has 1"),
        ("He *said* “never”.", "Он *сказал*: никогда.", "quotations: has 0, the source has 1"),
        ("*He* “never” “did”.", "*Он* *никогда*.", "quotations: has 0, the source has 2"),
        ("He said.", "Он сказал: «никогда.", "has “«” unpaired; close it or delete it"),
        ("He said.", "Он сказал: никогда».", "has “»” unpaired; close it or delete it"),
        ("He “said”.", "«Он» „сказал «да».", "has “„” unpaired; close it or delete it"),
        ("He said.", "Он ”сказал„ да».", "has “”„»” unpaired; close it or delete it"),
        ('A 5" nail', 'Гвоздь 5" "да', 'has “"” unpaired; close it or delete it'),
        ("“A” and “b”.", "«А» и *б*.", None),
        ("“A” and “b”.", "*А* и *б*.", None),
        ("He said ‘never’.", "Он сказал: „никогда“.", None),
        ("He said.", "Он «сказал».", None),
        ("He said “never.", "Он сказал: «никогда.", None),
        ("It’s the boys’ bridge.", "Это мост.", None),
        ("It’s 'tis.", "Это.", None),
        ("rock ‘n’ roll", "рок", "quotations: has 0, the source has 1"),
        ("A 5″ nail", "Гвоздь 5”", None),
        ("A nail of 5 in", 'Гвоздь 5"', None),
        ("He said so.", "Он с'казал.", None),
    ],
)
def test_quotation_is_kept_and_closed(source: str, target: str, expected: str | None) -> None:
    assert messages("quotation", [Pair(source, target)], "ru") == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["«Я ждала, — сказала она.", "— А он писал».", "Да."], []),
        (["«Я ждала, — сказала она, — долго.", "Он писал».", "Да."], []),
        (["«Я ждала.", "Он писал.", "Да."], ["quotations: has 0, the source has 1"] * 2),
        (["Я ждала.", "Он писал».", "Да."], ["quotations: has 0, the source has 1"] * 2),
        (["«Я ждала».", "Он писал.", "Да."], ["quotations: has 0, the source has 1"]),
        (["Я ждала.", "Он писал.", "«Да»."], ["quotations: has 0, the source has 1"] * 2),
        (["«Я ждала».", "«Он писал».", "«Да."], ["has “«” unpaired; close it or delete it"]),
    ],
)
def test_a_quotation_may_go_on_in_the_next_sentence(
    sentences: list[str], expected: list[str]
) -> None:
    sources = ["“I waited long,” she said.", "“He wrote.”", "Yes."]
    article = document(f"Title\n\n{' '.join(sources)}\n\n“No.”\n")
    entries = [POEntry(msgid=a, msgstr=b) for a, b in zip(sources, sentences, strict=True)]
    catalogue = Catalogue(entries)
    edition = translated_edition(article, Language("ru"), catalogue, Catalogue(), "sentence")
    check = CHECKS["quotation"]
    assert isinstance(check, MessageCheck)
    found = [message for unit in units(edition, "sentence") for message in check.function(unit)]
    assert found == expected


@pytest.mark.parametrize("target", ['צה"ל הלך', "צה״ל הלך", 'ח"כ "כהן" הלך'])
def test_mark_within_a_hebrew_abbreviation_quotes_nothing(target: str) -> None:
    assert messages("quotation", [Pair("The army left.", target)], "he") == []


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"),
    [
        ("ru", "He said “no”.", "Он сказал “нет”.", "““нет”” opens with “; use «"),
        ("hy", "He said “no”.", 'Նա ասաց՝ "ոչ"։', '“"ոչ"” opens with "; use «'),
        ("de", "He said “no”.", "Er sagte ”nein”.", "“”nein”” opens with ”; use „"),
        ("ja", "He said “no”.", "彼は«いや»と言った。", "“«いや»” opens with «; use 「"),
        ("ru", "So.", "Он: “" + "и" * 40 + "”.", "““" + "и" * 29 + "” opens with “; use «"),
        ("ru", 'He said “no” and "so".', 'Он: "нет".', '“"нет"” opens with "; use «'),
        ("ru", 'He said "no".', "Он: “нет”.", "““нет”” opens with “; use «"),
        ("ru", 'He said "no".', 'Он: "нет".', None),
        ("ru", "He said “no”.", "Он: «нет» и „да“.", None),
        ("ru", "He said “no”.", "Он: нет", None),
        ("sw", "He said “no”.", "Alisema «hapana».", None),
        ("en-GB", "He said “no”.", "He said «no».", None),
    ],
)
def test_quotation_has_the_marks_of_the_language(
    language: str, source: str, target: str, expected: str | None
) -> None:
    found = messages("quotation-marks", [Pair(source, target)], language)
    assert found == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"),
    [
        ("hy", "He left the town.", "Նա գնաց:", "ends with “:”; use “։”"),
        ("hy", "He left the town.", "Նա գնաց.", "ends with “.”; use “։”"),
        ("hy", "He left the town.", "«Նա գնաց.»", "ends with “.”; use “։”"),
        ("hy", "He left the town.", "Նա գնաց (այո:) ", "ends with “:”; use “։”"),
        ("hy", "He left.", "Նա...", "ends with “.”; use “։”"),
        ("ja", "He left the town.", "彼は去った.", "ends with “.”; use “。”"),
        ("zh", "He left the town.", "他走了」.", "ends with “.”; use “。”"),
        ("hy", "He left the town to NATO.", "Նա գնաց NATO.", None),
        ("hy", "He left the town at 5.", "Նա գնաց 5.", None),
        ("hy", "He left the town!", "Նա գնաց.", None),
        ("hy", "He left the town.", "Նա գնաց․", None),
        ("hy", "He left the town.", "Նա գնաց", "“…Նա գնաց” ends with no mark,"),
        ("hy", "Who left the town?", "Ո՞վ գնաց։", None),
        ("hy", "Who left the town?", "Ո՛վ գնաց։", None),
        ("hy", "Who left the town?", "Ով գնաց։", "“…Ով գնաց։” ends with a full stop,"),
        ("hy", "Go to the town!", "Գնա՜ քաղաք", None),
        ("hy", "Go to the town!", "Գնա քաղաք", "“…Գնա քաղաք” ends with no mark,"),
        ("hy", "Go to the town:", "Գնա՞ քաղաք?", "“…Գնա՞ քաղաք?” ends with a question mark,"),
        ("hy", "He said to them:", "Նա ասաց։", None),
        ("hy", "He said to them:", "Նա ասաց", None),
        ("hy", "He said to them:", "Նա ասաց:", None),
        ("hy", "He said to them", "Նա ասաց:", None),
        ("hy", "He said to them:", "Նա ասաց?", "“…Նա ասաց?” ends with a question mark,"),
        ("ja", "He left the town.", "彼は去った", None),
        ("ja", "He left the town!", "彼は去った。", None),
        ("ja", "He left the town", "彼は去った：", None),
        ("ja", "He left the town.", "彼は去った？", "“…彼は去った？” ends with a question mark,"),
        (
            "ja",
            "He left the town:",
            "彼は去った！",
            "“…彼は去った！” ends with an exclamation mark,",
        ),
        ("ja", "Who left the town?", "誰が去ったのか", None),
        ("ja", "Who left the town?", "誰が去ったの。 ", None),
        ("ja", "Who left the town?", "誰が去った。", "“…誰が去った。” ends with a full stop,"),
        (
            "ja",
            "He left the town:",
            "去ったのか！",
            "“…去ったのか！” ends with an exclamation mark,",
        ),
        ("zh", "Who left the town?", "谁走了の。", "“…谁走了の。” ends with a full stop,"),
        ("zh", "He left the town!", "他走了。", None),
        ("ko", "He left the town!", "그는 떠났다.", None),
        ("ko", "Who left the town?", "누가 떠났나.", "“…누가 떠났나.” ends with a full stop,"),
        ("th", "He left the town?", "เขาไป", None),
        ("th", "He left the town.", "เขาไป?", "“…เขาไป?” ends with a question mark,"),
        ("km", "He left the town.", "គាត់ទៅ", None),
        ("ru", "He left the town.", "Он ушёл!", None),
        ("ru", "He left the town!", "Он ушёл…", None),
        ("ru", "He left the town…", "Он ушёл.", None),
        ("ru", "He left the town", "Он ушёл...", None),
        ("ru", "He left the town...", "Он ушёл", None),
        ("ru", "He left the town", "Он ушёл.", "“…Он ушёл.” ends with a full stop, "),
        ("ru", "He left the town.", "Он ушёл", "“…Он ушёл” ends with no mark,"),
        ("ru", "He left the town?", "Он ушёл…", "“…Он ушёл…” ends with an ellipsis,"),
        ("ru", "He left the town.", "Он ушёл?", "“…Он ушёл?” ends with a question mark,"),
        ("ru", "He left the town:", "Он ушёл!", "“…Он ушёл!” ends with an exclamation mark,"),
        ("ru", "He left the town:", "Он ушёл. ", "“…Он ушёл.” ends with a full stop,"),
        ("ru", "He left it.", "Куда он ушёл из города", "“…да он ушёл из города” ends with"),
        ("ru", "He left.", "Он ушёл?", None),
        ("ru", "He left it?", "Он ушёл՞", None),
        ("fr", "He left the town?", "Il part;", "“…Il part;” ends with no mark,"),
        ("ar", "He left the town?", "ذهب؟", None),
        ("hi", "He left the town.", "वह गया।", None),
    ],
)
def test_end_mark_is_of_the_same_kind(
    language: str, source: str, target: str, expected: str | None
) -> None:
    found = messages("end-mark", [Pair(source, target)], language)
    assert len(found) == bool(expected)
    assert not expected or found[0].startswith(expected)


def test_end_of_the_source_is_named() -> None:
    for mark, name in ((".", "a full stop"), ("?", "a question mark"), ("", "none")):
        (found,) = messages("end-mark", [Pair(f"He left the town{mark}", "Он:")], "ru")
        assert found == f"“…Он:” ends with a colon, the source with {name}"


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        (".。｡．։।॥۔៕។᙮", STOP),
        ("?？؟՞፧⁇⁈", QUESTION),
        ("!！՜", EXCLAMATION),
        (":：፦․", COLON),
        ("…⋯", ELLIPSIS),
        (";\u037e,-а1", None),
    ],
)
def test_kind_of_an_ending(marks: str, kind: str | None) -> None:
    for mark in marks:
        assert ending(f"a{mark}", Language("fr")) == kind, mark


@pytest.mark.parametrize("closing", " \t\n\u00a0\u202f\"”“»«’‘'」』)）]}】》〉*_\u200e\u200f")
def test_ending_is_seen_within_closing_marks(closing: str) -> None:
    assert ending(f"a?{closing}", Language("fr")) == QUESTION
    assert ending(f"a...{closing}", Language("fr")) == ELLIPSIS
    assert ending(closing, Language("fr")) is None


@pytest.mark.parametrize("mark", [";", "\u037e"])
def test_greek_question_mark_is_a_semicolon(mark: str) -> None:
    assert ending(f"Γιατί{mark}", Language("el")) == QUESTION
    assert ending("Γιατί.", Language("el")) == STOP
    assert ending("Γιατί", Language("el")) is None


def test_conventions_by_language() -> None:
    stops = {code: own_stop(Language(code)) for code in ("ja", "zh", "zh-Hant", "hy", "ru", "ar")}
    assert stops == {"ja": "。", "zh": "。", "zh-Hant": "。", "hy": "։", "ru": None, "ar": None}
    without = [c for c in ("th", "lo", "km", "bo", "my", "ru", "ja") if _has_no_stops(c)]
    assert without == ["th", "lo", "km", "bo", "my"]
    assert [arabic_mark(mark) for mark in "?,;:"] == ["؟", "،", "؛", None]


def _has_no_stops(code: str) -> bool:
    return ends_without_stops(Language(code))


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        ("hy", "Ո՞վ հարցրեց՝ նա` ոչ։", ["has “`”, a backtick; use ՝"]),
        ("hy", "Ով? Նա։", ["has “?”; use ՞ above the stressed vowel"]),
        ("hy", "Ով ՞ հարցրեց։", ["has “՞” outside a word; put it after the stressed vowel"]),
        (
            "hy",
            "Այ, ՜ ՛",
            [f"has “{m}” outside a word; put it after the stressed vowel" for m in "՜՛"],
        ),
        (
            "hy",
            "Նա ասաց բոլորին: Գնացեք։",
            ["“սաց բոլորին:” has a Latin colon; use ․ or ՝, and ։ at the end"],
        ),
        ("hy", "Նա «ասաց»: Ո։", ["“Նա «ասաց»:” has a Latin colon; use ․ or ՝, and ։ at the end"]),
        ("hy", "(Նա գնաց:)", ["“(Նա գնաց:” has a Latin colon; use ․ or ՝, and ։ at the end"]),
        ("hy", "Նա: ", []),
        ("hy", "Նա գնաց:", []),
        ("hy", "NATO? 5:30 է։ A: b", []),
        ("hy", "Ո՞վ, դե՛, ա՜խ։", []),
        ("es", "Quién fue?", ["has ? without ¿; add ¿"]),
        ("es", "Que sí! Quién?", ["has ? without ¿; add ¿", "has ! without ¡; add ¡"]),
        ("es", "¿Quién? ¡Yo!", []),
        ("es-MX", "¿Quién! ¡Yo?", []),
        ("el", "Ποιος? Ἀ? ἀγαθῷ?", ["has “?”; use ; in Greek"] * 3),
        ("el", "Ποιος; Who? 5?", []),
        ("ar", "من سأل?", ["has “?”; use ؟ in Arabic script"]),
        (
            "fa",
            "او, تو; (من?)",
            [f"has “{a}”; use {b} in Arabic script" for a, b in (",،", ";؛", "?؟")],
        ),
        ("ur", "NATO, 5,000 کا؟", []),
        ("ar", "سأل,قال", []),
        ("he", "מי שאל?", []),
        (
            "zh",
            "是的,他,她!",
            [f"has “{m}” after a wide character; use the wide mark" for m in ",!"],
        ),
        (
            "ja",
            "はい. カ?",
            [f"has “{m}” after a wide character; use the wide mark" for m in ".?"],
        ),
        ("ja", "はい;", ["has “;” after a wide character; use the wide mark"]),
        ("ja", "はい。カ？ NATO, 5,000, 東京.jp 東京,A", []),
        ("ko", "네, 그는?", []),
        ("ru", "Кто? Я, он; да!", []),
    ],
)
def test_marks_have_the_form_of_the_language(
    language: str, target: str, expected: list[str]
) -> None:
    assert messages("own-marks", [Pair("Who asked?", target)], language) == expected


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        ("ru", "Москва - большая.", "“Москва - большая.” has a hyphen; use a dash"),
        ("uk", "Київ -- місто.", "“Київ -- місто.” has a hyphen; use a dash"),
        ("be", "«Мінск» - „горад“ (вялікі).", "“«Мінск» - „горад“ ” has a hyphen; use a dash"),
        (
            "ru",
            "В городе Москве всё - (да) всё.",
            "“оскве всё - (да) всё” has a hyphen; use a dash",
        ),
        ("ru", "Москва — большая.", None),
        ("ru", "Москва\u00a0— большая.", None),
        ("ru", "Москва-река --- да", None),
        ("ru", "- да", None),
        ("ru", "5 — 6", None),
        ("ru", "— Да. —", None),
        ("uk", "Київ — місто.", None),
        ("be", "Мінск — горад.", None),
        ("bg", "София - град.", None),
        ("de", "Berlin - groß.", None),
    ],
)
def test_dash_is_no_hyphen(language: str, target: str, expected: str | None) -> None:
    found = messages("dash", [Pair("Moscow is big.", target)], language)
    assert found == [expected] * bool(expected)


NBSP, THIN = "\u00a0", "\u202f"
NEXT_TO = "“{}” needs a no-break space next to its mark"
NO_SPACE = "“{}” needs no space before its mark"


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        *(("fr", f"Il part{mark}", NEXT_TO.format(f"Il part{mark}")) for mark in ":;!?"),
        *(
            ("fr", f"Il part {mark}", NEXT_TO.format(f"Il part {mark}"))
            for mark in (*":;!?", "?!")
        ),
        *(("fr", f"Il part{NBSP}{mark}", None) for mark in ":;!?"),
        ("fr", f"Oui{THIN}! Non?", NEXT_TO.format("ui\u202f! Non?")),
        ("fr", f"« Oui{NBSP}»", NEXT_TO.format("« Oui")),
        ("fr", f"«Oui{NBSP}»", NEXT_TO.format("«Oui")),
        ("fr", f"«{NBSP}Oui »", NEXT_TO.format("«\u00a0Oui »")),
        ("fr", f"«{NBSP}Oui»", NEXT_TO.format("«\u00a0Oui»")),
        ("fr", f"(«{NBSP}Oui{NBSP}») à 5:30, https://e.org?", None),
        ("fr", "Hier il est parti ?", NEXT_TO.format("st parti ?")),
        ("fr-BE", "Il part?", NEXT_TO.format("Il part?")),
        *(("fr-CA", f"Il part{mark}", None) for mark in ";!?"),
        *(
            ("fr-CA", f"Il part{THIN}{mark}", NO_SPACE.format(f"Il part{THIN}{mark}"))
            for mark in ";!?"
        ),
        ("fr-CA", "Il part !", NO_SPACE.format("Il part !")),
        ("fr-CA", "Il part :", NEXT_TO.format("Il part :")),
        ("fr-CA", "Il part:", NEXT_TO.format("Il part:")),
        ("fr-CA", f"Il dit{NBSP}: «{NBSP}oui{NBSP}».", None),
        ("fr-CA", "Il dit «oui».", NEXT_TO.format("Il dit «oui»")),
        ("fr-CH", "Il part: «oui»; non! Qui?", None),
        ("fr-CH", f"Il part{THIN}?", None),
        ("fr-CH", "Il part ?", NEXT_TO.format("Il part ?")),
        ("fr-CH", "« Oui»", NEXT_TO.format("« Oui»")),
        ("it", "Chi ? Io !", None),
        ("de", "Wer ? Ich !", None),
    ],
)
def test_space_next_to_a_french_mark(language: str, target: str, expected: str | None) -> None:
    found = messages("french-space", [Pair("He left.", target)], language)
    assert found == [expected] * bool(expected)
