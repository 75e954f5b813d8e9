"""Hyphenation by rule and by patterns: word lists, properties and rendered pages.

The lists in this folder hold words that were divided by hand.
"""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pyphen
import pytest
import weasyprint
from hyphenation_words import plain_pyphen
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.fonts.installed import faces
from publisher.language.hyphenation.lazy_patterns import LazyDictionary
from publisher.language.locale import Language
from publisher.outputs.pdf.engine.font_faces import configuration
from publisher.outputs.pdf.load import hide_installed_fonts, load_pdf

LISTS = Path(__file__).resolve().parent
MIN_WORDS = {"hy": 200, "az": 60, "ka": 60, "kk": 50, "ky": 50, "mk": 50, "tr": 60}
MARKS = "՛՜՞"
ALPHABETS = {
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևԱԿՆՍ" + MARKS,
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzİIQ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяҚУ",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюяКҮ",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝМА",
    "tr": "aâbcçdefgğhıiîjklmnoöprsştuûüvyzİIŞ",
}
VOWELS = {
    "hy": "աեէըիոօևԱ" + MARKS,
    "az": "aeəıioöuüİI",
    "ka": "აეიოუ",
    "kk": "аәеёиоөуұүыіэюяУ",
    "ky": "аеёиоөуүыэюяҮ",
    "mk": "аеиоуѐѝА",
    "tr": "aâeıiîoöuûüİI",
}
FAMILIES = ("Noto Serif Armenian", "Noto Serif Georgian", "Noto Serif")
words = st.sampled_from(sorted(ALPHABETS)).flatmap(
    lambda code: st.tuples(st.just(code), st.text(ALPHABETS[code], max_size=20))
)


@pytest.fixture(autouse=True, scope="module")
def patched_engine() -> None:
    load_pdf()


def divided(word: str, code: str) -> list[str]:
    """Divide a word as WeasyPrint does, through the patched pyphen."""
    positions = [0, *pyphen.Pyphen(lang=code).positions(word), len(word)]
    return [word[start:end] for start, end in pairwise(positions)]


def hand_divided(code: str) -> dict[str, str]:
    lines = (LISTS / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" # ")[0].split(" = ") for line in lines if " = " in line)


@pytest.mark.parametrize("code", sorted(MIN_WORDS))
def test_words_divide_as_in_the_list(code: str) -> None:
    expected = hand_divided(code)
    assert len(expected) >= MIN_WORDS[code]
    # A hyphen of the word itself is no division.
    found = {word: "|".join(divided(word, code)) for word in expected}
    assert found == {
        word: parts if parts == word else parts.replace("-", "|")
        for word, parts in expected.items()
    }


@pytest.mark.parametrize("code", sorted(MIN_WORDS))
def test_list_gives_a_rule_for_every_word_once(code: str) -> None:
    lines = (LISTS / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in entries if not re.fullmatch(r"\S+ = \S+ # .+", line)] == []
    assert len(hand_divided(code)) == len(entries)
    assert unicodedata.is_normalized("NFC", "".join(entries))


@given(words)
def test_parts_join_to_the_word_and_each_is_more_than_a_vowel(drawn: tuple[str, str]) -> None:
    code, word = drawn
    parts = divided(word, code)
    assert "".join(parts) == word
    if len(parts) > 1:
        assert all(set(VOWELS[code]) & set(part) for part in parts)
        assert min(len(parts[0]), len(parts[-1])) >= 2


@given(st.text(ALPHABETS["hy"], max_size=20))
@example("Աթւե")
def test_no_armenian_vowel_is_broken(word: str) -> None:
    first, *rest = divided(word, "hy")
    assert not any(part[0] in "ւ" + MARKS for part in rest)
    if rest:
        assert re.sub(f"[{MARKS}]", "", first) not in {"ու", "և"}


@pytest.mark.parametrize("code", sorted(MIN_WORDS))
def test_rules_divide_no_text_that_is_longer_than_any_word(code: str) -> None:
    word = next(word for word in hand_divided(code) if divided(word, code)[1:] and word.islower())
    assert divided(word * 4, code)[1:]
    assert divided(word * 100, code) == [word * 100]


@given(st.text(max_size=20))
def test_any_text_is_divided_without_an_error(word: str) -> None:
    for code in MIN_WORDS:
        assert "".join(divided(word, code)) == word


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("hy", "Հա|յաս|տա|նը կազ|մա|կեր|պու|թյուն անվտան|գու|թյուն ին|չո՞ւ Ի՞նչ|պես հա|րևան"),
        ("az", "təh|lü|kə|siz|lik dü|rüst|lük İt|ti|faq"),
        ("ka", "სა|ქარ|თვე|ლო მთავ|რო|ბა"),
        ("tr", "İs|tan|bul’un kont|rol ba|şöğ|ret|men An|ka|ra’da|ki|le|rin"),
        ("az-Cyrl", "тәһлүкәсизлик"),
        ("de", "Mit|glied|staa|ten Mit|glieds|staa|ten geht’s"),
        ("uk", "від|кри|ти Ка|нар|ські"),
        ("ru", "уда|лён|ный"),
        ("fi", "kan|sain|vä|li|nen"),
        ("ky", "тоо|лор Кыр|гыз|стан"),
        ("mk", "тргов|ски Ма|ке|до|ни|ја"),
    ],
)
def test_weasyprint_hyphenates_at_these_points_only(code: str, text: str) -> None:
    # No part of a word fits the width: a line ends at every hyphenation point.
    style = (
        "@page { size: 300pt 3000pt } p { width: 1pt; margin: 0;"
        "hyphens: auto; hyphenate-limit-chars: 4 2 2; hyphenate-character: '|';"
        f"font: 10pt {', '.join(FAMILIES)} }}"
    )
    html = f'<html lang="{code}"><style>{style}</style><p>{text.replace("|", "")}</p>'
    hide_installed_fonts()
    fonts = configuration(faces(FAMILIES))
    page = weasyprint.HTML(string=html).render(font_config=fonts).pages[0]
    lines = [box.text for box in page._page_box.descendants() if hasattr(box, "text")]  # noqa: SLF001 - not public
    assert lines == re.findall(r"[^| ]+\|?", text)


@pytest.mark.parametrize(
    ("code", "dictionary"),
    [
        *(("en", "en-US"), ("en-AU", "en-GB"), ("en-150", "en-GB"), ("en-CA", "en-US")),
        *(("pt", "pt-BR"), ("pt-AO", "pt-PT"), ("de", "de-DE"), ("de-AT", "de-AT")),
        *(("de-LI", "de-DE"), ("es-MX", "es"), ("fr-CA", "fr"), ("no", "nb-NO"), ("nn", "nn-NO")),
        *(("sr", "sr"), ("sr-ME", "sr-Latn"), ("sr-Latn-RS", "sr-Latn"), ("uk", "uk-UA")),
        *(("hy", "hy"), ("hy-AM", "hy"), ("ka", "ka"), ("az", "az"), ("az-Latn", "az")),
        *(("kk", "kk"), ("ky-KG", "ky"), ("mk", "mk"), ("bs", "hr-HR"), ("ms", "id-ID")),
        *(("fi", "fi"), ("cy-GB", "cy"), ("ku", "ku"), ("kk-Arab", None)),
        *(("tr", "tr"), ("tr-CY", "tr"), ("az-Cyrl", None), ("pa", "pa"), ("pa-Arab", None)),
        *((code, None) for code in ("zh", "zh-Hant", "ja", "ko", "th", "ar", "fa", "he", "ur")),
        *((code, None) for code in ("vi", "km", "am", "mn-Mong", "en-Shaw", "bs-Cyrl")),
    ],
)
def test_language_uses_the_dictionary_of_its_region_and_script(
    code: str, dictionary: str | None
) -> None:
    assert Language(code).hyphenation == dictionary


def test_every_dictionary_is_used_by_a_language() -> None:
    names = {Language(name).hyphenation for name in pyphen.LANGUAGES}
    assert {str(name) for name in names} >= {
        name.replace("_", "-") for name in pyphen.LANGUAGES if "_" in name
    }


# Hungarian words change their spelling; the files for de, eo, id and sv have mistakes.
@pytest.mark.parametrize("words", [400, pytest.param(2_000, marks=pytest.mark.corpus)])
@pytest.mark.parametrize("code", ["de_DE", "eo", "en_US", "hu_HU", "id_ID", "ru_RU", "sv_SE"])
def test_lazy_dictionary_divides_as_pyphen_does(code: str, words: int) -> None:
    right = 3 if code == "en_US" else 2
    plain = plain_pyphen().Pyphen(lang=code, right=right)
    lazy = LazyDictionary(plain_pyphen().LANGUAGES[plain_pyphen().language_fallback(code)])
    generator = random.Random(code)  # noqa: S311 - the same words in every run
    # An apostrophe is no letter to us: it does not count among those beside a hyphen.
    parts = [part for key in sorted(plain.hd.patterns) if (part := key.strip(".")).isalpha()]
    parts += [part.upper() for part in generator.sample(parts, 100)]
    for _ in range(words):
        word = "".join(generator.choices(parts, k=generator.randint(1, 5)))
        expected = [(int(position), position.data) for position in plain.positions(word)]
        found = [(int(position), position.data) for position in lazy.positions(word)]
        assert found == expected, word
