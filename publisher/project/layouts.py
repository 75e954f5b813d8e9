"""Layouts of a project, and the messages that they add to pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.base.project_folder import files_below
from publisher.catalogues.catalogue import merge_repeated
from publisher.pages.layout import PROOF
from publisher.pages.layout_messages import extract_messages

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.base.limits import Limits
    from publisher.catalogues.catalogue import Catalogue, Message


@dataclass(frozen=True)
class _Extracted:
    """Messages by layout, and errors of layouts that cannot be read."""

    messages: dict[str, list[Message]] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)


class Layouts:
    """Layout messages of the folder `templates`, extracted once."""

    def __init__(self, templates: Path, limits: Limits) -> None:
        self._templates = templates
        self._limits = limits

    @cached_property
    def _extracted(self) -> _Extracted:
        extracted = _Extracted()
        for layout in files_below(self._templates, ".html"):
            try:
                with guard(layout, Budget.whole(self._limits)):
                    extracted.messages[layout.stem] = extract_messages(layout)
            except PublisherError as error:
                extracted.errors.append(error)
        if not any(extracted.messages.values()) and not extracted.errors:
            extracted.errors.append(
                PublisherError("contains no layout; add one", file=self._templates)
            )
        return extracted

    @cached_property
    def messages(self) -> list[Message]:
        """Messages of all readable layouts."""
        return merge_repeated(chain.from_iterable(self._extracted.messages.values()))

    @property
    def errors(self) -> list[PublisherError]:
        """Errors of unreadable layouts, which affect only editions that use them."""
        return self._extracted.errors

    def count_untranslated(self, catalogue: Catalogue, *, in_proofs: bool = False) -> int:
        """Count the layout messages without translation; those of proofs only `in_proofs`."""
        shown = merge_repeated(
            message
            for name, messages in self._extracted.messages.items()
            if in_proofs or not name.startswith(PROOF)
            for message in messages
        )
        return sum(catalogue.translation_of(message.key) is None for message in shown)
