"""Repetition: words that are written twice, and those that may be."""

from __future__ import annotations

import pytest
from check_helpers import Pair, messages


@pytest.mark.parametrize(
    ("language", "target", "found"),
    [
        ("ru", "Он ушёл ушёл.", "ушёл ушёл"),
        ("ru", "Он ушёл  ушёл.", "ушёл  ушёл"),
        ("ru", "Он ушёл\u202fушёл.", "ушёл\u202fушёл"),
        ("ru", "Он ушёл\nушёл.", "ушёл ушёл"),
        ("ru", "Он ушёл Ушёл.", "ушёл Ушёл"),
        ("ru", "Ушёл ушёл.", "Ушёл ушёл"),
        ("ru", "Он ушёл *ушёл*.", "ушёл ушёл"),
        ("ru", "И и он.", "И и"),
        ("ru", "Это в в лесу.", "в в"),
        ("fr", "C’est vrai que que tu.", "que que"),
        ("de", "Er sah sah sie.", "sah sah"),
        ("de", "Er ging. Der der Mann kam.", "Der der"),
        ("de", "Er ging: „Der der Mann.“", "Der der"),
        ("de", "Er ging… (die die Frau)", "die die"),
        ("de", "Die die Frau.", "Die die"),
        ("en", "It is so! Is is that it?", "Is is"),
        ("nl", "Hij ging. Het het huis.", "Het het"),
        ("nb", "Han gikk. At at.", "At at"),
        ("sv", "Han gick; att att.", "att att"),
        ("it", "il il ponte", "il il"),
        ("de", "Das Das Haus", "Das Das"),
        ("es", "¿Qué qué?", "Qué qué"),
    ],
)
def test_doubled_word_is_found(language: str, target: str, found: str) -> None:
    expected = [f"has a doubled word: “{found}”"]
    assert messages("doubled-word", [Pair("The man left.", target)], language) == expected


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ru", "Он ушёл, ушёл."),
        ("ru", "Он ушёл   ушёл."),
        ("ru", "еле-еле шёл"),
        ("ru", "он чуть-чуть чуть не упал"),
        ("ru", "чуть чуть-чуть"),
        ("ru", "лес лесник"),
        ("ru", "колес лес"),
        ("ru", "витамин А А"),
        ("ru", "пункты А а"),
        ("ru", "Чуть чуть не упал."),
        ("ru", "5 5"),
        ("de", "der Mann, der der Frau half"),
        ("de", "Er sagt, dass das das Haus ist."),
        ("de", "Wenn sie sie sieht."),
        ("de", "wie wir wir sagen"),
        ("nl", "Ik weet dat dat zo is."),
        ("nl", "het is is zo"),
        ("en-GB", "I know that that is so."),
        ("en-GB", "He had had it."),
        ("en-GB", "What it is is clear."),
        ("nb", "Er det at at er et ord."),
        ("nn", "Dei dei såg."),
        ("no", "Det det er."),
        ("da", "Den der der er."),
        ("sv", "Det är att att är ett ord."),
        ("fr", "Vous vous levez."),
        ("it", "Se se ne va."),
        ("pt", "Se se vir."),
        ("gl", "Se se ve."),
        ("hu", "Ez ez."),
        ("hr", "Tko je je vidio."),
        ("bs", "To je se se."),
        ("sr", "Он је је видео."),
        ("sr-Latn", "On je je video."),
        ("cs", "Co to to je."),
        ("sk", "To to je."),
        ("et", "See see on."),
        ("fi", "Se se on."),
        ("sq", "Libri i së së bijës."),
    ],
)
def test_word_that_may_be_doubled_is_no_finding(language: str, target: str) -> None:
    assert messages("doubled-word", [Pair("The man left.", target)], language) == []


REDUPLICATING = "hi mr bn ne ur pa gu ta te kn ml si id ms jv su tl fil vi th lo km my tr az"
REDUPLICATING += " zh ja ko ka hy fa ar he af sw lg nso rw sn st tn xh zu"


@pytest.mark.parametrize("language", REDUPLICATING.split())
def test_reduplication_is_no_finding(language: str) -> None:
    assert messages("doubled-word", [Pair("The man left.", "kata kata")], language) == []


@pytest.mark.parametrize("source", ["No no!", "He said no no."])
def test_word_doubled_in_the_source_too_is_no_finding(source: str) -> None:
    assert messages("doubled-word", [Pair(source, "Нет нет!")], "ru") == []


def test_each_doubled_word_is_found() -> None:
    found = messages("doubled-word", [Pair("The man left.", "Он он ушёл в в лес.")], "ru")
    assert found == ["has a doubled word: “Он он”", "has a doubled word: “в в”"]


def test_start_of_a_sentence_is_seen_behind_twenty_marks() -> None:
    target = "Er ging." + " " * 5 + "«" * 10 + "Der der Mann"
    assert messages("doubled-word", [Pair("The man left.", target)], "de")
    within = "Er ging nach Hause," + " " * 5 + "der der Mann"
    assert messages("doubled-word", [Pair("The man left.", within)], "de") == []
