"""Emoji: which characters are pictures, and their names."""

from __future__ import annotations

import pytest
from emoji import EMOJI_DATA
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.emoji import emoji_by_code, find_emoji, may_have_emoji, name_of

FAMILY, FLAG, KEYCAP = "👨‍👩‍👧", "🇦🇲", "1️⃣"


@pytest.mark.parametrize(
    ("text", "pictures"),
    [
        ("Open 🎉, and ✅", ["🎉", "✅"]),
        (f"a{FAMILY}b {FLAG}{FLAG} {KEYCAP} 👍🏽", [FAMILY, FLAG, FLAG, KEYCAP, "👍🏽"]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 1⃣", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1⃣"]),
        # The default of some is text, of others a picture; a selector chooses the other.
        ("❤ ☎ © 5 # ‼ ↩ 🌡", []),
        ("❤️ ☎️ ©️ 🌡️", ["❤️", "☎️", "©️", "🌡️"]),
        ("⌚ ⌚\ufe0e ↩\ufe0e", ["⌚"]),
        ("Ավելի քան 5 % → ½", []),
    ],
)
def test_pictures_of_a_text(text: str, pictures: list[str]) -> None:
    found = [*find_emoji(text)]
    assert [emoji.text for emoji in found] == pictures
    assert [text[emoji.start : emoji.end] for emoji in found] == pictures


@given(st.lists(st.sampled_from([*EMOJI_DATA, "a", " ", "\ufe0e", "\u200d"]), max_size=8))
def test_places_are_in_order_and_no_emoji_is_overlooked(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = [*find_emoji(text)]
    places = [place for emoji in found for place in (emoji.start, emoji.end)]
    assert places == sorted(places)
    assert not found or may_have_emoji(text)


def test_every_fully_qualified_emoji_is_a_picture() -> None:
    for emoji, data in EMOJI_DATA.items():
        if data["status"] == 2:
            assert [found.text for found in find_emoji(emoji)] == [emoji]


@pytest.mark.parametrize(
    ("emoji", "tag", "name"),
    [
        ("🎉", "en", ("party popper", "en")),
        ("🎉", "en-GB", ("party popper", "en")),
        ("🎉", "ru", ("хлопушка", "ru")),
        ("🎉", "ja", ("クラッカー", "ja")),
        ("🎉", "hy", ("party popper", "en")),
        ("🎉", "", ("party popper", "en")),
        ("🎉", "zh-Hans", ("拉炮彩带", "zh")),
        ("🎉", "zh-TW", ("party popper", "en")),
        (FLAG, "en", ("flag: Armenia", "en")),
        (FLAG, "zh", ("旗: 亚美尼亚", "zh")),
        (FLAG, "de", ("flagge armenien", "de")),
        ("👍🏽", "en", ("thumbs up medium skin tone", "en")),
    ],
)
def test_name_is_in_the_language_of_the_text_or_in_english(
    emoji: str, tag: str, name: tuple[str, str]
) -> None:
    assert name_of(emoji, tag) == name


def test_codes_lead_to_the_form_that_is_a_picture() -> None:
    codes = emoji_by_code()
    assert (codes[":heart:"], codes[":red_heart:"], codes[":tada:"]) == ("❤️", "❤️", "🎉")
    assert all([*find_emoji(emoji)] for emoji in codes.values())
