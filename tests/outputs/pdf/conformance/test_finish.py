"""Conformance of PDFs: structure tree, text, metadata, attachments."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
import weasyprint
from helpers import PROFILES, Project, copy_tree, failures, need_poppler
from pdf_helpers import page_of
from PIL import Image

from publisher.base.errors import PublisherError
from publisher.outputs import OUTPUTS
from publisher.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPTS = (
    *("Armenian", "Devanagari", "Thai", "Bengali", "Tamil"),
    *("Kannada", "Malayalam", "Sinhala"),
)
FAMILIES = (
    "Noto Serif",
    *(f"Noto Serif {script}" for script in SCRIPTS),
    *("Noto Naskh Arabic", "Noto Nastaliq Urdu"),
)


def test_weasyprint_is_the_version_that_the_finisher_supports() -> None:
    assert weasyprint.__version__ == "70.0"


def render(tmp_path: Path, body: str, style: str = "", language: str = "en") -> Path:
    families = ", ".join(f'"{name}"' for name in FAMILIES)
    page = (
        f'<html lang="{language}"><title>t</title><style>body {{ font-family: {families} }}'
        f" {style}</style><body>{body}"
    )
    file = tmp_path / "page.pdf"
    file.write_bytes(OUTPUTS["pdf"].render(Page(page, FAMILIES)).content)
    return file


def copied(file: Path) -> str:
    """Return the text that pdftotext extracts, lines joined as in the search of a viewer."""
    need_poppler("pdftotext")
    result = subprocess.run(
        ("pdftotext", str(file), "-"), capture_output=True, text=True, check=True
    )
    return " ".join(result.stdout.replace("\u00ad\n", "").split())


def extracted(file: Path) -> str:
    """Return the text that pypdf extracts, which ignores the positions of letters."""
    return "".join(sheet.extract_text() for sheet in pypdf.PdfReader(file).pages)


def elements(node: Any, language: str = "") -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401 - pypdf's
    """Yield each element of a structure tree: its type, language and dictionary."""
    node = node.get_object()
    language = node.get("/Lang", language)
    if "/S" in node:
        yield node["/S"], language, node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), dict) and kid.get_object().get("/Type") == "/StructElem":
            yield from elements(kid, language)


def structure(file: Path) -> list[tuple[str, str, Any]]:
    root: Any = pypdf.PdfReader(file).root_object
    return list(elements(root["/StructTreeRoot"]["/K"][0], str(root["/Lang"])))


def kinds(file: Path) -> list[str]:
    return [kind.removeprefix("/") for kind, _, _ in structure(file)]


NARROW = "p { width: 9em; hyphens: auto; text-align: justify }"


@pytest.mark.parametrize(
    ("language", "text", "style"),
    [
        ("en", "Her mother-in-law announced an extraordinary misunderstanding " * 3,
         "p { width: 11em }"),
        ("ru", "Когда-нибудь достопримечательности покажут путешественникам " * 3, ""),
        ("hy", "Հա\u00adյաս\u00adտա\u00adնի Հան\u00adրա\u00adպե\u00adտու\u00adթյուն " * 4,
         "p { hyphenate-character: '֊' }"),
        # Without a hyphen that is seen, after letters of one glyph and of several.
        ("ta", "எல்லாவற்றையும் மக்களுக்கு அறிவிக்கப்பட்டுள்ளதாலும் " * 3,
         "p { hyphenate-character: '\\2060' }"),
        ("kn", "ಸ್ವಾತಂತ್ರ್ಯಗಳನ್ನು ವಿದ್ಯಾರ್ಥಿಗಳಿಗಾಗಿ ಘೋಷಿಸುವುದರಿಂದಲೂ " * 3,
         "p { hyphenate-character: '\\2060' }"),
    ],
)  # fmt: skip
def test_words_divided_at_line_ends_are_copied_without_hyphen(
    tmp_path: Path, language: str, text: str, style: str
) -> None:
    file = render(tmp_path, f"<h1>t</h1><p>{text}", NARROW + style, language)
    words = " ".join(text.replace("\u00ad", "").split())
    assert "\u00ad" in extracted(file)  # without a divided word the test proves nothing
    # pdftotext drops every hyphen-minus at a line end, the author's too.
    assert copied(file).replace("-", "") == f"t {words}".replace("-", "")


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "֊"])
def test_a_hyphen_of_the_author_is_kept(tmp_path: Path, hyphen: str) -> None:
    text = f"mother{hyphen}in{hyphen}law " * 6
    style = f"p {{ width: 6em; hyphens: auto; hyphenate-character: '{hyphen}' }}"
    # Not pdftotext, which drops every hyphen-minus at a line end.
    assert extracted(render(tmp_path, f"<h1>t</h1><p>{text}", style)).count(hyphen) == 12


@pytest.mark.parametrize(
    "text",
    [
        "हिन्दी में किताब और कर्म, क्षेत्र का निर्णय। मंत्री ने कहा कि सरकार",
        "বাংলাদেশের প্রধানমন্ত্রী কি",
        "2023\u00a0г. и 2024 г.",
    ],
)
def test_glyphs_with_several_texts_are_copied_as_written(tmp_path: Path, text: str) -> None:
    file = render(tmp_path, f"<h1>t</h1><p>{text}")
    bare = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", extracted(file)) == f"t{bare}"
    assert re.sub(r"\s", "", copied(file)) == f"t{bare}"


@pytest.mark.parametrize(
    "text",
    [
        "น้ำท่วมทำให้จำนวนสำคัญ",
        "தமிழ் மொழி கொண்டு போய் கௌரவம் ஔவையார்",
        "বাংলাদেশের কোথায় নৌকা র‍্যাব",
        "ಸೋಮವಾರ ಕೊಂಡ ಶ್ರೀ",
        "കൊണ്ട് പ്രഖ്യാപിച്ചു തിങ്കളാഴ്ച",
        "කොටස ශ්‍රී ලංකා",
    ],
)
def test_glyphs_that_share_a_text_are_copied_as_it(tmp_path: Path, text: str) -> None:
    file = render(tmp_path, f"<h1>t</h1><p>{text}")
    assert not [found for profile in PROFILES for found in failures(file, profile)]
    assert re.sub(r"\s", "", copied(file)) == "t" + re.sub(r"\s", "", text)


def test_persian_words_are_copied_with_their_joiners(tmp_path: Path) -> None:
    text = "دولت می‌خواهد نامه‌ها را به نویسنده‌ها برگرداند و خانه‌های روستایی را نمی‌فروشد"
    file = render(tmp_path, f"<h1>t</h1><p dir=rtl>{text}", language="fa")
    words = re.sub("[\u202a-\u202e]", "", copied(file)).split()
    assert words == ["t", *text.split()]


def test_ligatures_from_right_to_left_are_copied_in_reading_order(tmp_path: Path) -> None:
    file = render(tmp_path, "<h1>t</h1><p dir=rtl>والحمد لله والإسلام", language="ar")
    assert "والحمد لله والإسلام" in copied(file)


def test_urdu_is_copied_without_placeholders(tmp_path: Path) -> None:
    text = "حکومت نے اعلان کیا کہ فریقین کے درمیان معاہدہ برقرار ہے"
    style = "p { font-family: 'Noto Nastaliq Urdu' }"
    file = render(tmp_path, f"<h1>t</h1><p dir=rtl>{text}", style, "ur")
    letters = re.sub("[\u202a-\u202e\\s]", "", copied(file))
    assert sorted(letters) == sorted("t" + re.sub(r"\s", "", text))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("text", ["น้ำท่วมกรุงเทพฯ ที่นี่", "தமிழ் மொழி கொண்டு போய்", "हिन्दी में"])
def test_every_glyph_has_a_text(tmp_path: Path, text: str, profile: str) -> None:
    assert not failures(render(tmp_path, f"<h1>t</h1><p>{text}"), profile)


def test_a_paragraph_across_columns_and_pages_is_one_element(tmp_path: Path) -> None:
    style = "@page { size: 8cm 6cm } div { columns: 2 } p { hyphens: auto; margin: 0 }"
    file = render(tmp_path, f"<h1>t</h1><div><p>{'words and words ' * 60}</div>", style)
    assert len(pypdf.PdfReader(file).pages) > 1
    assert kinds(file) == ["Document", "H1", "Div", "P"]
    assert not [found for profile in PROFILES for found in failures(file, profile)]


def test_lists_tables_and_notes_have_structure_types_and_attributes(tmp_path: Path) -> None:
    body = """<h1>t</h1><ol><li>one<ul><li>inner</ul><li><p>two</ol>
        <dl><dt>term<dd>meaning</dl>
        <table><thead><tr><th>head<th></thead><tbody><tr><th>row<td></tbody></table>
        <p>x<sup><a role=doc-noteref href="#n">1</a></sup>
        <section role=doc-endnotes><ol><li id=n><p>note</ol></section>"""
    item = ["LI", "Lbl", "LBody"]
    table = ["Table", "THead", "TR", "TH", "TH", "TBody", "TR", "TH", "TD"]
    note = ["P", "Reference", "Link", "Sect", "Div", "Note", "Lbl", "P"]
    lists = ["L", *item, "L", *item, *item, "P", "L", *item]
    assert kinds(render(tmp_path, body)) == ["Document", "H1", *lists, *table, *note]
    found = structure(tmp_path / "page.pdf")
    scopes = [node["/A"]["/Scope"] for kind, _, node in found if kind == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row"]
    numberings = [node["/A"]["/ListNumbering"] for kind, _, node in found if kind == "/L"]
    assert numberings == ["/Decimal", "/Circle", "/None"]


def test_contents_of_a_report_are_references_to_its_sections(tmp_path: Path) -> None:
    text = "---\nlayout: report\n---\n# Title\n\n## One\n\nText.\n\n## Two\n\nText."
    file = tmp_path / "page.pdf"
    file.write_bytes(OUTPUTS["pdf"].render(page_of(text, "en")).content)
    found = kinds(file)
    item = ["TOCI", "Reference", "Link"]
    start = found.index("TOC")
    assert found[start - 2 : start + 7] == ["Sect", "P", "TOC", *item, *item]
    assert not [failure for profile in PROFILES for failure in failures(file, profile)]


def test_links_of_notes_say_where_they_lead(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path / "project")
    tree.write("seeds/note.md", "# Title\n\nText[^1] and text.[^1]\n\n[^1]: A note.\n")
    tree.succeed("pdf", "--slug", "note")
    names = {}
    for folder, language in (("pdf", "en"), ("draft", "ru")):
        reader = pypdf.PdfReader(tree.built(folder, f"note.{language}.pdf"))
        annotations: Any = reader.pages[0]["/Annots"]
        links = [link.get_object() for link in annotations]
        names[language] = [link["/Contents"] for link in links if "/Dest" in link]
    assert names == {
        "en": ["Footnote 1", "Footnote 1", "Back to the text"],
        "ru": ["Сноска 1", "Сноска 1", "Вернуться к тексту"],
    }


def test_a_repeated_table_head_is_read_once(tmp_path: Path) -> None:
    rows = "<tr><td>cell" * 30
    body = f"<h1>t</h1><table><thead><tr><th>head</thead><tbody>{rows}</table>"
    file = render(tmp_path, body, "@page { size: 8cm 8cm }")
    assert len(pypdf.PdfReader(file).pages) > 1
    assert kinds(file).count("TH") == 1
    (head,) = (node for kind, _, node in structure(file) if kind == "/TH")
    assert len(head["/K"]) == 1


def test_words_in_another_language_are_marked(tmp_path: Path) -> None:
    body = '<h1>t</h1><p>by <span lang="hy">Հայաստան <i lang="en">in</i></span></p>'
    found = [(kind, language) for kind, language, _ in structure(render(tmp_path, body))]
    assert found[-3:] == [("/P", "en"), ("/Span", "hy"), ("/Span", "en")]


def test_words_in_a_script_of_one_language_are_marked_by_themselves(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    article = "---\nstandfirst: Հայաստան\n---\n# Ελλάδα\n\nThe name Ελλάδα."
    file.write_bytes(OUTPUTS["pdf"].render(page_of(article, "en")).content)
    found = [(kind, language) for kind, language, _ in structure(file)]
    assert found.count(("/Span", "el")) == 2
    assert found.count(("/Span", "hy")) == 1
    assert not [failure for profile in PROFILES for failure in failures(file, profile)]


def test_an_untranslated_description_is_marked_with_its_language(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path / "project")
    tree.write("seeds/seen.md", "# Title\n\n![What is seen](picture.png)\n")
    Image.new("RGB", (8, 8)).save(tree.root / "seeds" / "picture.png")
    tree.succeed("pdf", "--slug", "seen", "--language", "hy")
    found = structure(tree.built("draft", "seen.hy.pdf"))
    assert [(lang, node["/Alt"]) for kind, lang, node in found if kind == "/Figure"] == [
        ("en", "What is seen")
    ]


def test_a_cmyk_photograph_conforms_to_pdf_a(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path / "project")
    tree.write("seeds/seen.md", "# Title\n\n![What is seen](picture.jpg)\n")
    Image.new("CMYK", (8, 8)).save(tree.root / "seeds" / "picture.jpg")
    tree.succeed("pdf", "--slug", "seen", "--language", "en")
    assert not failures(tree.built("pdf", "seen.en.pdf"), "3a")


def test_a_link_annotation_has_the_text_of_the_link(tmp_path: Path) -> None:
    body = '<h1>t</h1><p><a lang="hy" href="https://example.org/?q=1">Այս\n <b>հղումը</b></a>'
    (sheet,) = pypdf.PdfReader(render(tmp_path, body)).pages
    (note,) = (note.get_object() for note in sheet.get("/Annots", ()))
    assert note["/Contents"] == "Այս հղումը"
    assert ("/Link", "hy") in [(k, lang) for k, lang, _ in structure(tmp_path / "page.pdf")]


def test_running_heads_are_artifacts(tmp_path: Path) -> None:
    style = "@page { @top-center { content: 'head' } @bottom-center { content: 'foot' } }"
    (sheet,) = pypdf.PdfReader(render(tmp_path, "<h1>t</h1>", style)).pages
    content = sheet.get_contents()
    assert content is not None
    for name in (b"Header", b"Footer"):
        assert b"/Artifact\n<</Type /Pagination /Subtype /%b>>" % name in content.get_data()


def test_text_with_opacity_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="opacity"):
        render(tmp_path, "<h1>t</h1><p>x", "p { opacity: 0.5 }")


@pytest.fixture(scope="module")
def attached(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_tree(tmp_path_factory.mktemp("attached") / "project")
    file = project.root / "pyproject.toml"
    text = file.read_text(encoding="utf-8")
    project.write("pyproject.toml", text.replace('segment = "sentence"', "attach = true"))
    project.succeed("pdf", "--language", "hy", SOURCE_DATE_EPOCH="1700000000")
    return project


def test_the_article_and_its_catalogue_are_attached(attached: Project) -> None:
    (file,) = (attached.root / "build" / "pdf").glob("*.hy.pdf")
    root: Any = pypdf.PdfReader(file).root_object
    assert root["/Names"]["/EmbeddedFiles"]["/Names"][0].endswith(".po")
    files = [*attached.root.glob("seeds/*"), *attached.root.glob("locales/hy/**/*.po")]
    found = {}
    for reference in root["/AF"]:
        entry = reference.get_object()
        content = entry["/EF"]["/F"].get_object()
        relation = (entry["/AFRelationship"], content["/Subtype"], content["/Params"]["/ModDate"])
        found[entry["/UF"]] = relation
        (source,) = (file for file in files if file.name == entry["/UF"])
        assert content.get_data() == source.read_bytes()
    day = "D:20231114221320Z"
    assert max(found.values()) == ("/Supplement", "/text/x-gettext-translation", day)
    assert {relation[0] for relation in found.values()} == {"/Source", "/Supplement"}
    for profile in PROFILES:
        assert not failures(file, profile)


def test_dates_in_info_and_xmp_agree(attached: Project) -> None:
    (file,) = (attached.root / "build" / "pdf").glob("*.hy.pdf")
    reader = pypdf.PdfReader(file)
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    modified = reader.xmp_metadata.xmp_modify_date
    assert modified is not None
    assert reader.metadata.modification_date is not None
    assert f"{modified:%Y%m%d%H%M%S}" == f"{reader.metadata.modification_date:%Y%m%d%H%M%S}"
    assert reader.trailer["/ID"]
