from __future__ import annotations

import datetime as dt

import pytest

from publisher.base.errors import PublisherError
from publisher.checks.numerals import implied_numbers
from publisher.language.locale import Language
from publisher.language.scripts import script_of


@pytest.mark.parametrize(
    ("code", "script", "direction", "joiner"),
    [
        ("hy", "Armn", "ltr", " "),
        ("ru", "Cyrl", "ltr", " "),
        ("fa", "Arab", "rtl", " "),
        ("zh", "Hans", "ltr", ""),
        ("zh-TW", "Hant", "ltr", ""),
        ("ja", "Jpan", "ltr", ""),
        ("ko", "Kore", "ltr", " "),
        ("ii", "Yiii", "ltr", ""),
        ("th", "Thai", "ltr", " "),
        ("lo", "Laoo", "ltr", " "),
        ("km", "Khmr", "ltr", " "),
        ("my", "Mymr", "ltr", " "),
        ("bo", "Tibt", "ltr", " "),
        ("sr-Latn", "Latn", "ltr", " "),
        ("pt_BR", "Latn", "ltr", " "),
    ],
)
def test_script_direction_and_joiner_come_from_cldr(
    code: str, script: str, direction: str, joiner: str
) -> None:
    language = Language.parse(code)
    assert (language.script, language.direction, language.joiner) == (script, direction, joiner)


@pytest.mark.parametrize("code", ["zh", "zh-TW", "ja", "ii", "th", "lo", "km", "my", "bo", "dz"])
def test_script_decides_whether_words_are_spaced(code: str) -> None:
    assert not Language(code).has_word_spaces
    assert all(Language(spaced).has_word_spaces for spaced in ("en", "ko", "vi", "hi", "am"))


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("EN", "did you mean 'en'?"),
        ("pt-br", "did you mean 'pt-BR'?"),
        ("xx", "unknown language 'xx'"),
        ("", "not a language code"),
        ("../hy", "not a language code"),
        ("hy/ru", "not a language code"),
        ("root", "not a language code"),
    ],
)
def test_invalid_code_is_rejected_with_a_hint(code: str, hint: str) -> None:
    with pytest.raises(PublisherError, match=hint.replace("?", r"\?")):
        Language.parse(code)


def test_names_dates_percentages_and_lists_are_localised() -> None:
    russian, armenian = Language("ru"), Language("hy")
    assert armenian.name_in(russian) == "армянский"
    assert russian.name_in(armenian) == "ռուսերեն"
    assert russian.date(dt.date(2023, 11, 23)) == "23 ноября 2023\u202fг."
    assert russian.percent(97) == "97\u00a0%"
    assert russian.listing(["А", "Б", "В"]) == "А, Б и В"


@pytest.mark.parametrize(
    ("code", "date", "percent", "counter"),
    [
        ("fa", "۲ آذر ۱۴۰۲", "۹۷٪", "persian"),
        ("ar", "23 نوفمبر 2023", "97%", "decimal"),
        ("ar-EG", "٢٣ نوفمبر ٢٠٢٣", "٩٧٪", "arabic-indic"),
        ("ne", "२०२३ नोभेम्बर २३", "९७%", "devanagari"),
    ],
)
def test_numbers_use_native_digits(code: str, date: str, percent: str, counter: str) -> None:
    language = Language(code)
    assert language.date(dt.date(2023, 11, 23)) == date
    assert language.percent(97) == percent
    assert language.counter_style == counter


def test_codes_and_plural_forms_for_gettext_and_bcp47() -> None:
    language = Language.parse("pt-BR")
    assert (language.gettext, language.tag) == ("pt_BR", "pt-BR")
    assert Language("ru").plural_forms.startswith("nplurals=3;")


@pytest.mark.parametrize("code", ["az", "th", "hy", "ru", "hi", "ka", "el"])
def test_names_of_months_do_not_depend_on_languages_that_were_used_before(code: str) -> None:
    """Babel shares data of locales that have no names of their own for a context."""
    for other in ("az", "th", "hy", "zh"):
        assert Language(other).names_of_months
        assert implied_numbers("5", Language(other)) is not None  # it looks for months
    language = Language(code)
    assert {script_of(name[0]) for name in language.calendar_words} == {language.script}


def test_months_are_named_as_in_a_date_and_alone() -> None:
    assert {"май", "мая"} <= Language("ru").months
    assert {"november", "nov"} <= Language("en").months
