"""gettext's tools: what an editor is told if they are absent, or report a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues import gettext_tools

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_tool_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublisherError, match=r"^gettext's msgfmt is not installed; "):
        gettext_tools.check("", tmp_path / "a.po")


@pytest.fixture
def msgfmt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that sets what a failing msgfmt reports."""

    def set_report(report: str) -> None:
        (tmp_path / "report").write_text(report)
        tool = tmp_path / "msgfmt"
        tool.write_text(f"#!/bin/sh\ncat {tmp_path}/report >&2\nexit 1\n")
        tool.chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    return set_report


def test_last_words_of_a_tool_that_names_no_line_are_repeated(
    tmp_path: Path, msgfmt: Callable[[str], None]
) -> None:
    msgfmt(f"a\n{'0' * 300}\n  disk quota exceeded")
    with pytest.raises(PublisherError) as caught:
        gettext_tools.check("", tmp_path / "a.po")
    message = str(caught.value)
    assert "a.po: gettext cannot read it: 00" in message
    assert message.endswith("00 disk quota exceeded")
    assert message.count("0") > 200


def test_first_error_is_told_rather_than_a_warning(
    tmp_path: Path, msgfmt: Callable[[str], None]
) -> None:
    msgfmt("x.po:3: warning: no date\nx.po:7:2: keyword unknown.\nx.po:9: syntax error\n")
    with pytest.raises(PublisherError, match=r"a\.po:7: gettext: keyword unknown; fix this line$"):
        gettext_tools.check("", tmp_path / "a.po")
