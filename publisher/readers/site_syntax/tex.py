r"""TeX in Markdown: formulas in `\[ … \]` and `\( … \)`, and commands of Pandoc's raw TeX.

Hugo's passthrough and MkDocs' arithmatex read the formulas. A bracket after a backslash is a
bracket in Markdown too, so only what is certainly a formula is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_LINE_END = r"\n(?![ \t>]*\n)"
_FORMULA = re.compile(
    rf"(?<!\\)(?:\\\\?\[(?P<block>(?:[^\\\n$]|\\(?!\\?\])[^\n\[]|{_LINE_END}){{1,5000}}+)\\\\?\](?!\()"
    rf"|\\\\?\((?P<span>(?:[^\\\n$]|\\(?!\\?\))[^\n(]|{_LINE_END}){{1,1000}}+)\\\\?\))"
)
_IS_FORMULA = re.compile(r"\\[A-Za-z]+|\^|(?<![A-Za-z0-9])[A-Za-z]_[\w{]|[)}\]]_")
# Commands for printed books alone; arguments may hold a pair of braces.
_INVISIBLE = re.compile(
    r"(?<!\\)\\(?:(?:index|label|vspace\*?|hspace\*?|thispagestyle|pagestyle|setcounter)"
    r"(?:\{(?:[^{}\n]|\{[^{}\n]*\})*+\})++"
    r"|(?:noindent|clearpage|newpage|pagebreak|bigskip|medskip|smallskip|frontmatter|mainmatter"
    r"|backmatter|appendix|centering|hfill|vfill|par)(?![A-Za-z])(?:\{\})?)"
)
_NAMES = re.compile(r"(?<!\\)\\(La|Xe|XeLa|LuaLa|Bib)?TeX(?![A-Za-z])(?:\{\}|\\(?= ))?")
_DOTS = re.compile(r"(?<!\\)\\(?:ldots|dots|textellipsis)(?![A-Za-z])(?:\{\})?")


def read_formulas(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write formulas between dollars."""
    text = source.text
    if "\\[" not in text and "\\(" not in text:
        return
    for found in _FORMULA.finditer(text):
        formula = (found["block"] or found["span"]).strip()
        if code.at(found.start()) is not None or not _IS_FORMULA.search(formula):
            continue
        start, end = source.line_bounds(found.start())
        is_alone = not text[start : found.start()].strip() and text[
            found.end() : max(source.line_bounds(found.end())[1], end)
        ].strip() in {"", "."}
        if found["block"] and is_alone:
            indent = text[start : found.start()]
            lines = "\n".join(f"{indent}{line.strip()}" for line in formula.split("\n"))
            written = f"$$\n{lines}\n{indent}$$"
        else:
            written = f"${' '.join(formula.split())}$"
        yield Change(found.start(), found.end(), written)


def read_commands(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that read TeX commands of a book in Pandoc's Markdown."""
    text = source.text
    for pattern in (_INVISIBLE, _NAMES, _DOTS):
        for found in pattern.finditer(text):
            if code.at(found.start()) is None:
                words = "…" if pattern is _DOTS else found[0].strip("\\{} ")
                yield Change(found.start(), found.end(), "" if pattern is _INVISIBLE else words)
