"""Layouts of a project, and the messages that they add to pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.base.project_folder import files_below
from publisher.catalogues.catalogue import merge_repeated
from publisher.pages.layout_messages import extract_messages
from publisher.pages.references import files_of_layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.base.limits import Limits
    from publisher.catalogues.catalogue import Catalogue, Message
    from publisher.pages.templates import Templates

_layouts = partial(files_below, ending=".html")


@dataclass(frozen=True)
class _Extracted:
    """Messages by layout, and errors of layouts that cannot be read."""

    messages: dict[Path, list[Message]] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)


class Layouts:
    """Layout messages of a project and of the package, extracted once."""

    def __init__(self, templates: Templates, limits: Limits) -> None:
        self._templates = templates
        self._limits = limits

    @cached_property
    def _extracted(self) -> _Extracted:
        extracted = _Extracted()
        # Layouts that the project replaces too: it can extend them.
        for layout in chain.from_iterable(map(_layouts, reversed(self._templates.folders))):
            try:
                with guard(layout, Budget.whole(self._limits)):
                    extracted.messages[layout] = extract_messages(layout)
            except PublisherError as error:
                extracted.errors.append(error)
        return extracted

    @cached_property
    def messages(self) -> list[Message]:
        """Messages of all readable layouts."""
        return merge_repeated(chain.from_iterable(self._extracted.messages.values()))

    @cached_property
    def own_messages(self) -> list[Message]:
        """Messages that the project's layouts add to those of the package."""
        if self._templates.are_default:
            return self.messages
        default = {message.key for message in self._messages_in(self._templates.default)}
        own = merge_repeated(self._messages_in(self._templates.own))
        return [message for message in own if message.key not in default]

    def _messages_in(self, folder: Path) -> Iterator[Message]:
        for layout, messages in self._extracted.messages.items():
            if layout.is_relative_to(folder):
                yield from messages

    @property
    def errors(self) -> list[PublisherError]:
        """Errors of unreadable layouts, which affect only editions that use them."""
        return self._extracted.errors

    def count_untranslated(self, catalogue: Catalogue, name: str) -> int:
        """Count the messages without translation in the layout of a name, with its parts."""
        files = self._files_of(name)
        shown = merge_repeated(
            message
            for layout, messages in self._extracted.messages.items()
            if files is None or layout in files
            for message in messages
        )
        return sum(catalogue.translation_of(message.key) is None for message in shown)

    def _files_of(self, name: str) -> frozenset[Path] | None:
        """Return the files of the layout of a name; None if they are not known."""
        file = f"{name}.html"
        try:
            with guard(self._templates.own / file, Budget.whole(self._limits)):
                return files_of_layout(self._templates, file)
        except PublisherError:  # reported where it is laid out
            return None
