"""Places where a line of a heading should rather not end."""

from __future__ import annotations

from itertools import pairwise
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.line_ends import binding_words, phrases
from publisher.language.line_ends.discouraged import (
    discouraged_line_ends,
    known_names,
    takes_names,
)
from publisher.language.line_ends.phrases import inside_words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

GOLDEN = Path(__file__).with_name("headings.txt")
PHRASED = ("ja", "zh")
TAGS = (
    "en",
    "de",
    "nl",
    "pt",
    "ru",
    "hy",
    "ar",
    "hi",
    "ko",
    "tr",
    "th",
    "my",
    "ja",
    "zh-Hant",
    "x",
)
LETTERS = "аАвВбBdeinoDE5 12.,:–—-«»’'\u00a0\t\n的在中国亚美尼·アかがのรการใ่နမှာ်है의 "


def golden() -> list[tuple[str, str]]:
    """Return the lines of the golden file: a tag and a heading."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("# "))
    return [(tag, text) for tag, text in pairs]


def marked(tag: str, text: str) -> str:
    """Return a heading with its places marked, in the notation of the golden file."""
    plain = text.replace("~", " ").replace("|" if tag.startswith(PHRASED) else "·", "")
    places = discouraged_line_ends(plain, tag)
    if tag.startswith(PHRASED):
        return divided(plain, places)
    return "".join(
        character if i not in places else "~" if character == " " else f"·{character}"
        for i, character in enumerate(plain)
    )


def divided(text: str, places: AbstractSet[int]) -> str:
    """Return a Chinese or Japanese text with a mark at all other places where a line may end."""
    marks = (
        "|" if place not in places and before not in "“《「" and after not in "、。，”》」" else ""
        for place, (before, after) in enumerate(pairwise(text), 1)
    )
    return text[0] + "".join(map(add, marks, text[1:]))


def bound(text: str, tag: str) -> list[str]:
    """Return the words before and after each place of a text, joined by ~."""
    places = discouraged_line_ends(text, tag)
    sides = ((text[:place].split(), text[place:].split()) for place in sorted(places))
    return [f"{before[-1]}~{after[0]}" for before, after in sides]


@pytest.mark.parametrize(("tag", "text"), golden())
def test_places_are_those_that_native_speakers_avoid(tag: str, text: str) -> None:
    assert marked(tag, text) == text


@pytest.mark.parametrize(("base", "words"), binding_words.BEFORE_WORD.items())
def test_no_line_ends_after_a_word_that_binds_to_the_next(base: str, words: str) -> None:
    if base not in PHRASED:
        free = [word for word in words.split() if f"{word}~1x" not in bound(f"1x {word} 1x", base)]
        assert free == []


@pytest.mark.parametrize(("base", "words"), binding_words.AFTER_WORD.items())
def test_no_line_ends_before_a_word_that_binds_to_the_previous(base: str, words: str) -> None:
    if base not in PHRASED:
        free = [word for word in words.split() if f"1x~{word}" not in bound(f"1x {word} 1x", base)]
        assert free == []


@pytest.mark.parametrize(("base", "titles"), binding_words.TITLES.items())
def test_titles_bind_to_the_name_after_them(base: str, titles: str) -> None:
    for title in titles.split():
        name = "ა" if base == "ka" else "Նա" if base == "hy" else "Ana"
        assert bound(f"1x {title.capitalize()} {name} 1x", base)[-1].endswith(f"~{name}")


@pytest.mark.parametrize(
    ("tag", "text", "places"),
    [
        ("en", "They give in, at last", ["give~in,", "at~last"]),
        ("en", "They said “in” once", []),
        ("en", "The IT sector", ["The~IT"]),
        ("en", "News FOR THE POOR", []),  # but see the next
        ("en", "NEWS FOR THE POOR", ["FOR~THE", "THE~POOR"]),
        ("en", "Armenia, Russia and Iran", ["and~Iran"]),
        ("en", "Armenia’s Nikol Pashinyan’s Visit ended", ["Nikol~Pashinyan’s"]),
        ("en", "she calls NATO Secretary Jens", ["Secretary~Jens"]),
        ("en", "It was Anna. Boris left", []),
        ("en", "he saw “Anna” Boris “Vera”", []),
        ("en", "Talks in “New York”, then", ["in~“New", "“New~York”,"]),
        ("en", "a film by Anna K. Boris", ["a~film", "by~Anna", "Anna~K.", "K.~Boris"]),
        ("ru", "Книга Пушкина А. С. вышла", ["Книга~Пушкина", "Пушкина~А.", "А.~С."]),
        ("en", "about 10,000 people, 1999 people", ["about~10,000", "10,000~people,"]),
        ("en", "we won 5 in June 5", ["in~June", "June~5"]),
        ("en", "King Louis XIV and Henry V", ["King~Louis", "Louis~XIV", "and~Henry", "Henry~V"]),
        ("en", "Moscow 2042", []),
        ("hi", "वे ५ लोग", ["५~लोग"]),
        ("de", "S. 5, Nr. 7", ["S.~5,", "Nr.~7"]),
        ("sv", "kyrkan – ett hus", ["kyrkan~–", "ett~hus"]),
        ("fr", "Pourquoi ? Parce", ["Pourquoi~?"]),
        ("ru", "Жил в\u00a0лесу и\u00a0в\u00a0поле", []),  # no line ends there at all
        ("fr", "ce qu’il faut, l’un part", ["ce~qu’il", "qu’il~faut,", "l’un~part"]),
        ("en", "the cat’s paw", ["the~cat’s"]),
        ("de", "sie gaben ihn ab, alle gingen mit", ["ihn~ab,"]),
        ("ru", "тут из-за угла кто-то Жан-Пьер", ["из-~за", "из-за~угла", "кто-~то", "Жан-~Пьер"]),
        (
            "en",
            "a well-known e-mail, a day-to-day plan",
            ["a~well-known", "e-~mail,", "a~day-to-day", "day-~to-day", "day-to-~day"],
        ),
        ("tr", "Biri “de” dedi, o da", ["o~da"]),
        ("en", "Armenia: Nikol Pashinyan. Iran: Hassan Ali", ["Nikol~Pashinyan.", "Hassan~Ali"]),
        ("en", "In NATO, Anna Boris of OSCE", ["In~NATO,", "Anna~Boris", "of~OSCE"]),
        ("en", "Nikol Pashinyan in Moscow", ["Nikol~Pashinyan", "in~Moscow"]),
        ("en", "Nikol Pashinyan Meets Vladimir Putin", []),  # every word has a capital
        (
            "de",
            "Kanzler Scholz in Berlin mit Ministern",
            ["Kanzler~Scholz", "in~Berlin", "mit~Ministern"],
        ),
        ("en", "he saw Anna2 Boris", []),
        ("en", "we met Anna K. von Boris", ["Anna~K.", "K.~von", "von~Boris"]),
        ("en", f"{'5' * 5000} people", [f"{'5' * 5000}~people"]),
        ("th", "ดูการ์ตูน", []),  # การ is a part of another word here
        ("th", "นาย สมชาย", ["นาย~สมชาย"]),
        ("my", "ရုံးမှတ်တမ်း", []),
        (
            "ja",
            "彼は「首相」と言う",
            [
                "彼~は「首相」と言う",
                "彼は「首~相」と言う",
                "彼は「首相」~と言う",
                "彼は「首相」と言~う",
            ],
        ),
        ("zh", "中 国", []),
        ("no", "han er på et tog", ["på~et", "et~tog"]),  # CLDR's codes of one language: nb, no
        ("tl-PH", "bahay ng hari", ["ng~hari"]),
        ("ru", "Приехал\tв\nМоскву", ["в~Москву"]),
    ],
)
def test_words_bind_by_their_neighbours(tag: str, text: str, places: list[str]) -> None:
    assert bound(text, tag) == places


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("zh-Hans", "那些|信|就|放在|我的|地窖里。|它们|比灭火器|还|重。"),
        ("zh-Hans", "老|港口的|居民|还|不知道|该不该|庆祝"),
        ("zh-Hans", "两个|部委|与|一家|保险公司|之间的|争执"),
        ("zh-Hans", "“蒂娜婷公主”号"),
        ("zh-Hant", "港口的|居民|還|不知道該不該|慶祝"),
        ("ja", "バトゥミと|ブルガスを|結ぶ|連絡船の|復活"),
        ("ja", "集団|安全|保障|条約|機構の|プリンセス・ティナティン号"),
        ("ja", "東海道新幹線|東京駅"),
        ("ja", "「消火器より重い手紙」"),
    ],
)
def test_words_are_whole_within_phrases(tag: str, words: str) -> None:
    text = words.replace("|", "")
    places = inside_words(text, tag)
    assert divided(text, places) == words
    assert places <= discouraged_line_ends(text, tag)


def test_without_icu_words_are_those_of_budoux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "icu_words", lambda text: ())  # noqa: ARG005 - the signature
    text = "比灭火器还重的渡轮"
    assert divided(text, inside_words(text, "zh-Hans")) == "比灭|火器|还|重的|渡轮"


def test_phrases_are_those_of_the_script() -> None:
    text = "国务院总理将在北京出席会议并发表讲话"
    simplified, traditional = (discouraged_line_ends(text, tag) for tag in ("zh-Hans", "zh-Hant"))
    assert simplified != traditional
    assert discouraged_line_ends(text, "zh-Hans-HK") == simplified
    assert discouraged_line_ends(text, "zh-HK") == traditional


def test_headings_in_title_case_take_names_from_running_text() -> None:
    heading = "Nikol Pashinyan’s Aides Meet Vladimir Putin, Ilham Aliyev Today"
    article = ["On Monday Vladimir Putin met Nikol Pashinyan’s aides", "Ilham. Aliyev went"]
    names = known_names(article, "en")
    places = discouraged_line_ends(heading, "en", names)
    assert sorted(heading[:place].rsplit(maxsplit=1)[-1] for place in places) == [
        "Nikol",
        "Vladimir",
    ]
    assert known_names([heading], "en") == frozenset()
    assert takes_names(heading, "en")
    assert not takes_names(heading, "ru")
    assert not takes_names(article[0], "en")


@given(st.text(st.sampled_from(LETTERS)), st.sampled_from(TAGS))
def test_places_are_spaces_or_inside_a_text_without_spaces(text: str, tag: str) -> None:
    for place in discouraged_line_ends(text, tag):
        assert 0 < place < len(text)
        assert not text[place - 1].isspace()
        inside = tag in ("th", "my", "ja", "zh-Hant", "ko") or text[place - 1] == "-"
        assert inside or text[place] in " \t\n"


@given(st.text(), st.text(max_size=12))
def test_any_text_in_any_language_has_a_result(text: str, tag: str) -> None:
    assert discouraged_line_ends(text, tag) <= frozenset(range(1, len(text)))


@pytest.mark.parametrize(
    "table", ["BEFORE_WORD", "AFTER_WORD", "BEFORE_PART", "AFTER_PART", "TITLES", "MONTHS"]
)
def test_tables_are_sorted_by_language(table: str) -> None:
    assert list(getattr(binding_words, table)) == sorted(getattr(binding_words, table))
