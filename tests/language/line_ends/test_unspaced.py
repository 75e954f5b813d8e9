"""Line ends between words without spaces: better between phrases, worse within compounds."""

from __future__ import annotations

import pytest

from publisher.language.line_ends.unspaced import Between, kinds_of_breaks
from publisher.language.word_breaks import word_breaks

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
]


@pytest.mark.parametrize(("tag", "signed"), SIGNED)
def test_what_meets_at_a_line_end(tag: str, signed: str) -> None:
    text = signed.translate(dict.fromkeys(map(ord, SIGNS.values())))
    assert shown(text, tag) == signed


def test_a_language_without_these_scripts_has_none() -> None:
    assert kinds_of_breaks("No words.", "en", ()) == {}
