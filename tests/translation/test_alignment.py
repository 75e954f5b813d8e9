"""Alignment with an existing translation, by structure, length and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import document

from publisher.catalogues import pofile
from publisher.language.locale import Language
from publisher.language.no_break import insert_no_break_spaces
from publisher.translation.alignment import align

if TYPE_CHECKING:
    from helpers import Project

SLUG = "armenia-rejects-csto-assistance"
ENGLISH = """# The bridge

The bridge was opened on Monday, 20 November 2023. It cost 12 million dollars. Nobody was hurt.

## What comes next

- Another bridge
- A tunnel of 3.5 km

> We never gave up.

The mayor left.
"""
FRENCH = """# Le pont

Le pont a été ouvert le lundi 20 novembre 2023. Il a coûté 12 millions de dollars, et nul n'a été \
blessé.

## La suite

- Un autre pont
- Un tunnel de 3,5 km

> Nous n'avons jamais renoncé.

Une phrase que l'article n'a pas, et qui parle de 1789 et de tout autre chose encore.

Le maire est parti.
"""


def test_sentences_of_two_documents_are_paired() -> None:
    pairs = {
        pair.segment.source: pair.translation
        for pair in align(document(ENGLISH, ending="md"), document(FRENCH, "fr", "md"))
    }
    assert pairs["The bridge"] == "Le pont"
    assert pairs["What comes next"] == "La suite"
    assert pairs["A tunnel of 3.5 km"] == "Un tunnel de 3,5 km"
    assert pairs["We never gave up."] == "Nous n'avons jamais renoncé."
    assert pairs["The mayor left."] == "Le maire est parti."
    assert pairs["It cost 12 million dollars."].startswith("Il a coûté 12 millions")
    assert pairs["Nobody was hurt."] == "^"
    assert "1789" not in "".join(pairs.values())


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_own_translations_are_recovered_from_the_html(tree: Project, language: str) -> None:
    """Align the article with its own finished edition."""
    tree.succeed("html", "-l", language)
    page = tree.built("html", f"{SLUG}.{language}.html")
    own = Language(language)
    # A page sets no-break spaces of its own.
    known = {
        e.msgid: insert_no_break_spaces(e.msgstr, own)
        for e in pofile.load(tree.po(SLUG, language))
    }
    tree.po(SLUG, language).unlink()
    output = tree.succeed("align", SLUG, str(page), "--language", language)
    assert "filled" in output
    filled = [e for e in pofile.load(tree.po(SLUG, language)) if e.msgstr and not e.obsolete]
    correct = [e for e in filled if insert_no_break_spaces(e.msgstr, own) == known[e.msgid]]
    sure = [e for e in filled if not e.fuzzy]
    assert len(correct) >= 0.7 * len(known)
    assert len(sure) >= 10
    assert sum(e in correct for e in sure) >= 0.9 * len(sure)
    assert all("aligned with" in e.tcomment for e in filled)


def test_uncertain_pairs_are_fuzzy_or_omitted(project: Project) -> None:
    project.write("other.txt", "Titre\n\nEn 1999, rien.\n\nFin.\n")
    project.succeed("align", "bridge", "other.txt", "--language", "fr")
    filled = [e for e in pofile.load(project.po("bridge", "fr")) if e.msgstr]
    assert len(filled) == 4
    assert all(e.fuzzy for e in filled)
    for name, error in (("nothing.txt", "cannot read"), ("nothing.pdf", "save it as .txt")):
        assert error in project.fail("align", "bridge", name, "--language", "fr")
    own = project.fail("align", "bridge", "other.txt", "--language", "en")
    assert "--language en is the article's own; name that of other.txt" in own
    assert not project.po("bridge", "en").exists()


def test_existing_translations_are_kept(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", {"A small victory": "Une petite victoire"}.get)
    project.write("autre.txt", "Un autre titre\n\nLe pont.\n")
    project.succeed("align", "bridge", "autre.txt", "--language", "fr")
    content = project.po("bridge", "fr").read_text(encoding="utf-8")
    assert "Une petite victoire" in content
    assert "Un autre titre" not in content


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (1, 2, 3, 4), (3, 2, 1, 0), (5, 6, 7, 8)])
def test_length_alone_makes_no_pair_sure(project: Project, order: tuple[int, ...]) -> None:
    english = ["The baker went home early.", "Nobody saw the old man again.", "It was a cold day."]
    english += ["The children sang in the yard."]
    french = ["Le boulanger rentra tôt.", "Nul ne revit le vieil homme.", "Il faisait froid."]
    french += ["Les enfants chantaient dehors.", "Puis vint la nuit sur la ville."]
    french += ["Rien de tout cela.", "Une autre histoire commence.", "La mer est calme ce soir."]
    french += ["On ne sait jamais."]
    project.write("seeds/tale.txt", "A tale\n\n" + "\n\n".join(english))
    project.write("conte.txt", "Un conte\n\n" + "\n\n".join(french[n] for n in order))
    project.succeed("align", "tale", "conte.txt", "--language", "fr")
    filled = [e for e in pofile.load(project.po("tale", "fr")) if e.msgstr]
    assert filled
    assert all(e.fuzzy for e in filled)
