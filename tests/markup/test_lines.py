"""Line numbers of tokens."""

from __future__ import annotations

from publisher.markup.document import inline
from publisher.markup.lines import line_of
from publisher.markup.parser import parse


def test_lines_count_from_1() -> None:
    tokens = parse("# Title\n\nText.").tokens
    assert [line_of(token) for token in tokens if token.type == "inline"] == [1, 3]


def test_token_without_a_position_has_no_line() -> None:
    assert line_of(inline("Text.")) is None
