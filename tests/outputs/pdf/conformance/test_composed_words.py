"""Words as glyphs: they look as they are set, and are found."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pdf_helpers import page_of
from PIL import ImageChops

from publisher.fonts.families import lacks_fonts, own_families, package_of
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.engine import record_glyphs

if TYPE_CHECKING:
    from PIL.Image import Image

URDU = Language("ur")
TEXT = (
    "حکومت نے اعلان کیا کہ **فریقین** کے درمیان معاہدہ 12 ہفتے برقرار ہے اور گھروں میں "
    "می\u200cخواہد محفوظ ہیں۔ *PDF* صحافیوں نے “بتایا”۔"
)
pytestmark = pytest.mark.skipif(
    lacks_fonts(URDU), reason=f"{package_of(own_families(URDU))} is not installed"
)


def render(text: str) -> pypdfium2.PdfDocument:
    page = page_of(f"# صحافیوں نے بتایا\n\n{text}\n", "ur")
    return pypdfium2.PdfDocument(OUTPUTS["pdf"].render(page).content)


def picture(document: pypdfium2.PdfDocument) -> Image:
    """Return the first page, without the differences of a fraction of a pixel at edges."""
    image: Image = document[0].render(scale=4).to_pil().convert("L").reduce(8)
    return image


def test_words_look_like_their_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    words = picture(render(TEXT))
    monkeypatch.setattr(record_glyphs, "words_of", lambda *_: ())
    glyphs = picture(render(TEXT))
    ink = sum(255 - value for value in glyphs.tobytes())
    assert ink > 50_000
    difference = ImageChops.difference(words, glyphs).tobytes()
    assert max(difference) < 64
    assert sum(difference) < 0.03 * ink


def test_more_words_than_a_font_can_have_are_found() -> None:
    letters = "بپتثجچحخدرزسشصضطعغفقکگلمنو"
    words = [
        "".join(letters) + "ہے" for letters in islice(product(letters, letters, letters), 600)
    ]
    document = render(" ".join(words))
    found = " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert set(words) <= set(found.split())


def test_a_word_is_a_character_wherever_it_is_drawn() -> None:
    few, many = (OUTPUTS["pdf"].render(page_of(f"# عنوان\n\n{TEXT * n}\n", "ur")) for n in (2, 20))
    assert len(many.content) < len(few.content) + 12_000
