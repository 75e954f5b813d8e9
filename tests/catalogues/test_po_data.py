"""Parsed catalogues as data: what comes back is what was parsed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from publisher.catalogues import pofile
from publisher.catalogues.po_data import data_of, entries_from, from_data

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-²: a\\n"\n'
ENTRIES = (
    'msgid "One"\nmsgstr ""\n',
    'msgctxt "menu"\nmsgid "One"\nmsgstr "Un\\t“\\"”\\\\"\n',
    '# a note\n#\n# lines\n#. paragraph\n#. from b, 100%\n#: a.c:1 b.c\nmsgid "A"\nmsgstr "B"\n',
    '#, fuzzy, c-format\n#| msgctxt "x"\n#| msgid "Old"\nmsgid "New %d"\nmsgstr "Neuf %d"\n',
    'msgid "Day"\nmsgid_plural "Days"\nmsgstr[0] "Jour"\nmsgstr[1] "Jours"\n',
    '#, fuzzy\n#~| msgid "Was"\n#~ msgid "Gone"\n#~ msgstr "Parti"\n',
    'msgid "\\n"\n"Line\\n"\nmsgstr "\\nLigne\\n"\n',
)


@pytest.mark.parametrize("header", [HEADER, f"# x\n#, fuzzy\n{HEADER}"])
@pytest.mark.parametrize("entries", [(), ENTRIES, *((entry,) for entry in ENTRIES)])
def test_a_catalogue_is_the_same_from_its_data(
    tmp_path: Path, header: str, entries: tuple[str, ...]
) -> None:
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    file = tmp_path / "a.po"
    file.write_text("\n".join([header + plural, *entries]), encoding="utf-8")
    po = pofile.load(file)
    data = json.loads(json.dumps(data_of(po)))
    found = from_data(data)
    assert str(found) == str(po)
    assert list(map(vars, found)) == list(map(vars, po))
    assert list(map(vars, entries_from(data))) == list(map(vars, po))
    assert pofile.canonical(found, file) == pofile.canonical(po, file)
