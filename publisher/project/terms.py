"""Glossary terms as comments on the messages that use them, for the translator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.key import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.catalogues.key import Key
    from publisher.checks.glossary import Glossary
    from publisher.checks.glossary_files import LoadedGlossary

_TERM = "term: "  # prefix of such a comment


def add_terms(
    messages: Sequence[Message], file: CatalogueFile, loaded: LoadedGlossary
) -> list[Message]:
    """Return the messages of a catalogue with the glossary terms that they use as comments.

    While a file of the glossary cannot be read, the terms that the catalogue has stay.
    """
    before = _terms_of(file) if loaded.errors else {}
    return list(_with_terms(messages, loaded.glossary, before))


def _terms_of(file: CatalogueFile) -> dict[Key, list[str]]:
    """Return the glossary terms in the comments of a catalogue's entries."""
    return {
        key_of(entry): [line for line in entry.comment.split("\n") if line.startswith(_TERM)]
        for entry in file.po
    }


def _with_terms(
    messages: Iterable[Message], glossary: Glossary | None, before: Mapping[Key, Sequence[str]]
) -> Iterator[Message]:
    for message in messages:
        terms = list(_terms(glossary, message)) if glossary else []
        known = {_term(line) for line in terms}
        terms += [line for line in before.get(message.key, ()) if _term(line) not in known]
        yield replace(message, comments=(*message.comments, *sorted(terms, key=_term)))


def _term(comment: str) -> str:
    return comment.partition(" = ")[0]


def _terms(glossary: Glossary, message: Message) -> Iterator[str]:
    if message.source != CREDITS:
        for term in glossary.used_in(message.source):
            yield f"{_TERM}{term.source} = {', '.join(term.targets)}"
