"""Glossaries: terms in catalogues and in findings, in any file format and inflection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from helpers import LAST_SENTENCE, findings_of, translate_article, update_catalogues

from publisher.checks.glossary_files import load_glossary
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

GLOSSARIES = {
    "glossary.csv": "term,translation\nbridge,pont\nmayor,maire\n",
    "glossary.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "bridge"\nmsgstr "pont"\n\nmsgid "mayor"\nmsgstr "maire"\n',
    "glossary.tbx": '<?xml version="1.0"?><martif><text><body>'
    + "".join(
        f'<termEntry><langSet xml:lang="en"><tig><term>{a}</term></tig></langSet>'
        f'<langSet xml:lang="fr"><tig><term>{b}</term></tig></langSet></termEntry>'
        for a, b in (("bridge", "pont"), ("mayor", "maire"))
    )
    + "</body></text></martif>",
}


@pytest.mark.parametrize("name", GLOSSARIES)
def test_glossary_term_is_a_comment_and_a_check(project: Project, name: str) -> None:
    project.write(f"locales/fr/{name}", GLOSSARIES[name])
    translate_article(project, last="Le second viaduc est prévu pour 2027.")
    file = project.po("bridge", "fr")
    assert "#. paragraph\n#. term: bridge = pont\n" in file.read_text(encoding="utf-8")
    assert "term:" not in (project.root / "locales/bridge.pot").read_text(encoding="utf-8")
    before = file.read_bytes()
    update_catalogues(project)
    assert file.read_bytes() == before
    (finding,) = findings_of(project)
    assert finding.message == "“bridge” is “pont” in the glossary"
    assert finding.key == (None, LAST_SENTENCE)


def test_a_glossary_gives_terms_of_the_script_and_region(project: Project) -> None:
    terms = {
        "en-GB": "bus",
        "zh-CN": "公共汽车",
        "zh-TW": "公車",
        "pt-BR": "ônibus",
        "es-MX": "camión",
    }
    sets = (
        f'<langSet xml:lang="{tag}"><tig><term>{term}</term></tig></langSet>'
        for tag, term in terms.items()
    )
    content = f"<martif><text><body><termEntry>{''.join(sets)}</termEntry></body></text></martif>"
    folder = project.write("locales/xx/glossary.tbx", content).parent
    for code, expected in {
        "zh-Hant": "公車",
        "zh": "公共汽车",
        "pt-PT": None,
        "es": "camión",
    }.items():
        glossary, _ = load_glossary(folder, Language("en-US"), Language(code))
        used = glossary.used_in("The bus came.") if glossary else []
        assert [*(target for term in used for target in term.targets)] == [
            target for target in [expected] if target
        ], code


@pytest.mark.parametrize(
    "row", ['"mayor,maire', 'mayor,"maire', '"may"or,maire', '"' + "x" * 200_000]
)
def test_unclosed_quotation_mark_in_a_glossary_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "glossary.csv").write_text(f'bridge,"pont"\n"a\n""b""",c\n{row}\nend,fin\n')
    _, (error,) = load_glossary(tmp_path, Language("en"), Language("fr"))
    assert re.match(r"not valid CSV: .*quotation marks", error.message)
    assert error.line == 4


@pytest.mark.parametrize(
    ("language", "term", "target", "source", "using", "other"),
    [
        ("ru", "Armenia", "Армения", "In Armenia’s view", "По мнению Армении", "По мнению России"),
        ("ru", "organization", "организация", "Two organizations", "Двух организаций", "Двух"),
        ("hy", "Armenia", "Հայաստան", "In Armenia", "Հայաստանում", "Ռուսաստանում"),
        ("uk", "bridge", "міст", "The bridges", "Цей міст", "Ці дороги"),
        ("ja", "bridge", "橋", "The bridge", "その橋は", "その道は"),
    ],
)
def test_inflected_term_is_recognised(  # noqa: PLR0913, PLR0917 - a case has these sides
    project: Project, language: str, term: str, target: str, source: str, using: str, other: str
) -> None:
    folder = project.write(f"locales/{language}/glossary.csv", f"{term};{target}\n").parent
    glossary, _ = load_glossary(folder, Language("en"), Language(language))
    assert glossary is not None
    (used,) = glossary.used_in(source)
    assert glossary.is_translated_in(used, using)
    assert not glossary.is_translated_in(used, other)


def test_a_text_is_compared_with_the_terms_of_its_words(project: Project) -> None:
    rows = [
        "bridge,pont",
        "“new bridge”,pont neuf",
        "US,États-Unis",
        "+,plus",
        "bridges over,ponts",
    ]
    folder = project.write("locales/fr/glossary.csv", "\n".join(rows)).parent
    glossary, _ = load_glossary(folder, Language("en"), Language("fr"))
    assert glossary is not None
    used = glossary.used_in("The new bridge of the US, + bridges over it, for us.")
    assert [term.source for term in used] == ["“new bridge”", "bridges over", "US"]
    assert [term.source for term in glossary.used_in("Tell us about the bridges.")] == ["bridge"]


@pytest.mark.parametrize(
    ("content", "line"), [('a,b\n"c,d\ne,f\n', 2), ('a,b\n"c"d,e\n', 2), ("a," + "b" * 200_000, 1)]
)
def test_bad_csv_is_refused_with_its_row(project: Project, content: str, line: int) -> None:
    file = project.write("locales/fr/glossary.csv", content)
    _, (error,) = load_glossary(file.parent, Language("en"), Language("fr"))
    assert error.message.startswith("not valid CSV")
    assert (error.file, error.line) == (file, line)


def test_empty_csv_is_no_glossary(project: Project) -> None:
    folder = project.write("locales/fr/glossary.csv", "").parent
    assert load_glossary(folder, Language("en"), Language("fr")) == (None, ())
