"""Lines of headings, captions and other display text end by their sense."""

from __future__ import annotations

import pytest
from pdf_helpers import lines_by_tag as lines

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption")
NAMED = "Today Nikol Pashinyan met his aides."


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("width", [110, 150, 230])
def test_no_line_of_a_heading_or_caption_ends_with_an_article_or_a_preposition(
    tag: str, width: int
) -> None:
    text = "Rain in the north of a big country and snow at the foot of a hill in the west"
    outer = {"figcaption": "figure", "caption": "table"}.get(tag, "section")
    found = lines(f"<{outer}><{tag}>{text}</{tag}><tr><td>{'x ' * 99}</{outer}>", width=width)[tag]
    assert len(found) > 1
    ends = [line.split()[-1] for line in found]
    assert not {*ends} & {"in", "the", "of", "a", "and", "at"}
    assert " ".join(map(str.strip, found)) == text


@pytest.mark.parametrize("width", [150, 160, 170, 180])
def test_lines_of_a_heading_end_after_a_clause_if_they_are_nearly_as_even(width: int) -> None:
    found = lines("<h2>Armenia asked for help, then refused it</h2>", width=width)["h2"]
    assert [line.strip() for line in found] == ["Armenia asked for help,", "then refused it"]


def test_a_heading_rather_ends_with_one_word_than_against_its_sense() -> None:
    text = "Allmän förklaring om de mänskliga rättigheterna"
    widths = range(110, 170, 10)
    found = [lines(f"<h2>{text}</h2>", "sv", width=width)["h2"] for width in widths]
    assert any(" " not in last.strip() for *_, last in found)
    assert not {line.split()[-1] for some in found for line in some} & {"om", "de"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_forced_line_end_before_few_letters_is_kept(language: str) -> None:
    found = lines("<h2>12345 6789<br>1</h2>", language)["h2"]
    assert found == ["12345 6789", "1"]


def test_forced_line_ends_lead_to_no_other_ones() -> None:
    parts = ["Thirty letters make a long line", "short one"]
    assert lines(f"<h2>{'<br>'.join(parts)}</h2>", width=300)["h2"] == parts


def test_words_in_several_boxes_bind() -> None:
    text = "Rain <i>in</i> <b>the</b> north <i>of a</i> big <b>city</b> and snow <i>at the</i> sea"
    for width in range(110, 200, 15):
        ends = [line.split()[-1] for line in lines(f"<h2>{text}</h2>", width=width)["h2"]]
        assert not {*ends} & {"in", "the", "of", "a", "and", "at"}


def test_a_name_in_a_heading_in_title_case_is_known_from_the_text() -> None:
    heading = "<h2>Friends Meet Nikol Pashinyan Today Despite Winter Storms</h2>"
    divided = {
        width: any(line.split()[-1] == "Nikol" for line in lines(heading, width=width)["h2"])
        for width in range(100, 300, 10)
    }
    assert any(divided.values())
    for width, was_divided in divided.items():
        if was_divided:
            found = lines(f"{heading}<p>{NAMED}</p>", width=width)["h2"]
            assert all(line.split()[-1] != "Nikol" for line in found)


def last_lines(wrap: str) -> list[str]:
    """Return the last line of a paragraph at each of many widths."""
    text = "<p>" + "the storm came late in a very cold night " * 2 + "everywhere</p>"
    paragraph = text.replace("<p>", f"<p style='--text-wrap: {wrap}'>")
    return [lines(paragraph, width=width)["p"][-1] for width in range(160, 330, 5)]


@pytest.mark.parametrize("wrap", ["pretty", "balance"])
def test_no_display_text_ends_with_a_single_word(wrap: str) -> None:
    assert [line for line in last_lines(wrap) if " " not in line.strip()] == []


def test_japanese_headings_are_broken_between_phrases() -> None:
    heading = "<h2>アルメニア首相がナゴルノ・カラバフ問題で会談へ</h2>"
    starts = {
        line[0]
        for width in range(155, 200, 10)
        for line in lines(heading, "ja", width, "Noto Serif CJK JP")["h2"]
    }
    assert starts == {"ア", "ナ"}


SONG = "Noto Serif CJK SC"
CHINESE = "数百人在旧海关码头目送“蒂娜婷公主”号返港，保险公司还不知道该不该庆祝"
WHOLE = ("数百人", "海关", "码头", "“蒂娜婷公主”号", "公司", "不知道", "该不该", "庆祝")


@pytest.mark.parametrize("wrap", ["balance", "pretty"])
@pytest.mark.parametrize("width", range(100, 300, 5))
def test_chinese_display_text_is_not_divided_within_words(wrap: str, width: int) -> None:
    found = lines(f"<p style='--text-wrap: {wrap}'>{CHINESE}</p>", "zh-Hans", width, SONG)["p"]
    assert "".join(found) == CHINESE
    assert [word for word in WHOLE if not any(word in line for line in found)] == []


@pytest.mark.parametrize("align", ["start", "justify"])
def test_a_note_is_no_part_of_a_last_line_of_one_character(align: str) -> None:
    note = "<sup>\u206012</sup>"
    text = f"<p style='text-align: {align}'>这是第一班开往布尔加斯的定期航班。{note}</p>"
    for width in range(60, 250, 5):
        assert lines(text, "zh-Hans", width, SONG)["p"][-1] != "班。\u206012"


@pytest.mark.parametrize("width", [140, 150, 160])
def test_lines_of_a_chinese_heading_end_after_a_clause(width: int) -> None:
    text = "那些信就放在我的地窖里，都还在。它们重。"
    found = lines(f"<h2>{text}</h2>", "zh-Hans", width, SONG)["h2"]
    assert any(line.endswith(("，", "。")) for line in found[:-1])


@pytest.mark.parametrize("wrap", ["balance", "pretty"])
def test_no_chinese_display_text_ends_with_a_short_word(wrap: str) -> None:
    for width in range(100, 300, 5):
        paragraph = f"<p style='--text-wrap: {wrap}'>{CHINESE}。</p>"
        assert len(lines(paragraph, "zh-Hans", width, SONG)["p"][-1]) > 4


def test_korean_headings_are_broken_between_words() -> None:
    text = "아르메니아 총리 및 러시아 대통령 회담, 더 할 수 있는 것, 아르메니아 총리 및"
    for width in range(60, 120, 10):
        found = lines(f"<h2>{text}</h2>", "ko", width)["h2"]
        assert {*" ".join(map(str.strip, found)).split()} == {*text.split()}
