"""Images with attribute lists: `![Caption](x.png){fig-alt="What it shows"}` of Pandoc and Quarto.

Where the list has a description, the text in brackets is the caption.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.attribute_list import ATTRIBUTES, NAME, parse_attributes
from publisher.markup.spans import escaped, quoted_title
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_LINE_END = r"\n(?![ \t]*\n)"
_NESTED = rf"\[(?:[^\[\]\\\n]|\\.|{_LINE_END}){{0,2000}}+\]"
IMAGE = re.compile(
    rf"(?<!\\)!\[((?:[^\[\]\\\n]|\\.|{_LINE_END}|{_NESTED}){{0,3000}}+)\]"
    rf"\(((?:[^()\n]|\([^()\n]*\)|{_LINE_END}){{0,2000}}+)\)({ATTRIBUTES})"
)
_TARGET = re.compile(
    r"""\s*(<[^<>\n]*>|\S*)(?:\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'))?\s*""", re.DOTALL
)


def describe_images(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that read the name, description and caption in the lists of images."""
    text = source.text
    if "){" not in text:
        return
    for found in IMAGE.finditer(text):
        target = _TARGET.fullmatch(found[2])
        if target is not None and code.at(found.start()) is None:
            yield Change(found.start(), found.end(), _image(found, target))


def _image(found: re.Match[str], target: re.Match[str]) -> str:
    """Return an image in Markdown, after the place that links lead to."""
    name, _, values = parse_attributes(found[3])
    words, title = found[1], re.sub(r"\\([\"'\\])", r"\1", target[2] or target[3] or "")
    described = values.get("fig-alt") or values.get("alt")
    caption = values.get("fig-cap") or (words if described else "") or title
    description = escaped(described) if described else words or escaped(caption)
    place = f'<a id="{name}"></a>' if name and NAME.fullmatch(name) else ""
    ending = quoted_title(" ".join(caption.split())) if caption.strip() else ""
    return f"{place}![{' '.join(description.split())}]({target[1]}{ending})"
