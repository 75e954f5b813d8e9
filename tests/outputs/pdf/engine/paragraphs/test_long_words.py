"""Words that are wider than their line, and compounds with a hyphen of their own."""

from __future__ import annotations

import pytest
from pdf_helpers import lines_by_tag

WORD = {
    "ru": "достопримечательностями",
    "de": "Menschenrechtskonvention",
    "hy": "նախարարությունների",
}
LATER = {"ru": "Главные", "de": "Sie kennt", "hy": "Երկար վեճ երկու"}
HYPHEN = {"ru": "\u2010", "de": "\u2010", "hy": "\u058a"}
# Limits as those of a heading, by which none of these words is divided.
RARELY = "body, h1, h2 { hyphens: auto; hyphenate-limit-chars: 99; overflow-wrap: anywhere }"
STYLE = f"{RARELY} :root {{ --hyphenate-limit: 5 2 2 }} :lang(hy) * {{ hyphenate-character: '֊' }}"
ELEMENTS = {
    "h1": "<h1>{}</h1>",
    "h2": "<h2>{}</h2>",
    "figcaption": "<figure><figcaption>{}</figcaption></figure>",
    "p": "<p>{}</p>",
    "td": "<table style='border-spacing: 0; table-layout: fixed; width: 100%'><td>{}</table>",
}


@pytest.mark.parametrize(
    ("limits", "divided"), [("14", False), ("13 6", False), ("13", True), ("5 3 4", True)]
)
def test_limits_are_written_as_those_of_css(limits: str, divided: bool) -> None:
    style = f"{RARELY} :root {{ --hyphenate-limit: {limits} }}"
    first, *_ = lines_by_tag("<h1>Understanding</h1>", "en", 70, style=style)["h1"]
    assert first.endswith("\u2010") == divided


@pytest.mark.parametrize("language", WORD)
@pytest.mark.parametrize("tag", ELEMENTS)
def test_a_word_that_is_wider_than_its_line_is_hyphenated(tag: str, language: str) -> None:
    word, hyphen = WORD[language], HYPHEN[language]
    body = ELEMENTS[tag].format(word)
    assert len(lines_by_tag(body, language, 250, style=STYLE)[tag]) == 1
    for width in range(85, 105, 5):
        found = lines_by_tag(body, language, width, style=STYLE)[tag]
        assert len(found) == 2
        assert found[0].endswith(hyphen)
        assert found[0][:-1] + found[1] == word


@pytest.mark.parametrize("language", WORD)
def test_the_parts_of_a_long_word_of_a_heading_are_balanced_and_follow_no_other_word(
    language: str,
) -> None:
    body = f"<h2>{LATER[language]} {WORD[language]}</h2>"
    before, first, second = lines_by_tag(body, language, 90, style=STYLE)["h2"]
    assert before.strip() == LATER[language]
    assert abs(len(first) - len(second)) < 6


def test_a_long_word_follows_a_short_word_that_binds() -> None:
    for language, words in (
        ("de", "Die Menschenrechtskonvention"),
        ("ru", "Из достопримечательностей"),
    ):
        found = lines_by_tag(f"<h2>{words}</h2>", language, 95, style=STYLE)["h2"]
        assert len(found) == 2
        assert " " in found[0]


def test_a_long_word_without_hyphenation_points_is_divided_anywhere_on_lines_of_its_own() -> None:
    word = "xxxxxxxxxxxxxxxxxxxxxx"
    found = lines_by_tag(f"<h2>Yesterday’s {word}</h2>", "en", 90, style=STYLE)["h2"]
    assert found[0].strip() == "Yesterday’s"
    assert len(found) == 3
    assert "".join(found[1:]) == word


def test_the_space_after_a_word_does_not_divide_it() -> None:
    found = [
        lines_by_tag("<p>Verantwortung der</p>", "de", width, style=STYLE)["p"][0].strip()
        for width in range(60, 90)
    ]
    whole = found.index("Verantwortung")
    assert all(line.endswith("\u2010") for line in found[:whole])
    assert {*found[whole:]} <= {"Verantwortung", "Verantwortung der"}


def test_addresses_and_code_are_divided_without_a_hyphen() -> None:
    word = WORD["de"]
    found = lines_by_tag(
        f"<h2><code>{word}</code></h2>", "de", 90, STYLE + "code {hyphens: manual}"
    )
    assert "".join(found["h2"]) == word


JUSTIFIED = "p { text-align: justify; hyphens: auto; hyphenate-limit-chars: 5 2 2 }"
COMPOUNDS = {"en": "Abashidze-Kobuladze", "ru": "Абашидзе-Кобуладзе", "de": "Vanille-Verkäufer"}
PROSE = {
    "en": "When the mayor came to the town, {} was at home and did not want to see him",
    "ru": "Когда мэр приехал в этот город, {} была дома и не хотела никого видеть",
    "de": "Als der Mann in die Stadt kam, war {} zu Haus und wollte ihn nicht sehen",
}


def compound_ends(language: str, widths: range) -> str:
    """Return the last characters of the lines that end within a compound."""
    compound = COMPOUNDS[language]
    text = PROSE[language].format(compound)
    ends = ""
    for width in widths:
        for line in lines_by_tag(f"<p>{f'{text}. ' * 3}</p>", language, width, style=JUSTIFIED)[
            "p"
        ]:
            last = line.split()[-1]
            if last.endswith(("-", "\u2010")) and compound.startswith(last[:-1].split("-")[0]):
                ends += last[-1]
    return ends


@pytest.mark.parametrize("language", COMPOUNDS)
def test_a_compound_is_divided_at_its_own_hyphen(language: str) -> None:
    assert {*compound_ends(language, range(300, 400, 3))} == {"-"}


def test_a_compound_is_divided_elsewhere_rather_than_that_its_line_is_loose() -> None:
    assert "\u2010" in compound_ends("de", range(90, 130, 2))
