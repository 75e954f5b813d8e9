"""Words in other scripts are elements with their language."""

from __future__ import annotations

from helpers import document

from publisher.language.locale import Language
from publisher.markup.renderer import render
from publisher.markup.script_runs import mark_script_runs


def marked(text: str, language: str = "en") -> str:
    tokens = document(f"# Title\n\n{text}", language, "md").body
    return render(mark_script_runs(tokens, Language(language))).removesuffix("\n")


def test_words_are_marked_in_markup_too() -> None:
    assert marked("a **Ελλάδα** [한국](https://a.kr)") == (
        '<p>a <strong><span lang="el" class="foreign script">Ελλάδα</span></strong>'
        ' <a href="https://a.kr"><span lang="ko" class="foreign script">한국</span></a></p>'
    )


def test_the_language_of_the_author_counts() -> None:
    yiddish = '<i lang="yi" dir="rtl" class="foreign">ייִדיש</i>'
    assert marked('<i lang="yi">ייִדיש</i>') == f"<p>{yiddish}</p>"
    greek = '<span lang="el" class="foreign script">λόγος</span>'
    assert marked('<i lang="yi">λόγος</i>') == f"<p>{yiddish.replace('ייִדיש', greek)}</p>"
    assert marked("λόγος", "el") == "<p>λόγος</p>"


def test_code_addresses_and_descriptions_of_images_are_not_marked() -> None:
    text = "`λόγος` https://λόγος.gr/λόγος ![λόγος](a.png)"
    assert "foreign" not in marked(text)


def test_spaces_at_which_no_line_ends_are_those_of_the_whole_text() -> None:
    greek = '<span lang="el" class="foreign script">Ελλάδα</span>'
    assert marked("в Ελλάδα", "ru") == f"<p>в\u00a0{greek}</p>"
