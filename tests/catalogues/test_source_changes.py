"""Edits of a source text, by their effect on its translation."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.catalogues.source_changes import (
    Change,
    classify,
    folded,
    is_typographic,
    swap_addresses,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Type `print("a")` here.', "Type `print(“a”)` here."),
        ("Type `x -- y` here.", "Type `x — y` here."),
        ("Type `it's` here.", "Type `it’s` here."),
        ("Type `a b` here.", "Type `a\u00a0b` here."),
        ("Open `https://a.org/x` now.", "Open `https://b.org/y` now."),
    ],
)
def test_code_has_no_typography_and_no_addresses(before: str, after: str) -> None:
    assert classify(before, after, "en") is Change.WORDING
    assert classify(after, before, "en") is Change.WORDING


@pytest.mark.parametrize(
    ("before", "after", "translation", "expected"),
    [
        ("Write to a@b.org.", "Write to c@b.org.", "Գրեք a@b.org։", "Գրեք c@b.org։"),
        (
            "See [it](https://a.org/b_(c)).",
            "See [it](https://a.org/b_(d)).",
            "[Այն](https://a.org/b_(c))։",
            "[Այն](https://a.org/b_(d))։",
        ),
        *(
            (f"See [it]({old})—now.", f"See [it]({new})—now.", f"[Այն]({old})։", f"[Այն]({new})։")
            for old, new in [
                ("https://fr.example.org/l'eau--2020", "https://fr.example.org/l’eau—2020"),
                ("https://fr.example.org/a–b", "https://fr.example.org/a—b"),
                ("https://de.example.org/wiki/„Heroes“", 'https://de.example.org/wiki/"Heroes"'),
                ("https://a.org/it's", "https://b.org/it’s"),
                ("mailto:o'brien@a.org", "mailto:o’brien@a.org"),
                ("l'eau–2020.md#a", "l’eau—2020.md#a"),
            ]
        ),
        (
            "At https://a.org/l’eau.",
            "At https://a.org/l'eau.",
            "Ըստ «https://a.org/l’eau»-ի։",
            "Ըստ «https://a.org/l'eau»-ի։",
        ),
        ("At o'brien@a.org.", "At o’brien@a.org.", "Ըստ o'brien@a.org-ի։", "Ըստ o’brien@a.org-ի։"),
        (
            "At https://a.org's end",
            "At https://b.org's end",
            "https://a.org'da",
            "https://b.org'da",
        ),
    ],
)
def test_an_edit_of_an_address_is_made_in_its_translation(
    before: str, after: str, translation: str, expected: str
) -> None:
    assert classify(before, after, "en") is Change.ADDRESS
    assert swap_addresses(before, after, translation) == expected


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("It fell.[^1]", "It fell.[^2]", Change.ADDRESS),
        ("It fell.[^ca6a]", "It fell.[^1]", Change.ADDRESS),
        ("It fell.[^1]", "It stood.[^2]", Change.WORDING),
        ("In 2013 it fell.[^1]", "In 2014 it fell.[^2]", Change.NUMBER),
        ("It fell.[^1]", "It fell.", Change.WORDING),
        (r"It fell.\[^1]", r"It fell.\[^2]", Change.NUMBER),
        ("It fell.`[^1]`", "It fell.`[^2]`", Change.WORDING),
    ],
)
def test_the_label_of_a_footnote_is_an_address(before: str, after: str, change: Change) -> None:
    assert classify(before, after, "en") is change
    assert classify(after, before, "en") is change


@pytest.mark.parametrize("address", ["https://a.org", "https://a.org/l'eau–x", "o'neil@a.org"])
def test_typography_around_an_equal_address_is_typography(address: str) -> None:
    before, after = (
        f'"{address}" - it\'s [here]({address})...',
        f"“{address}” — it’s [here]({address})…",
    )
    assert classify(before, after, "en") is Change.TYPOGRAPHY


@given(
    st.text(st.sampled_from("a5'’-–—…"), max_size=6),
    st.text(st.sampled_from("a5'’-–—…"), max_size=6),
)
def test_an_edit_within_an_address_is_never_typography(old: str, new: str) -> None:
    before, after = (f"See https://a.org/a{path}a now." for path in (old, new))
    change = Change.TYPOGRAPHY if old == new else Change.ADDRESS
    assert classify(before, after, "en") is change


@pytest.mark.parametrize("part", ["](a", "a'", "](a(", "https://a/(’", "](", "a’@"])
def test_any_text_is_classified_in_time(part: str) -> None:
    start = time.process_time()
    is_typographic(f"{part * 10_000}@", f"{part * 10_000}@.")
    assert time.process_time() - start < 2


def test_typography_around_equal_code_is_typography() -> None:
    change = classify('Type "`a - b`" now - please.', "Type “`a - b`” now — please.", "en")
    assert change is Change.TYPOGRAPHY


# Each line has the forms of one text, which mean the same.
DASHES = """
    It rained - it poured. | It rained -- it poured. | It rained—it poured.
    "Yes" - he said. | “Yes” — he said. | “Yes”--he said. | “Yes” – he said.
    He said - "yes". | He said — “yes”. | He said—“yes”.
    A fee (none) - or not. | A fee (none) — or not.
    A fee - (or none). | A fee — (or none).
    A word - **bold**. | A word — **bold**.
    In 2020 - he left. | In 2020 — he left. | In 2020–he left.
    Really? - Yes. | Really? — Yes.
    - Yes, he said. | — Yes, he said. | —Yes, he said.
    1990–2000 | 1990 – 2000 | 1990--2000 | 1990 — 2000
    Chapter – 5 things | Chapter — 5 things | Chapter -- 5 things
    It was -5 °C. | It was −5 °C. | It was –5 °C.
    Losses (-$5) | Losses (−$5)
    «Да» - сказал он. | «Да» — сказал он. | "Да" – сказал он.
    „Ja“ - sagte er. | „Ja“ – sagte er. | »Ja« – sagte er.
    « Oui » - dit-il. | «Oui» – dit-il.
    —¡No! - dijo él. | — ¡No! — dijo él.
    他说—“好”。 | 他说——“好”。 | 他说 — “好”。
    「はい」 - 彼は言った。 | 「はい」—彼は言った。
    “نعم” - قال. | “نعم” — قال.
    It is **-7** now. | It is **–7** now. | It is **−7** now.
    It is _-7_ now. | It is _–7_ now.
    It was ‑7, too. | It was -7, too. | It was –\u20607, too.
    **1990**–2000 | **1990** – 2000 | **1990**--2000
    from -5 to -3 | from –5 to –3 | from −5 to −3
    lost -½ point | lost –½ point
    was -USD 5 | was –USD 5 | was −USD 5
    PARIS - May 5 was fine. | PARIS — May 5 was fine.
    Vino —dijo él. | Vino — dijo él.
    It cost 10 000 drams. | It cost 10\u00a0000 drams.
    On May 10 we left. | On May\u00a010 we left. | On May 10\u00a0we left.
"""


@pytest.mark.parametrize("forms", DASHES.strip().splitlines())
def test_dashes_are_typography_beside_anything(forms: str) -> None:
    texts = [form.strip() for form in forms.split(" | ")]
    assert len(texts) > 1
    assert {classify(one, other, "en") for one in texts for other in texts} == {Change.TYPOGRAPHY}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3 - 5", "3–5"),  # a difference, or a range
        ("3-5", "3–5"),  # a score, a date or a range
        ("3 − 5", "3 – 5"),
        ("from 3 –5", "from 3–5"),
        ("It reached - 5 degrees.", "It reached — 5 degrees."),
        ("It reached -5 degrees.", "It reached — 5 degrees."),
        ("It reached –5 degrees.", "It reached —5 degrees."),
        ("It lost –$5.", "It lost – $5."),
        ("It lost - .5 points.", "It lost — .5 points."),
        ("It reached -5 degrees.", "It reached 5 degrees."),
        ("a well-known man", "a well—known man"),
        ("pre- and post-war", "pre — and post-war"),
        ("the suffix -ing", "the suffix — ing"),
        ("Run (--release).", "Run (—release)."),
        ("--release", "—release"),
        ("closed – ½ point", "closed –½ point"),
        ("closed – Ⅴ points", "closed –Ⅴ points"),
        ("lost *—5 points*", "lost *–5 points*"),
        ("lost **—6**", "lost **–6**"),
        ("lost (**—6**)", "lost (**–6**)"),
        ("lost ~~—6~~", "lost ~~–6~~"),
        ("was — USD 5", "was –USD 5"),
        ("was - USD 5", "was — USD 5"),
        ("was — Rs. 5", "was –Rs. 5"),
        ("was — रुपये 5", "was –रुपये 5"),
        ("was — %5", "was –%5"),
        ("jumped – “5” points", "jumped –“5” points"),
        ("lost — _5_", "lost –_5_"),
        ("lost —**5**", "lost –**5**"),
        ("他说“—5”", "他说“–5”"),
        ("where x=—3", "where x=–3"),
        ("lost —5", "lost ‒5"),
    ],
)
def test_a_hyphen_or_a_minus_is_no_dash(before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        assert classify(one, other, "en") not in {Change.TYPOGRAPHY, Change.ADDRESS}


@pytest.mark.parametrize("space", [*"\u00a0\u2007\u2009\u202f"])
def test_spaces_within_a_number_are_typography(space: str) -> None:
    before, after = "It cost 1 500 000 rubles.", f"It cost 1{space}500{space}000 rubles."
    assert classify(before, after, "en") is Change.TYPOGRAPHY


def signed_numbers(text: str) -> list[str]:
    """Return the numbers of a text as a reader could read them, whatever marks surround them."""
    plain = re.sub(r"[*_“”\"]", "", text)
    numbers = re.findall(r"((?<![^\s(])[-–−])?(?:USD ?|\$)?(\d+|½|Ⅴ)", plain)
    return [f"{'−' if sign else ''}{number}" for sign, number in numbers]


DASH = st.sampled_from(["-", "–", "—", "−", "--", " - ", " – ", " — ", " –", " -", " —", "– "])
NUMBER = st.sampled_from(["5", "½", "Ⅴ", "$5", "USD 5", "“5”", "**5**", "_5_", "a", "*a* 5"])


@given(
    st.sampled_from(["lost", "3", "“so”", "**3**", "lost *", "lost (", "lost (**", "lost “", ""]),
    DASH,
    DASH,
    NUMBER,
)
def test_typography_never_changes_the_signed_numbers(
    left: str, one: str, other: str, right: str
) -> None:
    before, after = f"{left}{one}{right}", f"{left}{other}{right}"
    if classify(before, after, "en") is Change.TYPOGRAPHY:
        assert signed_numbers(before) == signed_numbers(after)


@given(st.text(st.sampled_from('a5½ -–—−‒‑(“"*_,好A\u00a0\u200b'), max_size=12))
@example("a5 -–—−(“.")
def test_what_is_folded_is_folded_only_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("mark", [*' -–"«', "- ", " –", "-–", "a -", "*", '–"', " –a"])
def test_any_number_of_marks_is_folded_in_time(mark: str) -> None:
    start = time.process_time()
    folded(f"a{mark * 30_000}b")
    assert time.process_time() - start < 2


WORDS = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


@given(
    st.integers(0, len(WORDS)),
    st.integers(0, 3),
    st.sampled_from([("not", Change.NEGATION), ("blue", Change.WORDING), ("5", Change.NUMBER)]),
)
def test_the_kind_of_an_edit_does_not_depend_on_its_place(
    place: int, replaced: int, edit: tuple[str, Change]
) -> None:
    word, change = edit
    before = " ".join(WORDS)
    after = " ".join([*WORDS[:place], word, *WORDS[place + replaced :]])
    assert classify(before, after, "en") is change
    assert classify(after, before, "en") is change


def test_any_number_of_spaces_is_folded_in_linear_time() -> None:
    assert folded(f"«{' ' * 50_000}a") == '" a'
    assert folded(f"a{' ' * 50_000}b") == "a b"
