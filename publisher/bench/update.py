"""Measure `invoke update` beside gettext's msgmerge: wall time and accuracy of matches."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, NamedTuple

from publisher.bench.generated import GeneratedProject, make_sentence, make_word, run
from publisher.bench.measured import Growth, Measurement, Point, Scaling, median_seconds
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from pathlib import Path

_EDITED, _REMOVED, _NEW = 0.10, 0.05, 0.05  # shares of all messages
_LANGUAGE = "hy"
_MARK = "թ"  # prefix of each translation


class _Update(NamedTuple):
    """The wall time of an update, and the share of edited messages matched correctly."""

    seconds: float
    accuracy: float


class _Comparison(NamedTuple):
    """The same update by both tools."""

    publisher: _Update
    msgmerge: _Update


class _Edits(NamedTuple):
    """Sentences after edits, and the original of each edited sentence."""

    sentences: list[str]
    originals: dict[str, str]


def measure_update(origin: Path, folder: Path, messages: int, repeats: int) -> Scaling:
    """Measure updates of catalogues of a quarter, half and all of the messages.

    A tenth of the messages have one or two words edited, a twentieth are removed and a
    twentieth are new.
    """
    points: list[Point] = []
    for divisor in (4, 2, 1):
        count = max(messages // divisor, 8)
        project = GeneratedProject.create(origin, folder / str(divisor), [_LANGUAGE])
        comparison = _compare(project, count, repeats)
        points.append(Point(count, comparison.publisher.seconds))
    ours, theirs = comparison
    note = "edited messages matched correctly: {:.1%}"
    measured = [
        Measurement(
            f"update of {messages:,} messages, whole process",
            ours.seconds,
            ratio=ours.seconds / theirs.seconds,
            to="msgmerge",
            note=note.format(ours.accuracy),
        ),
        Measurement("msgmerge", theirs.seconds, note=note.format(theirs.accuracy)),
    ]
    return Scaling(measured, Growth("messages", tuple(points)))


def _compare(project: GeneratedProject, messages: int, repeats: int) -> _Comparison:
    """Update the same translated catalogue with both tools."""
    rng = random.Random(1)  # noqa: S311 - the same texts in every run
    sentences = [make_sentence(rng) for _ in range(messages)]
    edits = _edit(sentences, rng)
    # A paragraph of one sentence is one message.
    project.write_article("a", ["A title", *sentences])
    project.invoke("update")
    ours, theirs = project.catalogue_path("a", _LANGUAGE), project.root / "msgmerge.po"
    start = project.root / "start.po"
    _translate_with_mark(ours)
    shutil.copy(ours, start)
    project.write_article("a", ["A title", *edits.sentences])
    own_seconds = median_seconds(
        lambda: project.invoke("update"), repeats, lambda: shutil.copy(start, ours)
    )
    options = ("--previous", "--quiet", "--update", "--backup=none")
    command = ("msgmerge", *options, theirs, project.root / "locales" / "a.pot")
    msgmerge_seconds = median_seconds(
        lambda: run(command, project.root), repeats, lambda: shutil.copy(start, theirs)
    )
    return _Comparison(
        _Update(own_seconds, _accuracy(ours, edits.originals)),
        _Update(msgmerge_seconds, _accuracy(theirs, edits.originals)),
    )


def _translate_with_mark(file: Path) -> None:
    """Translate each message to itself with a prefix, so that a match can be recognised."""
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = f"{_MARK} {entry.msgid}"
    pofile.save(po, file)


def _edit(sentences: list[str], rng: random.Random) -> _Edits:
    """Edit and remove random sentences, and append new ones."""
    originals: dict[str, str] = {}
    after = []
    for sentence in sentences:
        fate = rng.random()
        if fate < _REMOVED:
            continue
        if fate < _REMOVED + _EDITED:
            words = sentence.split()
            for _ in range(rng.randint(1, 2)):
                words[rng.randrange(len(words) - 1)] = make_word(rng)
            edited = " ".join(words)
            originals[edited] = sentence
            after.append(edited)
        else:
            after.append(sentence)
    added = [make_sentence(rng) for _ in range(int(len(sentences) * _NEW))]
    return _Edits(after + added, originals)


def _accuracy(file: Path, originals: dict[str, str]) -> float:
    """Return the share of edited messages that have their original's translation."""
    entries = {entry.msgid: entry for entry in pofile.load(file)}
    correct = sum(entries[new].msgstr == f"{_MARK} {old}" for new, old in originals.items())
    return correct / len(originals) if originals else 1.0
