"""How long `invoke update` takes, and what it finds, beside gettext's msgmerge."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

from publisher.bench.generated import Generated, run, sentence, word
from publisher.bench.measured import Growth, Measured, median
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from pathlib import Path

_EDITED, _REMOVED, _NEW = 0.10, 0.05, 0.05  # of all messages
_LANGUAGE = "hy"
_MARK = "թ"  # begins each translation


def measure_update(
    home: Path, folder: Path, messages: int, repeats: int
) -> tuple[list[Measured], Growth]:
    """Measure the update of a catalogue of so many messages, and of half and a quarter.

    A tenth of them is edited by one or two words, a twentieth removed, a twentieth new.
    """
    points = []
    for share in (4, 2, 1):
        number = max(messages // share, 8)
        own, other = _updates(
            Generated.at(home, folder / str(share), [_LANGUAGE]), number, repeats
        )
        points.append((number, own[0]))
    note = "edited messages matched right: {:.1%}"
    rows = [
        Measured(
            f"update of {messages:,} messages, whole process",
            own[0],
            ratio=own[0] / other[0],
            to="msgmerge",
            note=note.format(own[1]),
        ),
        Measured("msgmerge", other[0], note=note.format(other[1])),
    ]
    return rows, Growth("messages", tuple(points))


def _updates(
    place: Generated, messages: int, repeats: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the seconds of each tool's update, and the share that it matched right."""
    chance = random.Random(1)  # noqa: S311 - the same texts in every run
    before = [sentence(chance) for _ in range(messages)]
    after, truth = _edited(before, chance)
    # A paragraph of one sentence is one message.
    place.seed("a", ["A title", *before])
    place.invoke("update")
    file, start, theirs = place.po("a", _LANGUAGE), place.root / "start.po", place.root / "b.po"
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = f"{_MARK} {entry.msgid}"
    pofile.save(po, file)
    shutil.copy(file, start)
    place.seed("a", ["A title", *after])
    own = median(lambda: place.invoke("update"), repeats, lambda: shutil.copy(start, file))
    options = ("--previous", "--quiet", "--update", "--backup=none")
    command = ("msgmerge", *options, theirs, place.root / "locales" / "a.pot")
    other = median(lambda: run(command, place.root), repeats, lambda: shutil.copy(start, theirs))
    return (own, _share(file, truth)), (other, _share(theirs, truth))


def _edited(before: list[str], chance: random.Random) -> tuple[list[str], dict[str, str]]:
    """Return the texts after the edits, and the true predecessor of each edited one."""
    truth: dict[str, str] = {}
    after = []
    for text in before:
        fate = chance.random()
        if fate < _REMOVED:
            continue
        if fate < _REMOVED + _EDITED:
            words = text.split()
            for _ in range(chance.randint(1, 2)):
                words[chance.randrange(len(words) - 1)] = word(chance)
            edited = " ".join(words)
            truth[edited] = text
            after.append(edited)
        else:
            after.append(text)
    return after + [sentence(chance) for _ in range(int(len(before) * _NEW))], truth


def _share(file: Path, truth: dict[str, str]) -> float:
    entries = {entry.msgid: entry for entry in pofile.load(file)}
    right = sum(entries[new].msgstr == f"{_MARK} {old}" for new, old in truth.items())
    return right / len(truth) if truth else 1.0
