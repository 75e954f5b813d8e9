"""WeasyPrint is loaded without rarely used modules, and imports them when it needs them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycparser
import pyphen
import pytest
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

PRELOAD = OUTPUTS["pdf"].preload or ""
RARELY_USED = {"fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib.instancer"}


@pytest.fixture(autouse=True)
def _own_fork_server() -> None:
    """Stop the process's fork server: another test may have started it without the preload.

    It is killed: it would not end by itself while another process holds its pipe.
    """
    server: Any = forkserver._forkserver  # noqa: SLF001 - there is no public way
    if (pid := server._forkserver_pid) is not None:  # noqa: SLF001 - likewise
        os.kill(pid, signal.SIGKILL)
    server._stop()  # noqa: SLF001 - likewise


def run_in_worker(work: Callable[[], None]) -> None:
    with WorkerPool(1, Limits(), PRELOAD) as workers:
        workers.submit(work).result()


def render_first_page() -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("declarations of C are parsed")

    pycparser.CParser.parse = refuse
    for name in RARELY_USED:  # this module imports some of them
        sys.modules.pop(name, None)
    before = set(sys.modules)
    html = "<html lang=en><title>A</title><h1>A title</h1><p>Words and <i>more</i> words."
    style = "<style>* { font-family: Noto Serif; hyphens: auto }</style>"
    page = Page(f"{style}{html}", ("Noto Serif",))
    assert OUTPUTS["pdf"].render(page).content.startswith(b"%PDF")
    assert set(sys.modules) - before == set()


def test_first_page_imports_and_parses_nothing() -> None:
    run_in_worker(render_first_page)


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


def use_rare_modules() -> None:
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
    assert set(sys.modules) >= RARELY_USED


def test_rarely_used_modules_are_imported_by_their_first_call() -> None:
    run_in_worker(use_rare_modules)


def divide_armenian() -> str:
    return str(pyphen.Pyphen(lang="hy").inserted("հանրապետություն"))


def test_worker_hyphenates_by_rule() -> None:
    with WorkerPool(1, Limits(), PRELOAD) as workers:
        assert workers.submit(divide_armenian).result() == "հան-րա-պե-տու-թյուն"


class UsesModuleDuringImport:
    """A WeasyPrint that does more with a rarely used module than to call its functions."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        if name == "weasyprint.pdf.fonts":
            assert import_module("fontTools.subset").__file__
        return None


def load_with_plain_import() -> None:
    sys.meta_path.insert(0, UsesModuleDuringImport())
    load_pdf()
    assert sys.modules["weasyprint.pdf.fonts"].subset is sys.modules["fontTools.subset"]


def test_plain_import_is_the_fallback() -> None:
    program = f"import {Path(__file__).stem} as test; test.load_with_plain_import()"
    subprocess.run((sys.executable, "-c", program), cwd=Path(__file__).parent, check=True)


COUNT_SEARCHES = """
import ctypes.util
from cffi import FFI
searched, plain = [], ctypes.util.find_library
ctypes.util.find_library = own = lambda name: searched.append(name) or plain(name)
dlopen = FFI.dlopen
def picky(self, name, *flags):
    if {picky} and ctypes.util.find_library is not own:
        raise OSError("no such name")
    return dlopen(self, name, *flags)
FFI.dlopen = picky
from publisher.outputs.pdf.load import load_pdf
load_pdf()
assert ctypes.util.find_library is own
print(len(searched))
"""


@pytest.mark.parametrize("picky", [False, True])
def test_find_library_is_called_only_if_plain_names_fail(picky: bool) -> None:
    result = subprocess.run(
        (sys.executable, "-W", "error", "-c", COUNT_SEARCHES.format(picky=picky)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert (int(result.stdout) > 0) is picky
