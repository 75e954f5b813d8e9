"""Line ends of scripts without spaces between words, on a machine without ICU."""

from __future__ import annotations

import pytest
from check_helpers import Pair, context, faults, messages
from helpers import document

from publisher.base.extras import extra_remedy
from publisher.catalogues.catalogue import Catalogue
from publisher.checks.check import Fault
from publisher.checks.context import EditionContext
from publisher.editions.edition import source_edition

KHMER = "យើងទៅសាលាជាមួយគ្នានៅថ្ងៃនេះ"
THAI = "เราไปโรงเรียนด้วยกันในวันนี้ตอนเช้า"
PROBLEM = f"needs ICU to end lines between the words of “{THAI[:30]}…”; {extra_remedy('icu')}"


@pytest.fixture
def without_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.checks.word_breaks.icu_version", lambda: None)


def found(text: str, language: str = "th") -> list[str]:
    return messages("word-breaks", [Pair("We go to school.", text)], language)


def test_icu_finds_words_in_any_text() -> None:
    assert found(THAI) == []


@pytest.mark.usefixtures("without_icu")
def test_without_icu_a_long_run_of_letters_has_no_line_ends() -> None:
    assert found(THAI) == [PROBLEM]
    assert found(f"Bangkok: *{THAI}*", "fr") == [PROBLEM]


@pytest.mark.usefixtures("without_icu")
@pytest.mark.parametrize("separator", ["\u200b", " "])
def test_words_with_spaces_between_them_need_no_icu(separator: str) -> None:
    assert found(separator.join([THAI[:20], THAI[20:]])) == []


@pytest.mark.usefixtures("without_icu")
def test_an_edition_has_one_finding() -> None:
    pairs = [Pair("a", KHMER), Pair("b", f"{THAI} {KHMER}"), Pair("c", KHMER)]
    assert messages("word-breaks", pairs, "km") == [PROBLEM]


@pytest.mark.usefixtures("without_icu")
def test_the_finding_is_of_the_whole_catalogue() -> None:
    edition = context([Pair("a", KHMER), Pair("b", THAI)], "km")
    assert faults("word-breaks", edition) == [Fault(PROBLEM)]


@pytest.mark.usefixtures("without_icu")
@pytest.mark.parametrize("text", [f"{THAI}\n\nText.\n", f"Title\n\nText.\n\n{THAI}\n"])
def test_an_article_of_its_own_language_is_checked(text: str) -> None:
    article = document(text, language="th")
    edition = EditionContext(source_edition(article, Catalogue(), "sentence"), ())
    assert faults("word-breaks", edition) == [Fault(PROBLEM, file=article.file)]
