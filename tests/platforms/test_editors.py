"""Files as desktop editors save them: Poedit 3.2.2 and Lokalize 22.12.3 wrote the samples."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from platform_helpers import EDITS, SAMPLES, header, messages

if TYPE_CHECKING:
    from platform_helpers import Article


def test_the_sample_is_up_to_date(article: Article) -> None:
    before = article.po.read_bytes()
    article.update()
    assert article.po.read_bytes() == before


@pytest.mark.parametrize("editor", ["Poedit", "Lokalize"])
def test_a_save_by_an_editor_is_an_edit_by_hand(article: Article, editor: str) -> None:
    expected = article.edited_by_hand(*EDITS)
    shutil.copy(SAMPLES / f"{editor.lower()}.po", article.po)
    assert article.updated() == expected
    assert f"X-Generator: {editor}" in header(article.po)
    assert header(article.po).startswith("# Russian translation of bridge.\n")


def test_poedit_changes_only_the_messages_that_were_edited(article: Article) -> None:
    before, after = messages(article.po), messages(SAMPLES / "poedit.po")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == len(EDITS)
