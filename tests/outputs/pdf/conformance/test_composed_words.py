"""Words as glyphs: they look as they are set, and are found."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from helpers import need_fonts
from pdf_helpers import page_of
from PIL import ImageChops

from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.engine import record_glyphs

if TYPE_CHECKING:
    from PIL.Image import Image

TEXTS = {
    "ar": "وقال أيضًا إنّ الحقَّ لَهُ 12 **جدًّا** وقال (حقًّا) *PDF* بيروت.",
    "he": "בְּרֵאשִׁית **בָּרָא** אֱלֹהִים 12 אֵת הַשָּׁמַיִם (וְאֵת) *PDF* הָאָרֶץ.",
    "hi": "किताबें और **क्षेत्र** में विद्यार्थियों ने 12 *PDF* (श्रद्धांजलि) दी। कि*ताब*",
    "km": "ហើយការ**ធ្វើដំណើរ**ក៏ចប់ឡើងវិញ 12 *PDF* (មានរឿងជាច្រើនទៀត)។",
    "ml": "കേരള **സർക്കാർ** വിദ്യാഭ്യാസസ്ഥാപനങ്ങളിലൂടെയുള്ള 12 *PDF* (പ്രഖ്യാപിച്ചു).",
    "ta": "மொழி **கொண்டு** பாராளுமன்றத்தேர்தல்களுக்காகவும் 12 *PDF* (கௌரவம்) பெற்ற.",
    "th": "น้ำท่วม**ทำให้**จำนวนผู้ประสบภัยเพิ่มขึ้น 12 *PDF* (และคำสำคัญนี้จำเป็น)",
    "ur": (
        "حکومت نے اعلان کیا کہ **فریقین** کے درمیان معاہدہ 12 ہفتے برقرار ہے اور گھروں میں "
        "می\u200cخواہد محفوظ ہیں۔ *PDF* صحافیوں نے “بتایا”۔"
    ),
}


def render(text: str, language: str) -> pypdfium2.PdfDocument:
    page = page_of(f"# T\n\n{text}\n", language)
    return pypdfium2.PdfDocument(OUTPUTS["pdf"].render(page).content)


def text_of(document: pypdfium2.PdfDocument) -> str:
    return " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)


def picture(document: pypdfium2.PdfDocument, scale: int) -> Image:
    """Return the first page, without the differences of a fraction of a pixel at edges."""
    image: Image = document[0].render(scale=scale).to_pil().convert("L").reduce(2 * scale)
    return image


# PDFium draws letters of up to 50 pixels as bitmaps, and larger ones as outlines.
SCALES = (1, 4, 5)


@pytest.mark.parametrize("language", TEXTS)
def test_words_look_like_their_glyphs(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    need_fonts(language)
    words = render(TEXTS[language], language)
    monkeypatch.setattr(record_glyphs, "words_of", lambda *_: ())
    glyphs = render(TEXTS[language], language)
    for scale in SCALES:
        look = picture(glyphs, scale)
        ink = sum(255 - value for value in look.tobytes())
        assert ink > 50_000
        difference = ImageChops.difference(picture(words, scale), look).tobytes()
        assert max(difference) < 128
        assert sum(difference) < 0.05 * ink


def test_hundreds_of_words_are_found() -> None:
    need_fonts("ur")
    letters = "بپتثجچحخدرزسشصضطعغفقکگلمنو"
    words = ["".join(word) + "ہے" for word in islice(product(letters, repeat=3), 600)]
    assert set(words) <= set(text_of(render(" ".join(words), "ur")).split())


def test_a_word_is_one_glyph_wherever_it_is_drawn() -> None:
    need_fonts("ur")
    pages = (page_of(f"# عنوان\n\n{TEXTS['ur'] * n}\n", "ur") for n in (2, 20))
    few, many = (OUTPUTS["pdf"].render(page) for page in pages)
    assert len(many.content) < len(few.content) + 12_000


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("hi", "महत्त्वपूर्ण" * 24),
        ("hi", "विद्यार्थियों" * 8),
        ("ur", "ددددآ" * 55),
        # A character without a glyph after a letter that is drawn in pieces.
        ("ur", "لوگ\ufe0f"),
        ("hi", "\u0903\ufe0f"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "`{}`", "a[^1]\n\n[^1]: {}", "| a |\n|---|\n| {} |"])
def test_any_word_is_drawn(language: str, word: str, form: str) -> None:
    need_fonts(language)
    found = re.sub(r"[\s\u00ad\ufffe\x02-]", "", text_of(render(form.format(word), language)))
    letters = re.sub("[\ufe0f\u0903]", "", word)
    assert language == "ur" or letters in found


@pytest.mark.parametrize("style", ["letter-spacing: -20px", "font-size: 0.0000001px"])
def test_words_without_width_are_drawn(style: str) -> None:
    page = page_of("# T\n\nAny x\u0301 and y\u0301z\u0323.\n", "en")
    html = page.html.replace("</head>", f"<style>p {{ {style} }}</style></head>")
    assert OUTPUTS["pdf"].render(replace(page, html=html)).content
