"""WeasyPrint is loaded without what it seldom needs, and has that where it needs it."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pycparser
import pyphen
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from publisher.base.limits import Limits
from publisher.base.workers import WorkerPool
from publisher.fonts.installed import faces
from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.load import load_pdf
from publisher.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

WARM = OUTPUTS["pdf"].warm or ""
SELDOM = {"fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib.instancer"}


def in_a_worker(work: Callable[[], None]) -> None:
    with WorkerPool(1, Limits(), WARM) as workers:
        workers.submit(work).result()


def first_page() -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("declarations of C are parsed")

    pycparser.CParser.parse = refuse
    for name in SELDOM:  # of those, this module imports some
        sys.modules.pop(name, None)
    before = set(sys.modules)
    html = "<html lang=en><title>A</title><h1>A title</h1><p>Words and <i>more</i> words."
    style = "<style>* { font-family: Noto Serif; hyphens: auto }</style>"
    page = Page(f"{style}{html}", ("Noto Serif",))
    assert OUTPUTS["pdf"].render(page).content.startswith(b"%PDF")
    assert set(sys.modules) - before == set()


def test_the_first_page_finds_all_that_it_needs() -> None:
    in_a_worker(first_page)


def variable_font() -> TTFont:
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef"])
    font.setupCharacterMap({})
    font.setupGlyf({".notdef": Glyph()})
    font.setupHorizontalMetrics({".notdef": (500, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "A", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    font.setupGvar({".notdef": []})
    return font.font


def seldom_needed() -> None:
    fonts, text = import_module("weasyprint.pdf.fonts"), import_module("weasyprint.text.fonts")
    static = fonts.instantiateVariableFont(variable_font(), {"wght": 500}, static=True)
    assert "fvar" not in static
    packed, unpacked = BytesIO(), BytesIO()
    font = TTFont(faces(["Noto Serif"])[0].file)
    font.flavor = "woff2"
    font.save(packed)
    packed.seek(0)
    text.woff2.decompress(packed, unpacked)
    assert TTFont(unpacked).getBestCmap() == font.getBestCmap()
    subset = import_module("fontTools.subset")
    assert type(fonts.subset.Options()) is subset.Options
    assert set(sys.modules) >= SELDOM


def test_what_is_seldom_needed_is_there_when_it_is() -> None:
    in_a_worker(seldom_needed)


def armenian_divided() -> str:
    return str(pyphen.Pyphen(lang="hy").inserted("հանրապետություն"))


def test_a_worker_divides_words_by_rule() -> None:
    with WorkerPool(1, Limits(), WARM) as workers:
        assert workers.submit(armenian_divided).result() == "հան-րա-պե-տու-թյուն"


class NeedsItAtOnce:
    """Like a WeasyPrint that does more with a module than to call what is in it."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        if name == "weasyprint.pdf.fonts":
            assert import_module("fontTools.subset").__file__
        return None


def load_otherwise() -> None:
    sys.meta_path.insert(0, NeedsItAtOnce())
    load_pdf()
    assert sys.modules["weasyprint.pdf.fonts"].subset is sys.modules["fontTools.subset"]


def test_weasyprint_is_loaded_as_it_loads_itself_where_the_quick_way_fails() -> None:
    program = "import test_loading; test_loading.load_otherwise()"
    subprocess.run((sys.executable, "-c", program), cwd=Path(__file__).parent, check=True)
