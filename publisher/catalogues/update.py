"""Update of a catalogue to the messages of its article; no translation is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import new_file
from publisher.catalogues.catalogue_file import CatalogueFile
from publisher.catalogues.elsewhere import KnownEntries
from publisher.catalogues.entries import append_obsolete, forms_of
from publisher.catalogues.key import key_of
from publisher.catalogues.message_merger import MessageMerger
from publisher.catalogues.obsolete import refuse_loss
from publisher.catalogues.rewrite import rewrite
from publisher.catalogues.suggestions import without_remarks

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    import polib

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.elsewhere import Elsewhere
    from publisher.catalogues.language_pair import LanguagePair
    from publisher.language.locale import Language


@dataclass(frozen=True)
class UpdateReport:
    """Outcome of an update: number of messages by origin of their translation.

    `returned` had become obsolete, `moved` come from another domain, `carried` from an
    edited message; `fuzzied` and `offered` are suggestions from the same and from other
    domains. `retired` counts the entries that became obsolete. `changed` is whether the
    file changed; `outdated`, whether it was more than its form that did, such as the line
    breaks of a translator's tool and remarks on a change that has been translated.
    """

    kept: int = 0
    returned: int = 0
    moved: int = 0
    carried: int = 0
    fuzzied: int = 0
    offered: int = 0
    new: int = 0
    retired: int = 0
    changed: bool = False
    outdated: bool = False


_NOTHING = KnownEntries()


class _Merged(NamedTuple):
    """New content of a catalogue file, and how it differs from the old."""

    content: bytes
    report: UpdateReport


class Updated(NamedTuple):
    """A catalogue file after its update, and the outcome."""

    file: CatalogueFile
    report: UpdateReport


@dataclass(frozen=True)
class CatalogueUpdate:
    """Update of a catalogue from the state in which its file was read; it may not exist yet.

    `others` are entries of other catalogues in the same language. `adapt`, if there is one,
    returns the messages as they belong into the state of the file that is merged. The header
    of a translator's tool is kept. The methods raise PublisherError, and write nothing, if a
    translation would be lost.
    """

    file: CatalogueFile
    domain: str
    languages: LanguagePair
    messages: Sequence[Message]
    others: Elsewhere = _NOTHING
    adapt: Callable[[Sequence[Message], CatalogueFile], Sequence[Message]] | None = None

    def preview(self) -> Updated:
        """Return the updated catalogue without writing it."""
        content, report = self._merge(self.file)
        return Updated(CatalogueFile(self.file.path, content, pofile.parse_canonical), report)

    def apply(self) -> Updated:
        """Write the updated catalogue if it differs."""
        report = UpdateReport()

        def merge(file: CatalogueFile) -> bytes:
            nonlocal report
            content, report = self._merge(file)
            return content

        return Updated(rewrite(self.file, merge), report)

    def settled(self, updated: Updated) -> UpdateReport | None:
        """Return the report of another update of an updated file; None if that changes it."""
        if not updated.report.changed:
            return updated.report
        po, counts = self._merged(updated.file)
        is_settled = str(po) == str(updated.file.po)
        return _report(counts, changed=False, outdated=False) if is_settled else None

    def _merge(self, file: CatalogueFile) -> _Merged:
        po, counts = self._merged(file)
        content = pofile.canonical(po, file.path)
        changed, outdated = content != file.raw, _matter(file.po) != _matter(po)
        return _Merged(content, _report(counts, changed=changed, outdated=outdated))

    def _merged(self, file: CatalogueFile) -> tuple[polib.POFile, Counter[str]]:
        old = file.po
        merger = MessageMerger(old, self.others, self.languages)
        merger.merge(self.adapt(self.messages, file) if self.adapt else self.messages)
        po = _with_header_of(old, self.domain, self.languages.target)
        po.extend(merger.active)
        for entry in merger.obsolete():
            append_obsolete(po, entry)
        _correct_plural_forms(po, self.languages.target)
        refuse_loss(old, po, self.others, self.languages.target.joiner, file.path)
        return po, merger.counts


def _report(counts: Counter[str], *, changed: bool, outdated: bool) -> UpdateReport:
    return UpdateReport(**counts, changed=changed, outdated=outdated)


def _matter(po: polib.POFile) -> list[tuple[object, ...]]:
    """Return the messages of a catalogue without its form and remarks."""
    return [
        (key_of(entry), entry.fuzzy, forms_of(entry), without_remarks(entry))
        for entry in po
        if not entry.obsolete
    ]


def _with_header_of(old: polib.POFile, domain: str, language: Language) -> polib.POFile:
    po = new_file(domain, language)
    po.header = old.header or f"{language.locale.english_name} translation of {domain}."
    po.metadata["Language-Team"] = str(language.locale.english_name)
    po.metadata["Plural-Forms"] = language.plural_forms
    po.metadata |= {field: value for field, value in old.metadata.items() if value}
    po.metadata_is_fuzzy = old.metadata_is_fuzzy
    return po


def _correct_plural_forms(po: polib.POFile, language: Language) -> None:
    """Replace the field that an earlier version wrote, unless translations follow its rule."""
    is_used = any(entry.msgid_plural for entry in po)
    if not is_used and po.metadata["Plural-Forms"] == language.former_plural_forms:
        po.metadata["Plural-Forms"] = language.plural_forms
