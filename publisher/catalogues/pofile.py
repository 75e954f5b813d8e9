"""Catalogue files: bytes ↔ polib, through gettext's own tools so that nothing is lost.

Reading: size cap → UTF-8 only → `msgfmt --check` → `msgcat --no-wrap` → polib, by path.
Writing: polib → `msgcat --no-wrap` → `msgfmt --check` → the whole file replaced.

polib alone is not enough: it drops characters of malformed strings, the last message
of a file that ends in a comment, and overwrites plural forms, all without a word.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib

from publisher.base.characters import CONTROL
from publisher.base.errors import PublisherError
from publisher.base.files import decoded, open_regular, write_atomically

_LIMIT = 64 * 2**20
_TIMEOUT = 120  # seconds: msgcat needs about one for 10,000 messages

# git's conflict markers, and those of diff3 style.
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})( |$)", re.MULTILINE)
_HEADER = re.compile(r'^msgid ""\nmsgstr (".*"\n?)+', re.MULTILINE)
# Checks that a message is not to be asked, written as if they were gettext's own flags.
_OPT_OUT = re.compile(r"^#,(.*\bignore-[\w-]+.*)$", re.MULTILINE)
_CHARSET = re.compile(r'charset=([^\s"\\]+)', re.IGNORECASE)

# As msgcat writes them: escapes of bell, backspace, form feed and vertical tab, others raw.
_UNPRINTABLE = (r"\a", r"\b", r"\f", r"\v")

# What a catalogue is made of. A comment ends with its line, and may hold anything.
_TOKEN = re.compile(
    r'#.*|(?P<word>msgctxt|msgid_plural|msgid|msgstr)|"(?P<string>(?:[^"\\\n]|\\.)*)"'
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|x[0-9a-fA-F]+|.)")
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}
_ESCAPES |= {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}

# gettext says file:line or file:line:column, then the problem.
_COMPLAINT = re.compile(r"^(?P<file>.*?):(?P<line>\d+)(:\d+)?: (?P<what>.*)$", re.MULTILINE)


def load(path: Path) -> polib.POFile:
    """Read a catalogue. Raises PublisherError, with gettext's line, for what gettext rejects."""
    return parse(read(path), path)


def read(path: Path) -> bytes:
    """Return the bytes of a catalogue; raise PublisherError where that cannot be."""
    return open_regular(path, limit=_LIMIT).getvalue()


def parse(raw: bytes, path: Path) -> polib.POFile:
    """Make a catalogue of the bytes that `path` held; raises what `load` raises."""
    text = decoded(raw, path)
    if marker := _CONFLICT.search(text):
        raise PublisherError(
            "merge conflict: choose one side and delete the lines of marks",
            file=path,
            line=text.count("\n", 0, marker.start()) + 1,
        )
    _require_utf8_header(path, text)
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        checked, copy = Path(folder) / "checked.po", Path(folder) / "catalogue.po"
        checked.write_text(text, encoding="utf-8", newline="")
        copy.write_text(_with_opt_outs(text), encoding="utf-8", newline="")
        with ThreadPoolExecutor(2) as side_by_side:
            check = side_by_side.submit(_check, checked, path)
            plain_of = side_by_side.submit(_canonical, copy, path)
            check.result()  # whose words are the better ones
            plain = plain_of.result()
        _refuse_control_characters(plain.decode(), text, path)
        _refuse_many_plurals(text, path)
        copy.write_bytes(plain)
        po = polib.pofile(str(copy), encoding="utf-8", wrapwidth=0)
        _restore_previous(po, plain.decode(), copy)
        lost = [*_lost_comments(text, plain.decode()), *_lost_fields(po, plain.decode())]
        po.header = "\n".join(filter(None, [po.header, *lost]))
        return po


def _lost_comments(text: str, canonical: str) -> list[str]:
    """Return the translators' comments that msgcat drops; they go to the head of the file.

    It has no place for those behind the last message, nor for those on an obsolete one
    that has no translation.
    """
    kept = Counter(_comments(canonical))
    return [line for line in _comments(text) if line and not _take(kept, line)]


def _comments(text: str) -> list[str]:
    return [line.strip() for line in re.findall(r"^#(?![.:,|~])(.*)$", text, re.MULTILINE)]


def _take(counts: Counter[str], item: str) -> bool:
    counts[item] -= 1
    return counts[item] >= 0


def _lost_fields(po: polib.POFile, canonical: str) -> list[str]:
    """Return the header's lines that polib reads over: no fields, or fields that come twice."""
    lines = polib.unescape(_header_of(canonical)).split("\n")
    kept = {f"{name}: {value}".rstrip() for name, value in po.metadata.items()}
    # One of several lines has no colon, and polib takes it for the end of the one before.
    kept |= {part for field in kept for part in field.split("\n")}
    return [line.strip() for line in lines if line.strip() and line.rstrip() not in kept]


def _header_of(text: str) -> str:
    """Return the value of the first message, which may be cut into strings anywhere."""
    header = _HEADER.search(text)
    return header[0].split("msgstr", 1)[1].strip(' "\n').replace('"\n"', "") if header else ""


def _with_opt_outs(text: str) -> str:
    """Write flags `ignore-…` as translator's comments: gettext's tools drop flags of others."""

    def commented(found: re.Match[str]) -> str:
        flags = [flag.strip() for flag in found[1].split(",")]
        own = ", ".join(flag for flag in flags if flag.startswith("ignore-"))
        others = ", ".join(flag for flag in flags if not flag.startswith("ignore-"))
        return f"# {own}" + f"\n#, {others}" * bool(others)

    return _OPT_OUT.sub(commented, text)


def _restore_previous(po: polib.POFile, canonical: str, copy: Path) -> None:
    """Give obsolete entries their previous sources back, which polib reads over (`#~|`).

    They are read again as if they were not obsolete.
    """
    blocks = [block for block in canonical.split("\n\n") if "\n#~| " in f"\n{block}"]
    if not blocks:
        return
    revived = [
        re.sub(r"^#~(\|?) ", lambda m: "#| " if m[1] else "", b, flags=re.MULTILINE)
        for b in blocks
    ]
    copy.write_text("\n\n".join(revived), encoding="utf-8", newline="")
    known = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(copy), encoding="utf-8")}
    for entry in po.obsolete_entries():
        if (found := known.get((entry.msgctxt, entry.msgid))) is not None:
            entry.previous_msgctxt = found.previous_msgctxt
            entry.previous_msgid = found.previous_msgid
            entry.previous_msgid_plural = found.previous_msgid_plural


def lines_of(path: Path) -> dict[tuple[str | None, str], int]:
    """Return the line, from 1, of each message's `msgstr` in the file as it lies there.

    Messages go by context and source; obsolete ones have no line, nor has anything in a
    file that does not exist. polib's own numbers are those of the canonical copy: a tool
    may have wrapped the file (gettext manual, The Format of PO Files). Raises
    PublisherError for what cannot be read.
    """
    text = decoded(read(path), path) if path.exists() else ""
    found: dict[tuple[str | None, str], int] = {}
    texts: dict[str, str] = {}
    word, line, behind = "", 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", behind, token.start())
        behind = token.start()
        if token["word"]:
            # An entry begins with its context, or with its source where it has none.
            if token["word"] == "msgctxt" or (token["word"] == "msgid" and word != "msgctxt"):
                texts = {}
            if token["word"] == "msgstr" and word != "msgstr":
                found[texts.get("msgctxt"), texts.get("msgid", "")] = line
            word = token["word"]
        elif token["string"] is not None:
            texts[word] = texts.get(word, "") + _unescaped(token["string"])
    found.pop((None, ""), None)  # the header
    return found


def _unescaped(string: str) -> str:
    """Read the escapes of a string as gettext does, which has all those of C."""

    def read_one(found: re.Match[bytes]) -> bytes:
        sign = found[1]
        if sign[:1] in b"01234567":
            return bytes([int(sign, 8) & 0xFF])
        if sign[:1] == b"x":
            return bytes([int(sign[1:], 16) & 0xFF])
        return _ESCAPES.get(sign, sign)

    return _ESCAPE.sub(read_one, string.encode()).decode("utf-8", "replace")


def _refuse_many_plurals(text: str, path: Path) -> None:
    """Refuse what polib takes for the second form; no language has more than six (CLDR)."""
    if found := re.search(r"^(#~ *)?msgstr\[ *\d{2,} *\]", text, re.MULTILINE):
        raise PublisherError(
            "a message has more than ten plural forms; delete those that no language has",
            file=path,
            line=text.count("\n", 0, found.start()) + 1,
        )


def _refuse_control_characters(canonical: str, text: str, path: Path) -> None:
    """Refuse what no font can show, and polib would write as something else."""
    escapes = canonical.replace(r"\\", "")  # behind an escaped backslash a letter is a letter
    if CONTROL.search(escapes) or any(escape in escapes for escape in _UNPRINTABLE):
        written = re.search(r"\\([abfv]|[0-7]|x[0-9a-fA-F])", text)
        raise PublisherError(
            "a translation holds a control character, which cannot be printed; delete it",
            file=path,
            line=text.count("\n", 0, written.start()) + 1 if written else None,
        )


def save(po: polib.POFile, path: Path) -> bool:
    """Write a catalogue as `msgcat --no-wrap` writes it; say whether the file changed."""
    return write_atomically(path, canonical(po, path))


def canonical(po: polib.POFile, path: Path) -> bytes:
    """Return a catalogue's bytes as `msgcat --no-wrap` writes them, for a file at `path`."""
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        copy = Path(folder) / "catalogue.po"
        text = str(po)
        # polib writes an empty comment before a header that has none.
        text = text if po.header else text.removeprefix("#\n")
        copy.write_text(text, encoding="utf-8", newline="")
        content = _canonical(copy, path)
        copy.write_bytes(content)
        _check(copy, path)
    return content


def _require_utf8_header(path: Path, text: str) -> None:
    value = _header_of(text)
    charset = _CHARSET.search(value)
    if charset is None:
        raise PublisherError(
            'no header that names the charset; add "Content-Type: text/plain; charset=UTF-8\\n"'
            " to the first message",
            file=path,
            line=1,
        )
    types = [found.start() for found in re.finditer(r"Content-Type:", text, re.IGNORECASE)]
    if len(re.findall(r"Content-Type:", value, re.IGNORECASE)) > 1:
        raise PublisherError(
            "the header has two fields Content-Type; delete one",
            file=path,
            line=text.count("\n", 0, types[1]) + 1,
        )
    if charset[1].lower() not in {"utf-8", "utf8"}:
        raise PublisherError(
            f"the header says charset={charset[1]}; convert the file with msgconv -t UTF-8",
            file=path,
            line=text.count("\n", 0, types[0] if types else 0) + 1,
        )


def _check(copy: Path, path: Path) -> None:
    result = _run("msgfmt", "--check", "--output-file=-", str(copy))
    if result.returncode:
        raise _complaint(result.stderr, path)


def _canonical(copy: Path, path: Path) -> bytes:
    result = _run("msgcat", "--no-wrap", "--force-po", str(copy))
    if result.returncode:
        raise _complaint(result.stderr, path)
    return result.stdout


def _complaint(stderr: bytes, path: Path) -> PublisherError:
    text = stderr.decode("utf-8", "replace")
    for found in _COMPLAINT.finditer(text):
        if not found["what"].startswith("warning:"):
            message = f"gettext: {found['what'].rstrip('.')}; mend this line"
            return PublisherError(message, file=path, line=int(found["line"]))
    return PublisherError(f"gettext cannot read it: {' '.join(text.split())[-300:]}", file=path)


def _run(*command: str) -> subprocess.CompletedProcess[bytes]:
    # C.UTF-8: the tools' own words in English, and the text's letters untouched.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    try:
        return subprocess.run(
            command, capture_output=True, check=False, env=environment, timeout=_TIMEOUT
        )
    except subprocess.TimeoutExpired as error:
        raise PublisherError(
            f"{command[0]} needs more than {_TIMEOUT} s; is the catalogue damaged?"
        ) from error
    except FileNotFoundError as error:
        raise PublisherError(f"gettext's {command[0]} is not installed; run ./setup.sh") from error
