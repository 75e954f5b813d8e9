"""How long an update takes, and what it finds, beside gettext's msgmerge in one run."""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from publisher import merge, pofile
from publisher.catalog import Message, write_pot
from publisher.errors import PublisherError
from publisher.language import Language

_SOURCE, _TARGET = Language("en"), Language("hy")
_VOCABULARY = 30_000
_SYLLABLES = re.findall("..", "bacedifoguhajekilomunaperisotuvawexiyozu")
_EDITED, _REMOVED, _NEW = 0.10, 0.05, 0.05  # of all messages


@dataclass(frozen=True)
class Measured:
    """One tool's update: wall time in seconds, and the share of edited messages matched right."""

    tool: str
    seconds: float
    found: float


def measure_update(messages: int, seed: int = 1) -> list[Measured]:
    """Measure an update of a catalogue of so many messages, ours and msgmerge's.

    A tenth of them is edited by one or two words, a twentieth removed, a twentieth new.
    """
    chance = random.Random(seed)  # noqa: S311 - the same texts in every run
    before = [_sentence(chance) for _ in range(messages)]
    after, truth = _edited(before, chance)
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        ours, theirs, pot = (Path(folder) / name for name in ("a.po", "b.po", "c.pot"))
        merge.update(ours, "bench", (_SOURCE, _TARGET), map(Message, before))
        po = pofile.load(ours)
        for entry in po:
            entry.msgstr = f"թ {entry.msgid}"
        pofile.save(po, ours)
        theirs.write_bytes(ours.read_bytes())
        write_pot(pot, "bench", _SOURCE, map(Message, after))
        started = time.perf_counter()
        merge.update(ours, "bench", (_SOURCE, _TARGET), map(Message, after))
        own = time.perf_counter() - started
        started = time.perf_counter()
        _msgmerge(theirs, pot)
        other = time.perf_counter() - started
        return [
            Measured("publisher", own, _share(ours, truth)),
            Measured("msgmerge", other, _share(theirs, truth)),
        ]


def _word(chance: random.Random) -> str:
    """Make a word, each as often as words of its rank are (Zipf's law)."""
    rank = int(_VOCABULARY ** chance.random())
    own = random.Random(rank)  # noqa: S311 - a rank has one word
    return "".join(own.choice(_SYLLABLES) for _ in range(min(4, 1 + rank // 60)))


def _sentence(chance: random.Random) -> str:
    return " ".join(_word(chance) for _ in range(chance.randint(7, 24))).capitalize() + "."


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
                words[chance.randrange(len(words) - 1)] = _word(chance)
            edited = " ".join(words)
            truth[edited] = text
            after.append(edited)
        else:
            after.append(text)
    return after + [_sentence(chance) for _ in range(int(len(before) * _NEW))], truth


def _share(file: Path, truth: dict[str, str]) -> float:
    entries = {entry.msgid: entry for entry in pofile.load(file)}
    right = sum(entries[new].msgstr == f"թ {old}" for new, old in truth.items())
    return right / len(truth) if truth else 1.0


def _msgmerge(po: Path, pot: Path) -> None:
    command = ("msgmerge", "--previous", "--quiet", "--update", "--backup=none", po, pot)
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PublisherError("gettext's msgmerge cannot run; run ./setup.sh") from error
