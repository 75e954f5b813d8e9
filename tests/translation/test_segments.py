"""Segments of documents, and translated documents."""

from __future__ import annotations

import gc
import pickle
import sys
import unicodedata
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.locale import Language
from publisher.language.quotations import quotations
from publisher.markup.document import inline
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render
from publisher.readers import read
from publisher.translation.segments import segments, text_blocks
from publisher.translation.sentences import sentences
from publisher.translation.translate import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from publisher.translation.segments import Segment

ENGLISH = Language("en")
TARGETS = [Language(code) for code in ("hy", "zh", "ar", "th")]


def lookup(known: Mapping[str, str]) -> Callable[[Segment], str | None]:
    return lambda segment: known.get(segment.source)


def same(segment: Segment) -> str:
    return segment.source


def sources(content: str, language: str = "en", ending: str = "txt") -> list[str]:
    return [s.source for s in segments(document(content, language, ending), "sentence")]


# Difficult words for sentence splitting, quotations and Markdown.
WORDS = st.sampled_from(
    [
        *("word", "A.", "e.g.", "12:30", "3.5", "Dr.", "end.", "end!", "what?", "so…", "so:"),
        *("“open", "close”", "“both”", "«да", "да»", "„so", "so“", '"', "'tis", "(", ")", "]("),
        *("*a*", "**", "_", "`", "[x](y)", "![i](j)", "<b>", "&amp;", "&", "\\", "\\*", "#", "-"),
        *(
            "1.",
            "|",
            "```",
            "~~",
            "https://x.org/a_b.",
            "Ի՞նչ։",
            "好。",
            "「好。",
            "」",
            "ไทย",
            "é",
            "👩‍🚀",
        ),
    ]
)
BLOCKS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ARTICLES = st.lists(BLOCKS, max_size=6).map(lambda blocks: "\n\n".join(["A title", *blocks]))


@given(ARTICLES, st.sampled_from(TARGETS), st.sampled_from(["sentence", "block"]))
def test_empty_catalogue_returns_the_source(article: str, language: Language, by: str) -> None:
    source = document(article)
    assert translate(source, lambda _: None, language, by) == source  # type: ignore[arg-type]


@given(ARTICLES, st.sampled_from(TARGETS), st.sampled_from(["sentence", "block"]))
def test_source_as_its_own_translation_returns_the_source(
    article: str, language: Language, by: str
) -> None:
    source = document(article)
    assert translate(source, same, language, by) == source  # type: ignore[arg-type]


@given(ARTICLES)
def test_sentences_and_their_separators_are_the_text(article: str) -> None:
    source = document(article)
    for block in text_blocks(source, "sentence"):
        parts = zip(block.segments, block.separators, strict=True)
        joined = "".join(segment.source + separator for segment, separator in parts)
        assert joined == source.tokens[block.index].content


@given(ARTICLES)
def test_sentences_render_alone_as_in_their_text(article: str) -> None:
    # A full translation renders each sentence by itself.
    source = document(article)
    prefix = "Ж"
    marked = translate(source, lambda segment: prefix + segment.source, Language("ru"), "sentence")
    html = render(source.body)
    assert render(marked.body).replace(prefix, "") == html


@given(ARTICLES)
def test_every_word_is_in_exactly_one_segment(article: str) -> None:
    source = document(article)
    inline = [
        token.content
        for token in source.tokens
        if token.type == "inline" and token.meta.get("translate", True)
    ]
    in_segments = [segment.source for segment in segments(source, "sentence")]
    assert " ".join(in_segments).split() == " ".join(inline).split()


HOSTILE = st.text(max_size=30) | st.lists(WORDS, max_size=6).map("\n".join)


@given(ARTICLES, HOSTILE)
def test_translation_never_opens_a_block(article: str, hostile: str) -> None:
    source = document(article)
    target = translate(source, lambda _: hostile or None, Language("hy"), "sentence")
    shape = [(token.type, token.tag, token.nesting, token.level) for token in source.tokens]
    assert [(t.type, t.tag, t.nesting, t.level) for t in target.tokens] == shape
    assert not any(
        child.type in {"html_inline", "html_block"}
        for token in target.tokens
        for child in token.children or ()
    )


@given(st.text(alphabet="ab “”«»„\"'.", max_size=40))
def test_quotations_do_not_overlap_and_include_their_marks(content: str) -> None:
    end = 0
    for start, stop in sorted(quotations(content)):
        assert end <= start < stop - 1
        assert not content[start].isalnum()
        assert not content[stop - 1].isalnum()
        end = stop


def test_long_paragraph_with_markup_is_split_quickly() -> None:
    paragraph = "One *a* here! [Two. Three](x). " * 500
    source = document("Title\n\nText.")
    token = inline(paragraph.strip())
    long = replace(source, tokens=(*source.tokens[:4], token, source.tokens[5]))
    found = [segment.source for segment in segments(long, "sentence")][1:]
    assert found == ["One *a* here!", "[Two. Three](x)."] * 500


@pytest.mark.parametrize(
    ("language", "run"), [("zh", "。" * 80_000 + "、"), ("bo", "། །" * 30_000 + "」")]
)
def test_long_run_of_stops_is_searched_quickly(language: str, run: str) -> None:
    assert "".join(sources(f"T\n\na{run}", language)[1:]) == f"a{run}"


def test_kind_of_each_segment() -> None:
    kinds = [
        segment.kind
        for segment in segments(document("Title\n\nPart\n\nOne. Two.\n\n“Said. So.”"), "sentence")
    ]
    assert kinds == ["title", "heading 2", "paragraph", "paragraph, continued", "quotation"]


def test_headings_are_not_divided_and_quotations_in_brackets_neither() -> None:
    assert sources("# A. B.\n\n## One. Two.\n\nIt (I said. And he.) fell. So.", ending="md") == [
        *("A. B.", "One. Two.", "It (I said. And he.) fell.", "So."),
    ]


def test_emphasis_that_begins_where_a_sentence_ends_belongs_to_the_next() -> None:
    assert sources("# 标题\n\n他*说*了。*好*。再见。", "zh", "md")[1:] == [
        "他*说*了。",
        "*好*。",
        "再见。",
    ]


def test_notes_for_translators_are_those_of_all_blocks_around() -> None:
    article = document(
        "# A\n\n<!-- i18n: a list -->\n\n- one\n\n  <!-- i18n: a pun -->\n\n  two\n", ending="md"
    )
    found = {segment.source: segment.note for segment in segments(article, "sentence")}
    assert found == {"A": None, "one": "a list", "two": "a list\na pun"}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("One two\nthree. Four\nfive.", ["One two three.", "Four five."]),
        ("One\n  two\t\n three.", ["One two three."]),
        ("One *two*.\n  Three. \n Four.", ["One *two*.", "Three.", "Four."]),
        # Two spaces or a backslash at the end of a line break it.
        ("One  \ntwo.", ["One  \ntwo."]),
        ("One\\\ntwo.", ["One\\\ntwo."]),
        # Code keeps its lines.
        ("<!-- i18n: translate -->\n```\na\n  b\n```", ["a\n  b"]),
    ],
)
def test_wrapped_lines_are_joined_where_readers_see_no_difference(
    paragraph: str, expected: list[str]
) -> None:
    article = document(f"# T\n\n{paragraph}", ending="md")
    assert [segment.source for segment in segments(article, "sentence")][1:] == expected


@pytest.mark.parametrize("line_break", ["\\\n", "  \n", "   \n"])
def test_hard_line_break_joins_only_the_sentences_beside_it(line_break: str) -> None:
    article = f"# A\n\nOne spoke. He *left. Soon.*{line_break}The crowd cheered. It rained.\n"
    [*_, block] = text_blocks(document(article, ending="md"), "sentence")
    joined = f"He *left. Soon.*{line_break}The crowd cheered."
    assert [segment.source for segment in block.segments] == ["One spoke.", joined, "It rained."]


def test_a_latin_dot_needs_a_space_after_it_in_chinese_too() -> None:
    article = document("标题\n\n他说OK.然后走了。好。", "zh")
    found = [segment.source for segment in segments(article, "sentence")][1:]
    assert found == ["他说OK.然后走了。", "好。"]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("th", "ใครมา? *ไม่มีใคร!*[^1] เขาจากไป?เขา"),
        ("km", "គាត់មក។ គាត់ *ចាកចេញ។* [គាត់។](x)\nគាត់មក ។ល។ [^1]អ្នកណា?"),
        ("my", "သူသွားသည်။ **သူလာသည်။**[^1] သူသွားသည်။သူ"),
        ("bo", "ཁོང་ཕྱིན་སོང་། *སུ་ཡོང་སོང་།*[^1] བསམ་མཐུ།\u00a0།ཅུང་ཟད་ཅིག །ཀུན།"),
        ("ja", "本当か？\u3000*誰も*知らない。[^1] 「なぜ。」 彼は"),
    ],
)
def test_a_source_without_spaces_between_words_is_returned(language: str, paragraph: str) -> None:
    article = document(f"# A\n\n{paragraph}\n\n[^1]: A.\n", language, "md")
    for target in (ENGLISH, *TARGETS):
        assert translate(article, lambda _: None, target, "sentence") == article
        assert translate(article, same, target, "sentence") == article
    found = [segment.source for segment in segments(article, "sentence")]
    assert len(found) > 4
    assert found == [text.strip() for text in found]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("*One.* Two.", "<em>One.</em> <em>Two.</em>"),
        ("One.\nTwo.", "<em>One.</em> <em>Two.</em>"),
        ("One.  \nTwo.", "<em>One.<br />\nTwo.</em>"),
        ("One.[^1] “Two.”", '<em>One.<sup class="footnote-ref">'),
    ],
)
def test_space_between_sentences_is_beside_their_markup(paragraph: str, expected: str) -> None:
    article = document(f"# A\n\n{paragraph}\n\n[^1]: A.\n", ending="md")
    found = translate(
        article, lambda segment: f"*{segment.source.strip('*')}*", Language("th"), "sentence"
    )
    assert expected in render(found.body)


def test_closing_marks_belong_to_the_sentence_before_them() -> None:
    article = document("# 标题\n\n二。三。[^1]四。\n\n[^1]: 注。", "zh", "md")
    found = [segment.source for segment in segments(article, "sentence")][1:4]
    assert found == ["二。", "三。[^1]", "四。"]


def test_block_is_one_segment_if_segmented_by_block() -> None:
    found = [s.source for s in segments(document("Title\n\nOne. Two."), "block")]
    assert found == ["Title", "One. Two."]


@pytest.mark.parametrize(
    ("language", "joined"),
    [("hy", "Ա։ Բ։"), ("zh", "Ա։Բ։"), ("ii", "Ա։Բ։"), ("th", "Ա։ Բ։"), ("km", "Ա։ Բ։")],
)
def test_sentences_are_joined_by_the_target_languages_joiner(language: str, joined: str) -> None:
    known = {"One.": "Ա։", "Two.": "Բ։"}
    target = translate(document("T\n\nOne. Two."), lookup(known), Language(language), "sentence")
    assert render(target.body) == f"<p>{joined}</p>\n"


@pytest.mark.parametrize(
    ("language", "known", "expected"),
    [
        (
            "hy",
            {"Two.": "Երկու։"},
            '<span lang="en">One.</span> Երկու։ <span lang="en">Three.</span>',
        ),
        ("zh", {"One.": "一。"}, '一。<span lang="en">Two. Three.</span>'),
        ("zh", {"Two.": "二。"}, '<span lang="en">One.</span>二。<span lang="en">Three.</span>'),
        ("zh", {"One.": "一。", "Two.": "二。"}, '一。二。<span lang="en">Three.</span>'),
        ("hy", {"Three.": "Երեք։"}, '<span lang="en">One. Two.</span> Երեք։'),
        ("fa", {"One.": "یک."}, 'یک. <span lang="en" dir="ltr">Two. Three.</span>'),
    ],
)
def test_runs_of_untranslated_sentences_are_marked_with_their_language(
    language: str, known: dict[str, str], expected: str
) -> None:
    source = document("Title\n\nOne. Two. Three.")
    target = translate(
        source, lookup(known), Language(language), "sentence", mark_untranslated=True
    )
    assert render(target.body) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"一。": "One."}, 'One. <span lang="zh">二。三。</span>'),
        ({"二。": "Two."}, '<span lang="zh">一。</span> Two. <span lang="zh">三。</span>'),
        ({"三。": "Three."}, '<span lang="zh">一。二。</span> Three.'),
        ({"一。": "One.", "二。": "Two.", "三。": "Three."}, "One. Two. Three."),
        ({"一。": "一。"}, '一。<span lang="zh">二。三。</span>'),
    ],
)
def test_translated_and_untranslated_sentences_are_joined_as_in_the_target_language(
    known: dict[str, str], expected: str
) -> None:
    """Two sentences in the source's words are joined as in the source."""
    source = document("Title\n\n一。二。三。", "zh")
    target = translate(source, lookup(known), ENGLISH, "sentence", mark_untranslated=True)
    assert render(target.body) == f"<p>{expected}</p>\n"


def test_metadata_is_translated(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Title\n\nText.\n", encoding="utf-8")
    file.with_suffix(".toml").write_text(
        'kicker = "World"\nauthor = ["Ann", "Bob"]\nstandfirst = "So. It is."', encoding="utf-8"
    )
    source = read(file, "a", ENGLISH)
    known = {"World": "Աշխարհ", "Bob": "Բոբ", "So. It is.": "Այդպես է։"}
    metadata = translate(source, lookup(known), Language("hy"), "sentence").metadata
    assert metadata.kicker == "Աշխարհ"
    assert metadata.author == ("Ann", "Բոբ")
    assert metadata.standfirst == "Այդպես է։"


def test_text_blocks_are_computed_once_for_a_document() -> None:
    source = document("Title\n\nOne. Two.")
    by_sentence = text_blocks(source, "sentence")
    assert text_blocks(source, "sentence") is by_sentence
    assert [len(block.segments) for block in by_sentence] == [1, 2]
    assert [len(block.segments) for block in text_blocks(source, "block")] == [1, 1]


def test_changed_copy_of_a_document_has_its_own_text_blocks() -> None:
    source = document("Title\n\nOne. Two.")
    assert len(text_blocks(source, "sentence")) == 2
    assert len(text_blocks(replace(source, tokens=source.tokens[:3]), "sentence")) == 1


def test_text_blocks_are_freed_with_their_document() -> None:
    source = document("Title\n\nOne. Two.")
    block = weakref.ref(text_blocks(source, "sentence")[0])
    gc.collect()
    assert block() is not None
    del source
    gc.collect()
    assert block() is None


def test_document_can_be_pickled_with_its_text_blocks_computed() -> None:
    source = document("Title\n\nOne. Two.")
    blocks = text_blocks(source, "sentence")
    unpickled = pickle.loads(pickle.dumps(source))  # noqa: S301 - our own
    assert unpickled == source
    assert text_blocks(unpickled, "sentence") == blocks


SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
PIECES = st.sampled_from(["B", "Mr", "p", "É", "ж", "Ա", "I", "12", "the", "He", "중", "»", ")"])
ENDS = st.sampled_from([".", "...", "!", "?", "։", "。", ".»", "."])


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_space_of_any_width_before_a_stop_is_segmented(space: str) -> None:
    text = f"Go to plan B{space}. It held. And plan C{space}{space}.» He left."
    for language in ("en", "fr", "hy", "zh"):
        assert "".join(sentences(text, Language(language), parse_inline)) == text
    if not unicodedata.category(space).startswith("C"):
        first, *_ = sentences(text, Language("en"), parse_inline)
        assert first == f"Go to plan B{space}. "


@given(st.lists(st.one_of(PIECES, ENDS, st.sampled_from(SPACES)), max_size=20).map("".join))
def test_any_spaces_and_stops_are_segmented_without_loss(text: str) -> None:
    for language in ("en", "de", "fr", "ru", "hy", "ja"):
        assert "".join(sentences(text, Language(language), parse_inline)) == text
