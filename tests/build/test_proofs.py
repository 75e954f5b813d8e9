"""Proofs: each sentence beside its own translation, in every state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pypdf
import pytest
from helpers import Project, copy_tree
from PIL import Image

from publisher.catalogues import pofile
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.editions.bilingual import pair_with_source
from publisher.editions.proof import Pair, State, Untranslatable
from publisher.pages.layout import lay_out
from publisher.pages.templates import Templates
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from publisher.catalogues.key import Key
    from publisher.editions.proof import Proof

ARTICLE = """\
---
kicker: South Caucasus
---
# A small victory

The second bridge was opened on 12 May. It took twelve years. We never gave up, *not once*[^1].

![What is seen](picture.png "The bridge")

## Section {#section}

Nobody asked. The river rose, see [above](#section) and [there](https://example.org/).

<!-- i18n: context menu -->
<!-- i18n: a button -->
Open

```python
print("not asked")
```

<!-- i18n: skip -->
- Left as it is.

[^1]: The note.
"""
BRIDGE = "The second bridge was opened on 12 May."
HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) # h\n\n</td></table>"'
TRANSLATIONS = {
    "hy": {
        BRIDGE: "Երկրորդ կամուրջը բացվեց մայիսի 12-ին։",
        "It took twelve years.": "Տասներկու տարի պահանջվեց, և մենք չհանձնվեցինք։",
        "We never gave up, *not once*[^1].": "^",
        "Section": "Բաժին",
        "Nobody asked.": HOSTILE,
        "What is seen": "Կապույտ ջուր",
    },
    "fa": {
        BRIDGE: "پل دوم در ۱۲ مه افتتاح شد.",
        "It took twelve years.": "دوازده سال طول کشید (CSTO).",
        "We never gave up, *not once*[^1].": "^",
        "Section": "بخش",
        "Nobody asked.": HOSTILE,
        "What is seen": "آب آبی",
    },
}


@dataclass(frozen=True)
class Remark:
    """Remark on a message, like a check's finding."""

    key: Key | None
    message: str
    severity: str = "error"
    check: str = "numbers"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with proofs of an article that changed after its translation."""
    project = copy_tree(tmp_path_factory.mktemp("proof") / "project")
    for file in (project.root / "seeds").iterdir():
        file.unlink()
    project.configure(["hy", "fa"])
    Image.new("RGB", (40, 20), (90, 120, 160)).save(project.root / "seeds" / "picture.png")
    project.write("seeds/bridge.md", ARTICLE)
    project.succeed("update")
    for language, known in TRANSLATIONS.items():
        project.translate("bridge", language, known.get)
        file = project.po("bridge", language)
        po = pofile.load(file)
        next(e for e in po if e.msgid == BRIDGE).tcomment = "Was it in May?"
        pofile.save(po, file)
    changed = ARTICLE.replace("The second bridge was", "The third stone bridge was")
    project.write("seeds/bridge.md", changed)
    project.succeed("update")
    project.succeed("proof")
    return project


def proof(made: Project, language: str, *remarks: Remark) -> Proof:
    project = open_project(load_config(made.root), [], [language])
    edition = project.edition("bridge", project.languages[0])
    lines = read_catalogue(made.po("bridge", language)).lines
    return pair_with_source(edition, project.config.segment, lines, remarks)


def pair(proof: Proof, start: str) -> Pair:
    return next(p for p in proof.pairs if p.sentences[0].segment.source.startswith(start))


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def written(made: Project, language: str) -> str:
    reader = pypdf.PdfReader(made.built("proof", f"bridge.{language}.pdf"))
    return letters("".join(sheet.extract_text() for sheet in reader.pages))


@pytest.mark.parametrize("language", ["hy", "fa"])
def test_proof_conforms_to_pdf_ua_by_independent_validation(made: Project, language: str) -> None:
    file = made.built("proof", f"bridge.{language}.pdf")
    report = page.validate_pdf(str(file), profile="ua1")
    assert report.is_compliant, report
    root = pypdf.PdfReader(file).root_object
    assert str(root["/Lang"]) == language


def test_file_has_both_sides_and_no_actions(made: Project) -> None:
    text = written(made, "hy")
    known = TRANSLATIONS["hy"]
    shown = ["Երկրորդ կամուրջը բացվեց", known["Section"], known["It took twelve years."]]
    shown += ["<script>alert(1)</script>[x](javascript:alert(1))#h</td></table>"]
    shown += ["The second third stone bridge was", "We never gave up, not once1."]
    shown += ['print("not asked")', "Left as it is.", "The note.", "South Caucasus"]
    shown += ["What is seen", "Կապույտ ջուր", "locales/hy/LC_MESSAGES/bridge.po"]
    shown += ["Was it in May?"]
    for words in shown:
        assert letters(words) in text, words
    reader = pypdf.PdfReader(made.built("proof", "bridge.hy.pdf"))
    notes = [n.get_object() for sheet in reader.pages for n in sheet.get("/Annots", ())]
    assert {note["/A"]["/URI"] for note in notes} == {"https://example.org/"}


def test_proof_is_reproducible_and_holds_no_local_paths(made: Project) -> None:
    file = made.built("proof", "bridge.hy.pdf")
    before = file.read_bytes()
    file.unlink()
    made.succeed("proof", "-l", "hy", TZ="Asia/Yerevan", PYTHONHASHSEED="7")
    assert file.read_bytes() == before
    assert str(made.root).encode() not in before


@pytest.mark.parametrize("language", ["hy", "fa"])
def test_each_segment_occurs_once_in_order_with_its_line(made: Project, language: str) -> None:
    found = proof(made, language)
    sentences = [sentence for p in found.pairs for sentence in p.sentences]
    document = found.edition.source
    assert [s.segment for s in sentences] == list(segments(document, "sentence"))
    assert [s.number for s in sentences] == list(range(1, len(sentences) + 1))
    assert [s.line for s in sentences] == sorted(
        read_catalogue(made.po("bridge", language)).lines.values()
    )[:-1]


def test_each_state_is_marked(made: Project) -> None:
    found = proof(made, "hy")
    fuzzy, joined = pair(found, "The third"), pair(found, "It took")
    assert (fuzzy.state, fuzzy.text) == (State.FUZZY, TRANSLATIONS["hy"][BRIDGE])
    changes = [edit for edit in fuzzy.sentences[0].edits if edit.is_change]
    assert changes == [("second", "third stone")]
    assert [s.segment.source[:7] for s in joined.sentences] == ["It took", "We neve"]
    assert joined.state is State.FINISHED
    assert (pair(found, "The river").state, pair(found, "The river").text) == (
        State.UNTRANSLATED,
        "",
    )
    left = [row for row in found.rows if isinstance(row, Untranslatable)]
    assert [len(row.pieces) for row in left] == [2]


def test_each_column_has_its_language_and_direction(made: Project) -> None:
    html = assemble_page(made, proof(made, "fa"))
    row = row_of(html, "The <del")
    assert '<html lang="fa" dir="rtl"' in html
    source, target = row.split("</td>")[:2]
    assert '<div class="source" lang="en" dir="ltr">' in source
    assert '<del class="edit">second</del> <ins class="edit">third stone</ins>' in source
    assert '<div class="target" lang="fa" dir="rtl">' in target
    assert "پل دوم" in target
    assert row_of(html, "Section").count("<h2>") == 2
    assert "menu" in row_of(html, "Open")
    assert "a button" in row_of(html, "Open")


def test_remarks_are_beside_their_sentence(made: Project) -> None:
    key = (None, "Nobody asked.")
    remarks = (Remark(key, "<b>hostile</b>"), Remark(None, "of all"), Remark((None, "?"), "gone"))
    found = proof(made, "hy", *remarks)
    assert [remark.message for remark in found.remarks] == ["of all", "gone"]
    assert found.remarked == 3
    html = assemble_page(made, found)
    assert "&lt;b&gt;hostile&lt;/b&gt; [numbers]" in row_of(html, "Nobody asked.")
    assert html.count("hostile") == 1
    assert html.index("of all") < html.index("<table>")


def assemble_page(made: Project, found: Proof) -> str:
    return lay_out(found.edition, (), Templates(made.root / "templates"), proof=found).html


def row_of(html: str, words: str) -> str:
    rows = html.partition("<tbody>")[2].split("</tr>")
    return next(row for row in rows if f">{words}" in row)


def test_failed_proof_is_reported_and_others_are_built(project: Project) -> None:
    project.configure(["fr", "de", "hy"])
    project.succeed("update")
    project.write("locales/fr/LC_MESSAGES/bridge.po", 'msgid "')
    file = project.po("bridge", "de")
    po = pofile.load(file)
    entry = po[1]
    entry.msgstr, entry.flags = "privat \ue000", ["fuzzy"]
    pofile.save(po, file)
    result = project.invoke("proof")
    assert result.returncode == 2
    complaints = result.stderr.strip().splitlines()
    assert len(complaints) == 2
    assert complaints[0].startswith("error: locales/fr/LC_MESSAGES/bridge.po:1: ")
    line = read_catalogue(file).lines[None, entry.msgid]
    assert complaints[1].startswith(f"error: locales/de/LC_MESSAGES/bridge.po:{line}: no chosen")
    made = sorted(Path(project.root, "build", "proof").iterdir())
    assert [file.name for file in made] == ["bridge.hy.pdf"]


def test_source_edition_has_no_proof(project: Project) -> None:
    assert "no article is translated into en" in project.fail("proof", "-l", "en")
