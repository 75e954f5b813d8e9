r"""Typeset formulas: LaTeX to SVG, by ziamath in the typeface STIX Two Math.

A formula takes the colour of the text around it (`currentColor`). LaTeX is untrusted: a formula
has few characters, a bounded size and plain colours.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from publisher.base.errors import PublisherError
from publisher.base.guard import library_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

_MOST_CHARACTERS = 2000  # some take 5 ms each
_MOST_EMS = 200  # of width or height
_UNITS = 100  # in an em, of the SVG
# Times the size of the text: so letters are as high as those of Noto Serif (0.536 and 0.473 em).
_SCALE = 1.12
# Names and numbers of equations; a name has no meaning here.
_NAME = re.compile(r"\\(?:label\{[^{}]*\}|(?:nonumber|notag)(?![A-Za-z]))")
_NUMBER = re.compile(r"\\tag\*?\{([^{}]*)\}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_SIGNS = frozenset("+-\u2212\u00b1\u2213")  # and minus, plus-minus, minus-plus
_CLOSING = frozenset(")]}|\u27e9\u2016!")
# Text in MathML of the library, which escapes neither LaTeX nor XML there, but inserts references.
_TEXT = re.compile(r"(?<=<mtext)([^<>]*>)(.*?)(?=</mtext>)", re.DOTALL)
_ESCAPED = re.compile(r"\\([&%#$_{}])")
_AMPERSAND = re.compile("&(?!#x[0-9A-F]{1,6};)")
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_COLOUR = re.compile(r"#?\w+|rgba?\([\d.,% ]+\)")


@dataclass(frozen=True)
class Formula:
    """A typeset formula, measured in ems of the text around it.

    - `shapes`: content of its SVG element
    - `view_box`: the `viewBox` of that element
    - `depth`: how far it reaches below the baseline; negative if it ends above
    """

    shapes: str
    view_box: str
    width: float
    depth: float


@lru_cache(maxsize=4096)
def typeset(latex: str, *, display: bool = False) -> Formula:
    """Typeset a formula in LaTeX, for a line of text or for `display` by itself.

    Raises PublisherError with the reason why a formula cannot be typeset.
    """
    if len(latex) > _MOST_CHARACTERS:
        raise PublisherError(f"it is longer than {_MOST_CHARACTERS} characters")
    _refuse_unbalanced_braces(latex)
    written = _NUMBER.sub(r"\\qquad\\text{(\1)}", _NAME.sub("", latex))
    with library_errors(_explain):
        ziamath = _library()
        mathml = _TEXT.sub(_xml_text, ziamath.tex.tex2mml(written, inline=not display))
        tree = ET.fromstring(mathml)  # noqa: S314 - the library's own
        tree.set("mathcolor", "currentColor")
        _mark_signs(tree)
        math = ziamath.Math(tree, size=_UNITS)
        _refuse_unknown_text(tree, math.font.glyphindex)
        shapes, box = list(math.svgxml()), math.node.bbox
    width, height = box.xmax - box.xmin, box.ymax - box.ymin
    if min(width, height) <= 0:
        raise PublisherError("it draws nothing")
    if max(width, height) > _MOST_EMS * _UNITS:
        raise PublisherError(f"it is larger than {_MOST_EMS} em")
    _refuse_addresses(shapes)
    return Formula(
        shapes="".join(ET.tostring(shape, encoding="unicode") for shape in shapes),
        view_box=" ".join(f"{value:.1f}" for value in (box.xmin, -box.ymax, width, height)),
        width=round(width / _UNITS * _SCALE, 3),
        depth=round(-box.ymin / _UNITS * _SCALE, 3),
    )


@cache
def _library() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of importlib.resources.path
        import ziamath  # noqa: PLC0415 - slow to import, and few articles have formulas
    from ziamath.config import config  # noqa: PLC0415 - likewise

    config.svg2 = False  # glyphs are paths, without ids that a page would repeat
    config.precision = 1
    return ziamath


def _refuse_unbalanced_braces(latex: str) -> None:
    depth = 0
    for brace in _BRACE.findall(latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            break
    if depth:
        raise PublisherError("its braces do not match")


def _xml_text(found: re.Match[str]) -> str:
    """Return a text of a formula as XML, without the backslashes of LaTeX."""
    attributes, latex = found.groups()
    text = _AMPERSAND.sub("&amp;", _ESCAPED.sub(r"\1", latex))
    return attributes + text.replace("<", "&lt;")


def _mark_signs(tree: ET.Element) -> None:
    """Mark each plus and minus after another operator as a sign, which has no space after it.

    The library sees signs only at the start of an expression.
    """
    for row in tree.iter():
        for before, operator in pairwise(row):
            is_operator = before.tag == operator.tag == f"{_MATHML}mo"
            if is_operator and operator.text in _SIGNS and before.text not in _CLOSING:
                operator.set("form", "prefix")


def _refuse_unknown_text(tree: ET.Element, glyph_of: Callable[[str], int]) -> None:
    """Raise PublisherError for a command left as text, and for a character without a glyph."""
    for text in filter(None, (element.text for element in tree.iter())):
        if re.match(r"\\[A-Za-z]", text):
            raise PublisherError(f"there is no command {text}")
        if missing := next((c for c in text if not (c.isspace() or glyph_of(c))), None):
            raise PublisherError(f"its font has no {missing!r}")


def _refuse_addresses(shapes: Iterable[ET.Element]) -> None:
    """Raise PublisherError for a colour that would load something."""
    for shape in shapes:
        for name in ("fill", "stroke"):
            if not _COLOUR.fullmatch(colour := shape.get(name, "none")):
                raise PublisherError(f"{colour!r} is no colour")


def _explain(error: Exception) -> PublisherError:
    """Return the name of an exception of LaTeX's parser in words, such as DoubleSuperscripts."""
    if isinstance(error, RecursionError):
        return PublisherError("it is nested too deeply")
    if not type(error).__module__.startswith("latex2mathml"):
        return PublisherError("its LaTeX is not understood")
    name = type(error).__name__.removesuffix("Error")
    return PublisherError(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower())
