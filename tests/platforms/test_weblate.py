"""Catalogues that Weblate opened, edited and saved."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT
from platform_helpers import EDITS, Edit, header, messages

from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from platform_helpers import Article

# .ci/run installs it there: its dependencies are not those of .venv.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
ENVIRONMENT = CACHE / "publisher" / "weblate"
WEBLATE = ENVIRONMENT / "bin" / "python"
IS_WHOLE = (ENVIRONMENT / "lock.txt").exists()  # copied last
SESSION = ROOT / "tests" / "platforms" / "weblate_session.py"
FIELDS = {"PO-Revision-Date", "Last-Translator", "Language-Team", "Plural-Forms", "X-Generator"}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not IS_WHOLE, reason="Weblate is not installed; see .ci/run"),
]


def edit_in_weblate(edits: Mapping[Path, Sequence[Edit]]) -> None:
    request = json.dumps({str(file): list(map(list, of_file)) for file, of_file in edits.items()})
    subprocess.run((WEBLATE, SESSION), input=request, text=True, check=True)


def changed(before: Sequence[str], after: Sequence[str]) -> list[str]:
    return [new for old, new in zip(before, after, strict=True) if old != new]


def changed_fields(before: str, after: str) -> set[str]:
    """Return the names of the header's lines that differ."""
    lines = set(after.split("\n")) - set(before.split("\n"))
    return {line.partition(":")[0].strip('"') for line in lines}


def test_an_edit_changes_only_its_message_and_an_update_keeps_it(article: Article) -> None:
    expected = article.edited_by_hand(*EDITS)
    before, before_header = messages(article.po), header(article.po)
    edit_in_weblate({article.po: EDITS})
    # An update removes our note on a change that has been translated.
    written = [re.sub("#. was: .*\n", "", message) for message in messages(article.po)]
    assert written == expected
    assert len(changed(before, messages(article.po))) == len(EDITS)
    check = ("msgfmt", "--check", "--output-file=/dev/null", article.po)
    subprocess.run(check, check=True)
    assert article.updated() == expected
    assert changed_fields(before_header, header(article.po)) == FIELDS


def test_the_translations_of_this_project(tmp_path: Path) -> None:
    names = [
        f"{language}/LC_MESSAGES/{domain}.po"
        for language in ("hy", "ru")
        for domain in ("armenia-rejects-csto-assistance", "publisher")
    ]
    files = {tmp_path / name.replace("/", "-"): ROOT / "locales" / name for name in names}
    for file, original in files.items():
        shutil.copy(original, file)
    first = {file: pofile.load(file)[0] for file in files}
    edit_in_weblate({file: [Edit(e.msgid, f"{e.msgstr}!")] for file, e in first.items()})
    for file, original in files.items():
        written = changed(messages(original), messages(file))
        assert [message.endswith('!"') for message in written] == [True]
