"""TeX's files of patterns: their origin, their licences, and how they divide words."""

from __future__ import annotations

import re
import subprocess
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.hyphenation import update_tex
from publisher.language.hyphenation.dictionaries import TEX, TEX_FILES
from publisher.language.hyphenation.lazy_patterns import LazyDictionary
from publisher.language.hyphenation.pattern_files import PatternFile, read_patterns
from publisher.language.locale import Language
from publisher.outputs.pdf.load import load_pdf

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(TEX_FILES.glob("*.tex"))
# Words of a licence that permits distribution, in the file's first comment.
PERMISSIVE = "MIT|LPPL|BSD|Unlicence|Public domain|may be freely distributed|used, modified"


@pytest.fixture(autouse=True, scope="module")
def patched_engine() -> None:
    load_pdf()


def test_every_file_serves_a_language_and_has_the_hash_of_its_source() -> None:
    sums = (TEX_FILES / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert [file.name for file in FILES] == sorted(f"hyph-{name}.tex" for name in TEX.values())
    assert sums == [f"{sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in FILES]


def test_the_guide_names_the_licence_of_every_file() -> None:
    guide = (TEX_FILES / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.+?)` \| .+ \| (.+) \|$", guide, re.MULTILINE)
    assert [name for name, _ in rows] == [file.name for file in FILES]
    for name, licence in rows:
        header = (TEX_FILES / name).read_text(encoding="utf-8").partition("\\patterns")[0]
        assert re.search(PERMISSIVE, header), name
        for word in re.findall("MIT|LPPL|BSD|GPL", licence):
            assert word in header or word == "BSD", name


def test_files_are_written_from_a_clone_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone, folder = tmp_path / "clone", tmp_path / "tex"
    folder.mkdir()
    source = clone / "hyph-utf8/tex/generic/hyph-utf8/patterns/tex"
    source.mkdir(parents=True)
    for file in FILES:
        (source / file.name).write_bytes(b"\r\n" + file.read_bytes()[:100])
    identity = "-c user.name=a -c user.email=a@example.org"
    for command in ("init -q", "-c core.autocrlf=false add .", f"{identity} commit -q -m a"):
        subprocess.run(["git", "-C", str(clone), *command.split()], check=True)
    head = ["git", "-C", str(clone), "rev-parse", "HEAD"]
    commit = subprocess.run(head, check=True, capture_output=True, text=True).stdout.strip()
    (source / FILES[0].name).write_bytes(b"a later change")
    monkeypatch.setattr(update_tex, "COMMIT", commit)
    update_tex.update(clone, folder)
    written = {file.name: file.read_bytes() for file in folder.glob("*.tex")}
    assert written == {file.name: b"\r\n" + file.read_bytes()[:100] for file in FILES}
    assert len((folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == len(FILES)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "Mit-glieds-staa-ten Ver-tei-di-gungs-mi-nis-te-ri-um Stra-ßen-bahn geht’s"),
        ("de-AT", "Mit-glieds-staa-ten"),
        ("uk", "те-хні-чний Ка-нар-ські від-по-від-аль-ність об’-єд-на-ти п’ят-де-ся-тий"),
        ("ru", "бездн биз-нес-мен уда-лён-ный уда-лен-ный под-со-еди-нён-ный Хор-ват-ский"),
        ("fi", "kan-sain-vä-li-nen yh-teis-kun-ta EU:n"),
        ("cy", "gwleid-ydd-iaeth"),
        ("el", "με-τά-φρα-ση Πά-τη-σε"),
        ("it", "Ban-gla-desh del-l’o-pe-ra"),
        ("la", "in-ter-na-tio-na-lis"),
        ("rm", "l’ope-ra o\u0301pe-ra"),  # two letters before a hyphen, not a letter and a mark
        ("tk", "Türk-me-nis-tan"),
        ("ku", "nav-ne-te-we-yî"),
        ("nn-NO", "mål-form"),
        ("ca", "l’e-quip ad-mi-nis-tra-ció"),
        ("ro", "for-ţa-re for-ța-re"),
        ("cs", "me-zi-ná-rodní"),
        ("en", "gov-ern-ment’s"),
    ],
)
def test_language_divides_words_at_these_points(code: str, words: str) -> None:
    dictionary = Language(code).hyphenation
    assert dictionary
    divider = pyphen.Pyphen(lang=dictionary)
    assert " ".join(divider.inserted(word.replace("-", "")) for word in words.split()) == words


@given(
    st.sampled_from(FILES),
    st.lists(st.sampled_from(["Ministerium", "information", "правительство"]), max_size=3),
    st.sampled_from(":·1_"),
)
def test_parts_of_a_word_are_divided_like_words(path: Path, parts: list[str], mark: str) -> None:
    lazy = LazyDictionary(path)
    starts = accumulate((len(part) + 1 for part in parts), initial=0)
    expected = [
        start + point
        for start, part in zip(starts, parts, strict=False)
        for point in lazy.positions(part)
    ]
    assert lazy.positions(mark.join(parts)) == expected


def test_a_letter_that_is_two_in_lower_case_moves_no_point() -> None:
    lazy = LazyDictionary(TEX_FILES / "hyph-de-1996.tex")
    points = lazy.positions("øministerium")
    assert len(points) > 2
    assert lazy.positions("İministerium") == points


def divided_by_liang(word: str, file: PatternFile, letters: list[str]) -> list[int]:
    """Return where a word is divided: Liang's method, without any shortcut.

    `letters` are those of the file's patterns.
    """
    if word in file.exceptions:
        points = list(file.exceptions[word])
    else:
        ratings = [0] * (len(word) + 3)
        for pattern, key in zip(file.patterns, letters, strict=True):
            start = f".{word}.".find(key)
            while start >= 0:
                for offset, digit in enumerate(re.findall(r"(\d?)(?:\D|$)", pattern)):
                    if digit:
                        ratings[start + offset] = max(ratings[start + offset], int(digit))
                start = f".{word}.".find(key, start + 1)
        points = [index - 1 for index, rating in enumerate(ratings) if rating % 2]
    left, right = file.minima
    return [point for point in points if left <= point <= len(word) - right]


@pytest.mark.parametrize("path", FILES, ids=[file.stem for file in FILES])
def test_words_are_divided_as_liang_describes(path: Path) -> None:
    file, lazy = read_patterns(path), LazyDictionary(path)
    letters = [re.sub(r"\d", "", pattern) for pattern in file.patterns]
    parts = [part for key in letters[:: len(letters) // 40] if (part := key.strip(".")).isalpha()]
    words = {first + second for first, second in pairwise(parts)} | set(file.exceptions)
    assert len(words) > 10
    for word in sorted(words)[:100]:
        assert lazy.positions(word) == divided_by_liang(word, file, letters), word


@given(st.sampled_from(FILES), st.text("aeiknrstаеёиклнорст'’ʼ-.:1İß\u0301", max_size=15))
def test_no_line_has_fewer_letters_of_a_word_than_tex_permits(path: Path, word: str) -> None:
    left, right = read_patterns(path).minima
    for position in LazyDictionary(path).positions(word):
        before = re.findall(r"[^\W\d_]", word[:position])
        after = re.findall(r"[^\W\d_]", word[position:])
        assert len(before) >= left
        assert len(after) >= right
