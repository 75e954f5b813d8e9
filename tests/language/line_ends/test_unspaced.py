"""Line ends between words without spaces: better between phrases, worse within compounds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from publisher.language.line_ends import update_compounds
from publisher.language.line_ends.unspaced import Between, kinds_of_breaks
from publisher.language.word_breaks import word_breaks

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = {Between.PHRASES: "/", Between.WORDS: "|", Between.PARTS: "·"}


def shown(text: str, tag: str) -> str:
    kinds = kinds_of_breaks(text, tag, word_breaks(text))
    return "".join(
        (SIGNS[kinds[n]] if n in kinds else "") + letter for n, letter in enumerate(text)
    )


SIGNED = [
    ("th", "เปิด·เผย/ใน|ห้อง·สมุด|เมือง|เก่า"),
    ("th", "อะไร|จะ|เปลี่ยน|ไป/สำหรับ/นัก|เดิน·ทาง/และ/สำหรับ|เมือง"),
    ("th", "หลัง·จาก/พวก·เขา ผู้·โดยสาร"),
    ("th", "ผลก·ระ·ทบ"),  # ผล|กระทบ, which ICU misreads
    ("km", "ភាសា/និង|សាលា|របស់|យើង"),
    ("lo", "ພວກ|ເຮົາ|ຮຽນ/ໃນ|ໂຮງຮຽນ"),
    ("my", "ကျောင်း|တွင်/အတူတူ"),
    ("my", "ကုန်သည်|လာ"),  # a merchant: သည် is a postposition only as a word
]


@pytest.mark.parametrize(("tag", "signed"), SIGNED)
def test_what_meets_at_a_line_end(tag: str, signed: str) -> None:
    text = signed.translate(dict.fromkeys(map(ord, SIGNS.values())))
    assert shown(text, tag) == signed


def test_a_language_without_these_scripts_has_none() -> None:
    assert kinds_of_breaks("No words.", "en", ()) == {}


def test_compounds_are_frequent_words_that_icu_divides(tmp_path: Path) -> None:
    lists = {
        "words_th.txt": "ห้องสมุด\nห้อง\nผู้โดยสาร\n",
        "tnc_freq.txt": "ห้องสมุด\t20\nห้อง\t900\nผู้โดยสาร\t19\n",
        "ttc_freq.txt": "หลังจาก\t70\n",
    }
    wheel = tmp_path / "pythainlp.whl"
    with ZipFile(wheel, "w") as archive:
        for name, text in lists.items():
            archive.writestr(f"pythainlp/corpus/{name}", text)
    assert [*update_compounds.compounds(wheel)] == ["ห้องสมุด"]
