"""Approvals: given to complete editions without errors, and invalidated by edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest
from helpers import translate_article, update_catalogues, write_config

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.project.approval import add_approval, approved_by
from publisher.project.approve import approve
from publisher.project.config import load_config
from publisher.project.project import open_project

if TYPE_CHECKING:
    from helpers import Project


def test_approval_lasts_until_the_next_edit(project: Project) -> None:
    write_config(project, "[tool.publisher.gate]\napprove = true")
    translate_article(project)
    file = project.po("bridge", "fr")
    waiting = (
        "bridge (fr) is waiting for approval;"
        " run: publisher approve --slug bridge --language fr --name"
    )
    assert waiting in project.succeed("pdf", "-l", "fr")
    project.succeed("approve", "-s", "bridge", "-l", "fr", "--name", "Ann Example")
    assert "X-Approved-By: Ann Example <" in file.read_text(encoding="utf-8")
    assert waiting not in project.succeed("pdf", "-l", "fr")
    update_catalogues(project)
    text = file.read_text(encoding="utf-8").replace("#. paragraph", "# a note\n#. paragraph", 1)
    file.write_text(text, encoding="utf-8")
    assert waiting not in project.succeed("pdf", "-l", "fr")
    file.write_text(text.replace("Une petite victoire", "La petite victoire"), encoding="utf-8")
    refusal = project.fail("pdf", "-l", "fr", "--release", status=1)
    assert waiting in refusal


def test_edition_with_errors_cannot_be_approved(project: Project) -> None:
    translate_article(project, last="Le second pont est prévu pour 2072.")
    opened = open_project(load_config(project.root), [], [])
    with pytest.raises(PublisherError, match=r"cannot be approved: .*2072"):
        approve(opened, "bridge", Language("fr"), "Ann")
    assert "number" in {f.check for f in opened.review("bridge", Language("fr")).findings}
    project.translate("bridge", "fr", lambda _: None)
    opened = open_project(load_config(project.root), [], [])
    with pytest.raises(PublisherError, match="only a complete translation"):
        approve(opened, "bridge", Language("fr"), "Ann")


def test_each_edition_is_approved_or_has_its_error(project: Project) -> None:
    project.configure(["fr", "hy"])
    project.seed("another", "Another article\n\nIt is short.\n")
    translate_article(project)
    project.translate("another", "fr", lambda _: "Un")
    done = project.invoke(
        *("approve", "-s", "another", "-s", "bridge", "-l", "hy", "-l", "fr", "--name", "Ann")
    )
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        f"approved: locales/fr/LC_MESSAGES/{slug}.po" for slug in ("another", "bridge")
    ]
    assert done.stderr.splitlines() == [
        f"error: locales/hy/LC_MESSAGES/{slug}.po: only a complete translation can be approved"
        for slug in ("another", "bridge")
    ]


def test_only_edits_invalidate_an_approval() -> None:
    def catalogue(*entries: polib.POEntry) -> polib.POFile:
        po = polib.POFile()
        po.extend(entries)
        return po

    def entry(translation: str, context: str | None = None, *flags: str) -> polib.POEntry:
        return polib.POEntry(msgid="a", msgstr=translation, msgctxt=context, flags=list(flags))

    po = catalogue(entry("b"), entry("c", "menu"))
    assert approved_by(po) is None
    add_approval(po, "Ann Example")
    assert approved_by(po) == "Ann Example"

    def still_approved(*entries: polib.POEntry) -> bool:
        other = catalogue(*entries)
        other.metadata = po.metadata
        return approved_by(other) is not None

    assert still_approved(entry("c", "menu"), entry("b"))
    assert not still_approved(entry("b", None, "fuzzy"), entry("c", "menu"))
    assert not still_approved(entry("x"), entry("c", "menu"))
    assert not still_approved(entry("b"))
    for name in ("", "A\nB", "A <b>"):
        with pytest.raises(PublisherError):
            add_approval(po, name)


def test_the_order_of_messages_does_not_matter() -> None:
    entries = [polib.POEntry(msgid=source, msgstr="x") for source in ("a", "b", "c")]
    po, other = polib.POFile(), polib.POFile()
    po.extend(entries)
    other.extend(entries[::-1])
    add_approval(po, "Ann Example")
    other.metadata = po.metadata
    assert approved_by(other) == "Ann Example"
