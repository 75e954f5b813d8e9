"""Negations that an edit adds or removes, in many languages."""

from __future__ import annotations

import pytest

from publisher.catalogues.source_changes import Change, classify
from publisher.language.negation_words import PARTS, PREFIXES, SUFFIXES, WORDS

# Language, a sentence, and its negations.
NEGATED = [
    ("en", "It is possible to cross.", "It is impossible to cross."),
    ("en", "He can come.", "He can’t come."),
    ("en", "The men were armed.", "The men were unarmed."),
    ("en", "A violent march.", "A non-violent march."),
    ("en", "A hopeful man.", "A hopeless man."),
    ("en", "They agree on this.", "They disagree on this."),
    ("hy", "Նա գնաց տուն։", "Նա չգնաց տուն։"),
    ("hy", "Նա գալիս է։", "Նա չի գալիս։"),
    ("hy", "Կարո՞ղ է գալ։", "Չի՞ կարող գալ։"),
    ("hy", "Հարցը որոշեց դատարանը։", "Հարցը չորոշեց դատարանը։"),
    ("hy", "Դա հնարավոր է։", "Դա անհնար է։"),
    ("hy", "Գնա այնտեղ։", "Մի՛ գնա այնտեղ։"),
    ("hy", "Դա օրինական է։", "Դա ոչ օրինական է։"),
    ("tr", "Adam geldi.", "Adam gelmedi."),
    ("tr", "Adam geliyor.", "Adam gelmiyor."),
    ("tr", "Yarın gelecek.", "Yarın gelmeyecek."),
    ("tr", "Bunu yapabilir.", "Bunu yapamaz."),
    ("tr", "Bu mümkün.", "Bu mümkün değil."),
    ("tr", "Bu imkânlı.", "Bu imkânsız."),
    ("az", "O gəldi.", "O gəlmədi."),
    ("fa", "او می‌رود.", "او نمی‌رود."),
    ("fa", "او رفت.", "او نرفت."),
    ("fa", "این ممکن است.", "این ممکن نیست."),
    ("fa", "باید برود.", "باید نرود."),
    ("ru", "Он пришёл.", "Он не пришёл."),
    ("ru", "Это законно.", "Это незаконно."),
    ("ru", "Все пришли.", "Никто не пришёл."),
    ("uk", "Це можливо.", "Це неможливо."),
    ("pl", "To jest dobre.", "To nie jest dobre."),
    ("cs", "Přišel včera.", "Nepřišel včera."),
    ("sk", "Prišiel včera.", "Neprišiel včera."),
    ("sr", "Дошао је.", "Није дошао."),
    ("bg", "Той дойде.", "Той не дойде."),
    ("de", "Er kam gestern.", "Er kam gestern nicht."),
    ("de", "Er hat eine Wahl.", "Er hat keine Wahl."),
    ("de", "Das ist möglich.", "Das ist unmöglich."),
    ("nl", "Hij heeft een keuze.", "Hij heeft geen keuze."),
    ("sv", "Han kom.", "Han kom inte."),
    ("fr", "Il est venu.", "Il n’est pas venu."),
    ("fr", "C’est légal.", "C’est illégal."),
    ("es", "Es posible.", "Es imposible."),
    ("es", "Vino ayer.", "No vino ayer."),
    ("pt", "Ele veio.", "Ele não veio."),
    ("it", "È venuto.", "Non è venuto."),
    ("el", "Είναι δυνατό.", "Είναι αδύνατο."),
    ("el", "Ήρθε.", "Δεν ήρθε."),
    ("ka", "ის მოვიდა.", "ის არ მოვიდა."),
    ("ka", "ყველა მოვიდა.", "არავინ მოვიდა."),
    ("ar", "هو يعرف.", "هو لا يعرف."),
    ("he", "הוא בא.", "הוא לא בא."),
    ("hi", "वह आया।", "वह नहीं आया।"),
    ("ko", "그는 왔다.", "그는 오지 않았다."),
    ("ja", "彼は行きます。", "彼は行きません。"),
    ("ja", "それは可能だ。", "それは不可能だ。"),
    ("zh", "他来了。", "他没来。"),
    ("th", "เขามา", "เขาไม่มา"),
    ("fi", "Hän tulee.", "Hän ei tule."),
    ("hu", "Eljött.", "Nem jött el."),
]
# Language, and two sentences of which neither is the contrary of the other.
NOT_NEGATED = [
    ("hy", "Նա նամակ գրեց։", "Նա մի նամակ գրեց։"),
    ("hy", "Մարդը եկավ։", "Չար մարդը եկավ։"),
    ("hy", "Սեղանը գեղեցիկ է։", "Չինական սեղանը գեղեցիկ է։"),
    ("en", "The red house fell.", "The important house fell."),
    ("en", "The red house fell.", "The house fell under it."),
    ("en", "He is not here.", "He isn’t here."),
    ("en", "It is not possible now.", "It is impossible now."),
    ("tr", "Güzel bir film.", "Güzel bir komedi."),
    ("tr", "Bir adam geldi.", "Bir Fransız geldi."),
    ("tr", "Yeni oyun.", "Yeni bir çalışma."),
    ("fa", "او نان خرید.", "او نامه خرید."),
    ("ka", "კაცი მოვიდა.", "არაბი კაცი მოვიდა."),
    ("zh", "这很好。", "不过这很好。"),
    ("ja", "人が多い。", "人が少ない。"),
    ("de", "Ein Haus.", "Ein Unternehmen."),
]


@pytest.mark.parametrize(("language", "sentence", "negated"), NEGATED)
def test_a_negation_that_an_edit_adds_or_removes_is_noticed(
    language: str, sentence: str, negated: str
) -> None:
    assert classify(sentence, negated, language) is Change.NEGATION
    assert classify(negated, sentence, language) is Change.NEGATION


@pytest.mark.parametrize(("language", "one", "other"), NOT_NEGATED)
def test_words_that_only_look_negative_are_no_negation(
    language: str, one: str, other: str
) -> None:
    assert classify(one, other, language) is Change.WORDING
    assert classify(other, one, language) is Change.WORDING


def test_a_negation_that_moves_is_noticed() -> None:
    before, after = "He did not say that he came.", "He did say that he did not come."
    assert classify(before, after, "en") is Change.NEGATION


@pytest.mark.parametrize("table", [WORDS, PARTS, PREFIXES, SUFFIXES])
def test_tables_are_sorted_by_language(table: dict[str, str]) -> None:
    assert list(table) == sorted(table)
