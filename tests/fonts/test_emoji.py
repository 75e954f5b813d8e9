"""The font of emoji: its layout without pictures, and its pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from helpers import need_emoji, need_fonts
from PIL import Image

from publisher.base.errors import PublisherError
from publisher.fonts.emoji import EMOJI, layout_face, picture_of
from publisher.fonts.families import missing_families
from publisher.fonts.installed import faces

if TYPE_CHECKING:
    from publisher.fonts.installed import Face


@pytest.fixture
def face() -> Face:
    need_emoji()
    [face] = faces((EMOJI,))
    return layout_face(face)


def test_face_for_layout_has_the_characters_and_widths_and_draws_nothing(face: Face) -> None:
    own, original = TTFont(BytesIO(face.read())), TTFont(face.file)
    assert own.getBestCmap() == original.getBestCmap()
    assert own["hmtx"].metrics == original["hmtx"].metrics
    assert own.reader["GSUB"] == original.reader["GSUB"]
    glyph = own["glyf"][own.getBestCmap()[ord("🎉")]]
    [start, end] = glyph.coordinates
    assert start[0] == 0 and end[0] == own["hhea"].advanceWidthMax  # noqa: PT018 - one contour
    assert "CBDT" not in own
    assert face.family == "emoji"


def test_the_same_face_has_the_same_bytes(face: Face) -> None:
    [original] = faces((EMOJI,))
    assert layout_face(original).read() == face.read()


def test_picture_is_about_as_large_as_the_text(face: Face) -> None:
    font = TTFont(BytesIO(face.read()))
    picture = picture_of(face.read(), font.getGlyphID(font.getBestCmap()[ord("🎉")]))
    assert picture is not None
    with Image.open(BytesIO(picture.png)) as image:
        assert image.width / image.height == pytest.approx(picture.width / picture.height)
    assert 1 <= picture.height <= 1.3
    assert 0.8 <= picture.ascent <= 1
    assert picture_of(face.read(), 0) is None


def test_a_font_without_bitmaps_is_refused() -> None:
    need_fonts("en")
    [regular, *_] = faces(("Noto Serif",))
    with pytest.raises(PublisherError, match=r"NotoSerif-Regular.ttf has no bitmaps \(CBDT\)"):
        layout_face(regular)


def test_the_font_of_an_emoji_is_missing_or_it_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for present, expected in ((False, (EMOJI,)), (True, ())):
        monkeypatch.setattr(
            "publisher.fonts.families.is_installed", lambda *_, present=present: present
        )
        assert missing_families("🎉") == expected
        assert missing_families("\u20e3") == expected
