"""External references of MyST: `[words](wiki:Bridge)`, `[](doi:10.5281/zenodo.6476040)`.

See https://mystmd.org/guide/external-references.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.markup.fault import SourceFault
from publisher.markup.spans import destination, escaped
from publisher.readers.site_syntax.labels import words_of
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

# The sites of schemes; those of other projects, `xref:`, only the site's configuration names.
_SITES = MappingProxyType(
    {
        "doi": "https://doi.org/",
        "ror": "https://ror.org/",
        "rrid": "https://scicrunch.org/resolver/RRID:",
        "wiki": "https://en.wikipedia.org/wiki/",
    }
)
_REFERENCE = re.compile(
    r"(?<!\\)(?:!?\[(?P<words>(?:[^\[\]\\\n]|\\.){0,300})\]\(|<)"
    rf"(?P<scheme>{'|'.join(_SITES)}|xref):(?P<name>[^\s()<>]+)(?(words)\)|>)"
)


def read_external_references(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write references as links, and report those to other projects."""
    for found in _REFERENCE.finditer(source.text):
        if code.at(found.start()) is not None:
            continue
        scheme, name, words = found["scheme"], found["name"], found["words"] or ""
        if scheme in _SITES:
            words = words or escaped(name.replace("_", " ") if scheme == "wiki" else name)
            link = f"[{words}]({destination(_SITES[scheme] + name)})"
            yield Change(found.start(), found.end(), link)
            continue
        words = words or escaped(words_of(re.split("[#/]", name)[-1] or name))
        problem = (
            "leads to another project, which only its site knows, and has words; write a link"
        )
        message = f"the reference to {f'xref:{name}'!r} {problem}"
        fault = SourceFault("dead-link", message, source.file_line(found.start()))
        yield Change(found.start(), found.end(), words, fault=fault)
