"""Glossaries: terms in catalogues and in findings, in any file format and inflection."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from check_helpers import Pair, context, faults
from helpers import LAST_SENTENCE, findings_of, translate_article, update_catalogues

from publisher.checks.glossary import Glossary, Term
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


def glossary_of(source: str, target: str, *terms: tuple[str, ...]) -> Glossary:
    pairs = [Term(term, tuple(targets)) for term, *targets in terms]
    return Glossary.of(pairs, Language(source), Language(target))


@pytest.mark.parametrize(
    ("language", "term", "using", "other"),
    [
        ("ar", "كتاب", "قرأت الكتاب", "قرأت الصحيفة"),
        ("ca", "organització", "les organitzacions", "els orgues"),
        ("da", "regering", "regeringerne", "regel"),
        ("de", "Brücke", "über die Brücken", "über die Brühe"),
        ("el", "γέφυρα", "πολλές γέφυρες", "πολλές γέννες"),
        ("en", "city", "two cities", "two towns"),
        ("es", "nación", "las naciones", "las notas"),
        ("fi", "silta", "sillat siltojen", "sitten"),
        ("fr", "cheval", "les chevaux", "les chefs"),
        ("hu", "híd", "a hidak, hídon", "a hitek"),
        ("hy", "կամուրջ", "կամուրջները", "կամարները"),
        ("it", "città", "la città", "la cittadina"),
        ("nb", "regjering", "regjeringene", "regler"),
        ("nl", "brug", "bruggen", "broeken"),
        ("pt", "ponte", "as pontes", "os portos"),
        ("ro", "oraș", "orașele", "oraclele"),
        ("ru", "мост", "за мостами", "за мотами"),
        ("sv", "regering", "regeringarna", "regler"),
        ("tr", "köprü", "köprüler", "köpekler"),
        ("uk", "держава", "державою", "дерево"),
        ("uk", "рада", "радами", "раб"),
        ("ka", "ხიდი", "ხიდის", "ხილი"),
        ("ru", "Железный мост", "за мостом был железный забор", "мост"),
        ("ru", "Мост-музей", "на мосту, в музее", "в музее"),
        ("fr", "l’Union", "de l'union", "de la réunion"),
        ("ja", "橋", "その橋は", "その道は"),
        ("zh", "桥", "这座桥", "这条路"),
        ("th", "สะพาน", "บนสะพานนี้", "บนถนน"),
    ],
)
def test_translation_may_be_inflected(language: str, term: str, using: str, other: str) -> None:
    glossary = glossary_of("en", language, ("bridge", term))
    (used,) = glossary.used_in("The bridge")
    assert glossary.is_translated_in(used, using)
    assert not glossary.is_translated_in(used, other)
    assert not glossary.is_translated_in(used, "")


# No stemmer knows Georgian: an ending of three letters may differ after a stem of four.
@pytest.mark.parametrize(
    ("term", "text", "is_same"),
    [
        ("abcd", "abcdefg", True),
        ("abcdefg", "abcd", True),
        ("abcdef", "abcd", True),
        ("abcd", "abcdefghijk", False),
        ("abcd", "abcdefghij", True),
        ("abcdefgh", "abcde", True),
        ("abcdefgh", "abcd", True),
        ("abcde", "abcXY", False),
        ("abc", "abc", True),
        ("abc", "abcd", False),
        ("abcd", "xabcd", False),
        ("abcdefghijk", "abcd", False),
    ],
)
def test_words_without_a_stemmer_may_differ_in_their_ending(
    term: str, text: str, *, is_same: bool
) -> None:
    glossary = glossary_of("en", "ka", ("bridge", term))
    (used,) = glossary.used_in("bridge")
    assert glossary.is_translated_in(used, text) is is_same


def test_any_translation_of_a_term_may_be_used() -> None:
    glossary = glossary_of("en", "ru", ("bridge", "мост", "переправа"))
    (used,) = glossary.used_in("A bridge")
    texts = ("мосты", "переправы", "дороги")
    assert [glossary.is_translated_in(used, text) for text in texts] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The bridge", ["bridge"]),
        ("bridges of iron", ["bridge"]),
        ("iron bridges", ["iron bridge"]),
        ("The iron bridge and the bridge", ["iron bridge", "bridge"]),
        ("An iron-bridge", ["iron bridge"]),
        ("the mayor’s bridge", ["mayor's", "bridge"]),
        ("the mayor's", ["mayor's"]),
        ("bridging the US", ["US", "bridge"]),
        ("USA, us, bus", []),
        ("Iron abridged", []),
        ("Vitamin A, the a", ["A"]),
        ("an iron a", ["A"]),
        ("", []),
    ],
)
def test_longest_terms_of_a_text_are_found(text: str, terms: list[str]) -> None:
    names = ("US", "bridge", "iron bridge", "mayor's", "A", "—")
    glossary = glossary_of("en", "ru", *((name, "x") for name in names))
    assert sorted(term.source for term in glossary.used_in(text)) == sorted(terms)


@pytest.mark.parametrize(
    ("content", "terms"),
    [
        ("term,translation\nbridge,мост\n", {"bridge": ("мост",)}),
        ("English;Russian\nbridge;мост, мостик\n", {"bridge": ("мост, мостик",)}),
        ("Source\tTarget\nbridge, old\tмост\n", {"bridge, old": ("мост",)}),
        ("en,ru\nen,эн\n", {"en": ("эн",)}),
        ("Word,Слово\nbridge,мост\n", {"bridge": ("мост",)}),
        (
            "bridge,мост\nword,слово\nsource,источник\n",
            {"bridge": ("мост",), "word": ("слово",), "source": ("источник",)},
        ),
        ("bridge,мост,noun\n", {"bridge": ("мост",)}),
        (" iron \u00a0 bridge , железный  мост \n", {"iron bridge": ("железный мост",)}),
        ('"bridge, old","мост\nстарый"\n', {"bridge, old": ("мост старый",)}),
        ("bridge,мост\nbridge,мост\nbridge,переправа\n", {"bridge": ("мост", "переправа")}),
        ("Terms\n\nterm,translation\nbridge,мост\n", {"bridge": ("мост",)}),
        ("a,b\nonly\n,мост\nbridge,\n ,\n", {"a": ("b",)}),
        ("\ufeffterm,translation\nbridge,мост\n", {"bridge": ("мост",)}),
    ],
)
def test_rows_of_a_csv_glossary(
    tmp_path: Path, content: str, terms: dict[str, tuple[str, ...]]
) -> None:
    (tmp_path / "glossary.csv").write_text(content, encoding="utf-8")
    assert terms_in(tmp_path, "ru") == terms


def terms_in(folder: Path, language: str) -> dict[str, tuple[str, ...]]:
    """Return the terms of a folder's glossary that occur in a text with all words."""
    glossary, errors = load_glossary(folder, Language("en"), Language(language))
    assert errors == ()
    text = "bridge. bridge, old. iron bridge. word. source. en. a. mayor. road. river. city"
    used = glossary.used_in(text) if glossary else ()
    return {term.source: term.targets for term in used}


def test_only_finished_entries_of_a_catalogue_are_terms(tmp_path: Path) -> None:
    (tmp_path / "glossary.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "bridge"\nmsgstr "мост"\n\n#, fuzzy\nmsgid "mayor"\nmsgstr "мэр"\n\n'
        'msgid "river"\nmsgstr ""\n\n#~ msgid "road"\n#~ msgstr "дорога"\n',
        encoding="utf-8",
    )
    assert terms_in(tmp_path, "ru") == {"bridge": ("мост",)}


TBX = (
    '<?xml version="1.0"?>\n{}<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n'
    "{}</body></text></tbx>"
)
CONCEPT = (
    '<conceptEntry><langSec xml:lang="en"><termSec><term> bridge </term></termSec>'
    '<termSec><term>road</term></termSec><term/></langSec><langSec xml:lang="{}"><termSec>'
    "<term>мост</term></termSec><termSec><term>переправа</term></termSec></langSec></conceptEntry>"
)


@pytest.mark.parametrize(
    ("head", "body", "terms"),
    [
        (
            "",
            CONCEPT.format("ru"),
            {"bridge": ("мост", "переправа"), "road": ("мост", "переправа")},
        ),
        (
            "<!DOCTYPE martif SYSTEM 'x.dtd'>",
            CONCEPT.format("ru-RU"),
            {"bridge": ("мост", "переправа"), "road": ("мост", "переправа")},
        ),
        ("", CONCEPT.format("uk"), {}),
        ("", CONCEPT.format("ru").replace("conceptEntry", "entry"), {}),
        ("", CONCEPT.format("ru").replace("langSec", "part"), {}),
        ("", CONCEPT.format("ru").replace(' xml:lang="ru"', ""), {}),
        (
            "",
            CONCEPT.format("ru")
            .replace("conceptEntry", "termEntry")
            .replace("langSec", "langSet"),
            {"bridge": ("мост", "переправа"), "road": ("мост", "переправа")},
        ),
    ],
)
def test_concepts_of_a_tbx_glossary(
    tmp_path: Path, head: str, body: str, terms: dict[str, tuple[str, ...]]
) -> None:
    (tmp_path / "glossary.tbx").write_text(TBX.format(head, body), encoding="utf-8")
    assert terms_in(tmp_path, "ru") == terms


@pytest.mark.parametrize(
    ("head", "body", "message", "line"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>", "", "declares entities, which no glossary needs", None),
        ("<!entity b 'c'>", "", "declares entities, which no glossary needs", None),
        ("", "<term>", "not valid TBX: mismatched tag", 4),
    ],
)
def test_bad_tbx_is_refused(
    tmp_path: Path, head: str, body: str, message: str, line: int | None
) -> None:
    file = tmp_path / "glossary.tbx"
    file.write_text(TBX.format(head, f"{body}\n"), encoding="utf-8")
    _, (error,) = load_glossary(tmp_path, Language("en"), Language("ru"))
    assert error.message.startswith(message)
    assert (error.file, error.line) == (file, line)


def test_glossaries_of_all_formats_are_joined(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text("bridge,мост\nroad,дорога\n", encoding="utf-8")
    (tmp_path / "glossary.tbx").write_text(TBX.format("", CONCEPT.format("ru")), encoding="utf-8")
    assert terms_in(tmp_path, "ru") == {
        "bridge": ("мост", "переправа"),
        "road": ("дорога", "мост", "переправа"),
    }
    (tmp_path / "glossary.tbx").write_text("<", encoding="utf-8")
    glossary, (error,) = load_glossary(tmp_path, Language("en"), Language("ru"))
    assert error.file == tmp_path / "glossary.tbx"
    assert glossary is not None
    assert [term.targets for term in glossary.used_in("bridge")] == [("мост",)]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "The iron bridge.",
            "Железная дорога.",
            ["“iron bridge” is “железный мост” in the glossary"],
        ),
        (
            "The bridge and the mayor.",
            "Он и она.",
            [
                "“bridge” is “мост” or “переправа” in the glossary",
                "“mayor” is “мэр” in the glossary",
            ],
        ),
        ("The bridge.", "На переправе.", []),
        ("The mayor.", "С мэром.", []),
        ("See https://e.org/bridge now.", "См. https://e.org/bridge.", []),
        (
            "The bridge.",
            "См. https://e.org/мост.",
            ["“bridge” is “мост” or “переправа” in the glossary"],
        ),
    ],
)
def test_terms_of_the_glossary_are_used(source: str, target: str, expected: list[str]) -> None:
    terms = ("bridge", "мост", "переправа"), ("mayor", "мэр"), ("iron bridge", "железный мост")
    edition = context([Pair("A road.", "Дорога."), Pair(source, target)], "ru")
    assert faults("term", edition) == []
    found = faults("term", replace(edition, glossary=glossary_of("en", "ru", *terms)))
    assert sorted(fault.message for fault in found) == sorted(expected)
    assert {fault.key for fault in found} <= {(None, source)}


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Use WeasyPrint.", "Используйте ВизиПринт.", ["WeasyPrint"]),
        ("Use *WeasyPrint*, C++.", "Используйте.", ["WeasyPrint", "C++"]),
        ("Use WeasyPrint_2.", "Используйте.", ["WeasyPrint"]),
        ("Use WeasyPrint.", "Используйте `WeasyPrint`.", ["WeasyPrint"]),
        ("Use WeasyPrint.", "Используйте WeasyPrint’ом.", []),
        ("Use WeasyPrints.", "Используйте.", []),
        ("Use MyWeasyPrint.", "Используйте.", []),
        ("Use weasyprint.", "Используйте.", []),
        ("Use `WeasyPrint`.", "Используйте.", []),
        ("Use CSS.", "Используйте.", []),
    ],
)
def test_names_to_keep_are_kept(source: str, target: str, missing: list[str]) -> None:
    edition = context([Pair(source, target)], "ru")
    found = faults("kept-name", replace(edition, names=("WeasyPrint", "C++")))
    assert [(fault.message, fault.key) for fault in found] == [
        (f"lacks “{name}”, a name to keep in every language", (None, source)) for name in missing
    ]
    assert faults("kept-name", edition) == []
