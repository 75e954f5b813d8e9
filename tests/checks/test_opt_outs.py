"""Opt-outs: comments in a catalogue that switch a check off for one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import LAST_SENTENCE, findings_of, translate_article, update_catalogues

from publisher.catalogues.po_scanner import scan_entries

if TYPE_CHECKING:
    from helpers import Project


def test_lines_are_those_of_the_wrapped_file() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n#. paragraph\n# ignore-number, ignore-link\n'
        'msgctxt "a"\nmsgid ""\n"Long "\n"text"\nmsgstr ""\n"Texte "\n"long"\n\n'
        '#, fuzzy, ignore-term\nmsgid "Long text"\nmsgstr "Texte long"\n\n'
        '#~ msgid "gone"\n#~ msgstr "parti"\n'
    )
    entries = scan_entries(text)
    assert list(entries) == [(None, ""), ("a", "Long text"), (None, "Long text")]
    assert [entry.line for entry in entries.values()] == [2, 11, 17]
    assert entries["a", "Long text"].opt_outs == {"number": 6, "link": 6}
    assert entries[None, "Long text"].opt_outs == {"term": 15}
    assert entries[None, "Long text"].fuzzy


@pytest.mark.parametrize("written", ["# ignore-number", "#, ignore-number"])
def test_message_opts_out_and_gettext_keeps_it(project: Project, written: str) -> None:
    translate_article(project, last="Le second pont est prévu pour 2072.")
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(f'msgid "{LAST_SENTENCE}"', f'{written}\nmsgid "{LAST_SENTENCE}"')
    )
    assert findings_of(project) == []
    update_catalogues(project)
    assert "# ignore-number\n" in file.read_text(encoding="utf-8")
    assert findings_of(project) == []
    file.write_text(file.read_text(encoding="utf-8").replace("ignore-number", "ignore-nubmer"))
    assert {f.check for f in findings_of(project)} == {"number", "opt-out"}
