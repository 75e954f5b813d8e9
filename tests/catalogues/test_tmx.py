"""TMX: written and read without loss, and without what cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues.tmx import TranslationUnit, read_tmx, to_tmx
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH, ARMENIAN = Language("en"), Language("hy")


def pairs(file: Path, content: str, target: Language = ARMENIAN) -> list[tuple[str, str]]:
    file.write_text(f'<tmx version="1.4"><header/><body>{content}</body></tmx>', encoding="utf-8")
    return [(unit.source, unit.target) for unit in read_tmx(file, ENGLISH, target)]


def unit(*variants: tuple[str, str], attribute: str = "xml:lang") -> str:
    texts = (f'<tuv {attribute}="{tag}"><seg>{text}</seg></tuv>' for tag, text in variants)
    return f"<tu>{''.join(texts)}</tu>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "m.tmx"


def test_units_are_written_once_and_read_again(file: Path) -> None:
    units = [TranslationUnit("A & <b>", "Ա «բ»"), TranslationUnit("One\ntwo", "Մեկ\nերկու")]
    content = to_tmx([*units, units[0]], ENGLISH, ARMENIAN)
    file.write_bytes(content)
    assert read_tmx(file, ENGLISH, ARMENIAN) == units
    assert to_tmx(units, ENGLISH, ARMENIAN) == content
    text = content.decode()
    assert text.startswith(
        "<?xml version='1.0' encoding='utf-8'?>\n<tmx version=\"1.4\">\n <header"
    )
    assert text.endswith("</tmx>\n")
    for part in ('srclang="en"', 'xml:lang="en"', 'xml:lang="hy"', 'datatype="plaintext"'):
        assert part in text


def test_spaces_around_a_text_are_dropped_and_empty_texts_skipped(file: Path) -> None:
    content = unit(("en", " One "), ("hy", "\nՄեկ ")) + unit(("en", "Two"), ("hy", ""))
    assert pairs(file, content + unit(("en", ""), ("hy", "Երեք"))) == [("One", "Մեկ")]
    assert pairs(file, unit(("en", "One")) + unit(("hy", "Մեկ"))) == []


@pytest.mark.parametrize("bad", ["^", "a\u0085b"])
def test_texts_that_cannot_be_used_are_skipped(file: Path, bad: str) -> None:
    good = unit(("en", "One"), ("hy", "Մեկ"))
    for variants in ((("en", "Two"), ("hy", bad)), (("en", bad), ("hy", "Երկու"))):
        assert pairs(file, unit(*variants) + good) == [("One", "Մեկ")]


def test_units_with_inline_elements_are_skipped(file: Path) -> None:
    content = unit(("en", "A <ph>x</ph>"), ("hy", "Ա")) + unit(("en", "B"), ("hy", "<b/>Բ"))
    assert pairs(file, content + unit(("en", "C"), ("hy", "Գ"))) == [("C", "Գ")]


def test_old_attributes_and_any_region_of_the_source_are_read(file: Path) -> None:
    content = unit(("EN_us", "One"), ("hy-AM", "Մեկ"), attribute="lang")
    assert pairs(file, content) == [("One", "Մեկ")]
    assert pairs(file, unit(("en-GB", "One"), ("HY", "Մեկ"))) == [("One", "Մեկ")]
    assert pairs(file, unit(("eng-x", "One"), ("hyw", "Մեկ"))) == []


def test_the_first_of_two_variants_of_a_language_is_taken(file: Path) -> None:
    content = unit(("en", "One"), ("hy", "Մեկ"), ("hy", "Մի"), ("en", "1"))
    assert pairs(file, content) == [("One", "Մեկ")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "not valid TMX"),
        ("<tmx", "not valid TMX"),
        ("<html/>", "not a TMX file"),
        ('<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>', "defines entities"),
        ('<?xml version="1.0" encoding="none-such"?><tmx/>', "not valid TMX"),
    ],
)
def test_another_file_is_refused(file: Path, content: str, problem: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PublisherError, match=problem) as caught:
        read_tmx(file, ENGLISH, ARMENIAN)
    assert caught.value.file == file


def test_entities_are_refused_in_any_encoding(file: Path) -> None:
    content = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>'
    file.write_bytes(content.encode("utf-16"))
    with pytest.raises(PublisherError, match="defines entities"):
        read_tmx(file, ENGLISH, ARMENIAN)


def test_truncated_memory_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    file.write_text('<?xml version="1.0"?>\n<tmx version="1.4">\n<body>\n')
    with pytest.raises(PublisherError, match=r"a\.tmx:4: not valid TMX: .*; export it again"):
        read_tmx(file, Language("en"), Language("fr"))
