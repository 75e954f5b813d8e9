"""Wiki links of Obsidian and other wikis: `[[Name]]`, `[[Name#Heading|words]]`, `![[image.png]]`.

A name is that of an article in any folder. Another note that is embedded is an include.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher.images.find import ENDINGS
from publisher.markup.links import ANYWHERE, anchor_of
from publisher.markup.spans import destination, image
from publisher.readers.site_syntax.cross_references import defined_labels, normalized_label
from publisher.readers.site_syntax.faults import left_out
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

# Neither references, links and definitions with brackets in their text, nor numbers: [[1]](x).
_LINK = re.compile(
    r"""
    (?<! [\\\[\w\])={] ) (!?) \[\[ (?! [\s^\d]+ \]\] ) (?=[^\s|])
    ([^\[\]|\n]*?) \\? (?: \| ([^\[\]\n]*) )?  # in a table, the bar is escaped
    \]\] (?! [(\[:\]] )
    """,
    re.VERBOSE,
)
_SIZE = re.compile(r"\d+(?:x\d+)?")
# Of an image in Markdown's own form, `![words|100](x.png)`.
_SIZE_OF_IMAGE = re.compile(r"(?<=!\[)([^\[\]|\n]*)\|\d+(?:x\d+)?(?=\]\()")
_COMMENT = re.compile(
    r"(?<![\w%])%%(?=[^\s%])[^%\n]*(?<=\S)%%(?![\w%])|^%%\n(?:(?!%%)[^\n]*\n)*+%%$", re.MULTILINE
)


def read_wiki_links(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write wiki links as Markdown, and leave out embedded notes."""
    text = source.text
    defined = defined_labels(text) if "[[" in text else frozenset()
    for found in _LINK.finditer(text) if "[[" in text else ():
        name, words = found[2].strip(), (found[3] or "").strip()
        if code.at(found.start()) is not None or normalized_label(name) in defined:
            continue
        if not found[1]:
            yield Change(found.start(), found.end(), _link(name, words))
        elif PurePosixPath(name).suffix.lower() in ENDINGS:
            words = "" if _SIZE.fullmatch(words) else words
            address = f"/{name}" if "/" in name else name
            yield Change(found.start(), found.end(), image(words, address))
        else:
            fault = left_out("include", found[0], source.file_line(found.start()))
            yield Change(found.start(), found.end(), "", fault=fault)
    for pattern, replacement in ((_SIZE_OF_IMAGE, r"\1"), (_COMMENT, "")):
        for found in pattern.finditer(text):
            if code.at(found.start()) is None:
                yield Change(found.start(), found.end(), found.expand(replacement))


def _link(name: str, words: str) -> str:
    """Return a link to a note or a heading in it; one to a single block leads to its note."""
    note, *headings = name.split("#")
    headings = [heading for heading in headings if not heading.startswith("^")]
    words = words or " > ".join(filter(None, (PurePosixPath(note).name, *headings)))
    anchor = anchor_of(headings[-1]) if headings else ""
    address = f"{ANYWHERE}{note}" if note else ""
    address += f"#{anchor}" if anchor else ""
    return f"[{words}]({destination(address)})" if address else words
