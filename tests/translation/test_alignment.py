"""Alignment with an existing translation, by structure, length and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import document

from publisher.catalogues import pofile
from publisher.language.locale import Language
from publisher.language.no_break import insert_no_break_spaces
from publisher.translation.alignment import LIKELY_CONFIDENCE, SURE_CONFIDENCE, align
from publisher.translation.segments import text_blocks

if TYPE_CHECKING:
    from helpers import Project

    from publisher.markup.document import Document
    from publisher.translation.segments import Segment

SLUG = "armenia-rejects-csto-assistance"
ENGLISH = """# The bridge

The bridge was opened on Monday, 20 November 2023. It cost 12 million dollars. Nobody was hurt.

## What comes next

- Another bridge
- A tunnel of 3.5 km

> We never gave up.

The mayor left.
"""
FRENCH = """# Le pont

Le pont a été ouvert le lundi 20 novembre 2023. Il a coûté 12 millions de dollars, et nul n'a été \
blessé.

## La suite

- Un autre pont
- Un tunnel de 3,5 km

> Nous n'avons jamais renoncé.

Une phrase que l'article n'a pas, et qui parle de 1789 et de tout autre chose encore.

Le maire est parti.
"""


def test_sentences_of_two_documents_are_paired() -> None:
    pairs = {
        pair.segment.source: pair.translation
        for pair in align(document(ENGLISH, ending="md"), document(FRENCH, "fr", "md"))
    }
    assert pairs["The bridge"] == "Le pont"
    assert pairs["What comes next"] == "La suite"
    assert pairs["A tunnel of 3.5 km"] == "Un tunnel de 3,5 km"
    assert pairs["We never gave up."] == "Nous n'avons jamais renoncé."
    assert pairs["The mayor left."] == "Le maire est parti."
    assert pairs["It cost 12 million dollars."].startswith("Il a coûté 12 millions")
    assert pairs["Nobody was hurt."] == "^"
    assert "1789" not in "".join(pairs.values())


STORY = """# The bridge of Karsan

The old bridge of Karsan was closed in 1998. It had been built by engineers from Tbilisi.

Nobody wanted to pay for a new one. The village council asked the ministry for help three times.

In 2011 a journalist named Nino Beridze wrote about it. Her article was read by 40,000 people.

The money came from a foundation in Geneva. Work began in the spring of 2013.

The workers found two old graves. An archaeologist came from Batumi and stopped everything.

It rained all summer. The river rose by 3 metres and took the scaffolding away.

The mayor, Giorgi Lomidze, resigned in 2014. His successor promised a bridge within two years.

Today it stands. Every morning 120 children cross it on their way to school.
"""
STORIES = {
    "fr": """# Le pont de Karsan

L'ancien pont de Karsan a été fermé en 1998. Il avait été construit par des ingénieurs de Tbilissi.

Personne ne voulait en payer un nouveau. Le conseil du village a demandé trois fois l'aide du \
ministère.

En 2011, une journaliste, Nino Beridze, en a parlé. Son article a été lu par 40 000 personnes.

L'argent est venu d'une fondation de Genève. Les travaux ont commencé au printemps 2013.

Les ouvriers ont trouvé deux vieilles tombes. Un archéologue est venu de Batoumi et a tout arrêté.

Il a plu tout l'été. La rivière est montée de 3 mètres et a emporté les échafaudages.

Le maire, Giorgi Lomidzé, a démissionné en 2014. Son successeur a promis un pont en deux ans.

Aujourd'hui, il est là. Chaque matin, 120 enfants le traversent pour aller à l'école.
""",
    "ru": """# Мост в Карсане

Старый мост в Карсане закрыли в 1998 году. Его построили инженеры из Тбилиси.

Никто не хотел платить за новый. Сельский совет трижды просил помощи у министерства.

В 2011 году о нём написала журналистка Нино Беридзе. Её статью прочли 40 000 человек.

Деньги дал фонд из Женевы. Работы начались весной 2013 года.

Рабочие нашли две старые могилы. Из Батуми приехал археолог и всё остановил.

Всё лето шёл дождь. Река поднялась на 3 метра и унесла леса.

Мэр Георгий Ломидзе ушёл в отставку в 2014 году. Его преемник обещал мост через два года.

Сегодня он стоит. Каждое утро по нему идут в школу 120 детей.
""",
    "ka": """# კარსანის ხიდი

კარსანის ძველი ხიდი 1998 წელს დაკეტეს. ის თბილისელმა ინჟინრებმა ააშენეს.

ახლის საფასურის გადახდა არავის სურდა. სოფლის საბჭომ სამინისტროს სამჯერ სთხოვა დახმარება.

2011 წელს ამის შესახებ ჟურნალისტმა ნინო ბერიძემ დაწერა. მისი სტატია 40 000 ადამიანმა წაიკითხა.

ფული ჟენევის ფონდმა გამოყო. სამუშაოები 2013 წლის გაზაფხულზე დაიწყო.

მუშებმა ორი ძველი საფლავი იპოვეს. ბათუმიდან არქეოლოგი ჩამოვიდა და ყველაფერი შეაჩერა.

მთელი ზაფხული წვიმდა. მდინარე 3 მეტრით ავიდა და ხარაჩოები წაიღო.

მერი გიორგი ლომიძე 2014 წელს გადადგა. მისმა მემკვიდრემ ხიდი ორ წელიწადში აღთქვა.

დღეს ის დგას. ყოველ დილით მასზე 120 ბავშვი გადადის სკოლისკენ.
""",
    "de": """# Die Brücke von Karsan

Die alte Brücke von Karsan wurde 1998 geschlossen. Ingenieure aus Tiflis hatten sie gebaut.

Niemand wollte eine neue bezahlen. Der Dorfrat bat das Ministerium dreimal um Hilfe.

2011 schrieb die Journalistin Nino Beridse darüber. Ihren Artikel lasen 40.000 Menschen.

Das Geld kam von einer Stiftung in Genf. Die Arbeiten begannen im Frühjahr 2013.

Die Arbeiter fanden zwei alte Gräber. Aus Batumi kam ein Archäologe und hielt alles an.

Es regnete den ganzen Sommer. Der Fluss stieg um 3 Meter und riss das Gerüst fort.

Der Bürgermeister Giorgi Lomidse trat 2014 zurück. Sein Nachfolger versprach eine Brücke in zwei \
Jahren.

Heute steht sie. Jeden Morgen gehen 120 Kinder über sie zur Schule.
""",
}


@pytest.mark.parametrize("language", STORIES)
def test_most_right_pairs_are_sure_and_sure_pairs_are_right(language: str) -> None:
    source, target = document(STORY, ending="md"), document(STORIES[language], language, "md")
    expected = {
        pair.source: translation.source
        for pair, translation in zip(_segments(source), _segments(target), strict=True)
    }
    pairs = align(source, target)
    sure = [pair for pair in pairs if pair.confidence >= SURE_CONFIDENCE]
    assert len(sure) >= 0.8 * len(expected)
    assert all(expected[pair.segment.source] == pair.translation for pair in sure)


@pytest.mark.parametrize("language", STORIES)
def test_no_pair_with_another_article_is_sure(language: str) -> None:
    parts = STORIES[language].split("\n\n")
    backwards = document("\n\n".join([parts[0], *reversed(parts[1:])]), language, "md")
    pairs = align(document(STORY, ending="md"), backwards)
    wrong = [pair for pair in pairs if pair.confidence >= SURE_CONFIDENCE]
    assert not wrong


def test_sentences_of_a_block_with_another_number_of_them_are_not_sure() -> None:
    rain = "Es regnete den ganzen Sommer."
    german = STORIES["de"].replace(rain, f"{rain} Tag für Tag, Nacht für Nacht.")
    pairs = align(document(STORY, ending="md"), document(german, "de", "md"))
    sure = {pair.segment.source: pair.confidence >= SURE_CONFIDENCE for pair in pairs}
    assert sure["The workers found two old graves."]
    assert not sure["It rained all summer."]
    assert not sure["The river rose by 3 metres and took the scaffolding away."]


def _segments(document: Document) -> list[Segment]:
    return [segment for block in text_blocks(document, "sentence") for segment in block.segments]


def test_unlikely_pairs_are_not_filled_in(project: Project) -> None:
    project.write("other.txt", f"Titre\n\nFin.\n\n{'Une très longue phrase. ' * 30}\n")
    project.succeed("align", "bridge", "other.txt", "--language", "fr")
    comments = [e.tcomment for e in pofile.load(project.po("bridge", "fr")) if e.msgstr]
    assert all(int(c.rpartition(" ")[2].rstrip("%")) >= 100 * LIKELY_CONFIDENCE for c in comments)


def test_a_joined_sentence_is_filled_only_with_its_translation(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", {"The bridge was opened on Monday.": "Le pont."}.get)
    project.write("a.txt", "Une petite victoire\n\nLe pont a été ouvert lundi, après douze ans.\n")
    project.succeed("align", "bridge", "a.txt", "--language", "fr")
    assert "^" not in [e.msgstr for e in pofile.load(project.po("bridge", "fr"))]


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_own_translations_are_recovered_from_the_html(tree: Project, language: str) -> None:
    """Align the article with its own finished edition."""
    tree.succeed("html", "-l", language)
    page = tree.built("html", f"{SLUG}.{language}.html")
    own = Language(language)
    # A page sets no-break spaces of its own.
    known = {
        e.msgid: insert_no_break_spaces(e.msgstr, own)
        for e in pofile.load(tree.po(SLUG, language))
    }
    tree.po(SLUG, language).unlink()
    output = tree.succeed("align", SLUG, str(page), "--language", language)
    assert "filled" in output
    filled = [e for e in pofile.load(tree.po(SLUG, language)) if e.msgstr and not e.obsolete]
    correct = [e for e in filled if insert_no_break_spaces(e.msgstr, own) == known[e.msgid]]
    sure = [e for e in filled if not e.fuzzy]
    assert len(correct) >= 0.7 * len(known)
    assert len(sure) >= 0.8 * len(known)
    assert sum(e in correct for e in sure) >= 0.9 * len(sure)
    assert all("aligned with" in e.tcomment for e in filled)


def test_uncertain_pairs_are_fuzzy_or_omitted(project: Project) -> None:
    project.write("other.txt", "Titre\n\nEn 1999, rien.\n\nFin.\n")
    project.succeed("align", "bridge", "other.txt", "--language", "fr")
    filled = [e for e in pofile.load(project.po("bridge", "fr")) if e.msgstr]
    assert len(filled) == 2  # the others are unlikely
    assert all(e.fuzzy for e in filled)
    for name, error in (("nothing.txt", "cannot read"), ("nothing.pdf", "save it as .txt")):
        assert error in project.fail("align", "bridge", name, "--language", "fr")
    own = project.fail("align", "bridge", "other.txt", "--language", "en")
    assert "--language en is the article's own; name that of other.txt" in own
    assert not project.po("bridge", "en").exists()


def test_existing_translations_are_kept(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", {"A small victory": "Une petite victoire"}.get)
    project.write("autre.txt", "Un autre titre\n\nLe pont.\n")
    project.succeed("align", "bridge", "autre.txt", "--language", "fr")
    content = project.po("bridge", "fr").read_text(encoding="utf-8")
    assert "Une petite victoire" in content
    assert "Un autre titre" not in content


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (1, 2, 3, 4), (3, 2, 1, 0), (5, 6, 7, 8)])
def test_length_alone_makes_no_pair_sure(project: Project, order: tuple[int, ...]) -> None:
    english = ["The baker went home early.", "Nobody saw the old man again.", "It was a cold day."]
    english += ["The children sang in the yard."]
    french = ["Le boulanger rentra tôt.", "Nul ne revit le vieil homme.", "Il faisait froid."]
    french += ["Les enfants chantaient dehors.", "Puis vint la nuit sur la ville."]
    french += ["Rien de tout cela.", "Une autre histoire commence.", "La mer est calme ce soir."]
    french += ["On ne sait jamais."]
    project.write("seeds/tale.txt", "A tale\n\n" + "\n\n".join(english))
    project.write("conte.txt", "Un conte\n\n" + "\n\n".join(french[n] for n in order))
    project.succeed("align", "tale", "conte.txt", "--language", "fr")
    filled = [e for e in pofile.load(project.po("tale", "fr")) if e.msgstr]
    assert filled
    assert all(e.fuzzy for e in filled)


BRIDGE = """\
# The bridge of Gyumri

The bridge was opened on Monday, 20 November 2023, by Karapetyan.

It cost 12 million dollars and took 7 years.

We never gave up.

The mayor of Gyumri left on 21 November.

A tunnel of 35 km is planned for 2027.
"""
PONT = """\
# Le pont de Gyumri

Le pont a été ouvert le lundi 20 novembre 2023 par Karapetyan.

Il a coûté 12 millions de dollars et 7 ans de travail.

{}

Le maire de Gyumri est parti le 21 novembre.

Un tunnel de {} km est prévu pour {}.
"""
NEVER = "Nous n'avons jamais renoncé."


def unsure(english: str, french: str) -> list[str]:
    """Return the sentences whose pairs are not sure."""
    pairs = align(document(english, ending="md"), document(french, "fr", "md"))
    return [pair.segment.source for pair in pairs if pair.confidence < SURE_CONFIDENCE]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ((NEVER, "35", "2027"), []),
        (("We never gave up.", "35", "2027"), ["We never gave up."]),
        ((NEVER, "46", "2031"), ["A tunnel of 35 km is planned for 2027."]),
        # One number in common is enough.
        ((NEVER, "46", "2027"), []),
    ],
)
def test_sentences_that_are_not_translated_or_have_other_numbers_are_not_sure(
    changed: tuple[str, str, str], expected: list[str]
) -> None:
    assert unsure(BRIDGE, PONT.format(*changed)) == expected


def test_little_evidence_makes_no_pair_sure() -> None:
    english = "# A title\n\nNobody came on Monday.\n\nThe mayor of Gyumri left.\n"
    french = "# Un titre\n\nPersonne n'est venu lundi.\n\nLe maire de Gyumri est parti.\n"
    assert len(unsure(english, french)) == 3


def test_blocks_of_one_kind_are_paired() -> None:
    english = "# A title\n\n## Another day\n\nAnother way\n\n- One more day\n"
    for french, expected in (
        ("## Un autre jour", "Another day"),
        ("Un autre jour", "Another way"),
        ("- Un autre jour", "One more day"),
    ):
        pairs = align(
            document(english, ending="md"), document(f"# Un titre\n\n{french}", "fr", "md")
        )
        found = {pair.translation: pair.segment.source for pair in pairs}
        assert found == {"Un titre": "A title", "Un autre jour": expected}


def test_at_most_two_sentences_share_a_translation() -> None:
    english = "# A title\n\nHe came in May. He saw it all. He went home.\n"
    for french, joined in (
        ("Il vint en mai et il vit tout. Il repartit.", 1),
        ("Il vint en mai, il vit tout et il repartit.", 1),
        ("Il vint en mai. Il vit tout. Il repartit.", 0),
    ):
        pairs = align(
            document(english, ending="md"), document(f"# Un titre\n\n{french}", "fr", "md")
        )
        assert [pair.translation for pair in pairs].count("^") == joined


@pytest.mark.parametrize(("between", "is_sure"), [(1, True), (4, True), (5, False)])
def test_many_blocks_without_evidence_are_not_sure(between: int, *, is_sure: bool) -> None:
    def article(title: str, plain: str, end: str) -> str:
        head, tail = BRIDGE if plain == "He did." else PONT, f"\n\n{plain}" * between
        first = head.split("\n\n")[:3]
        return "\n\n".join([title, *first[1:]]) + tail + f"\n\n{end} 2031 35 77 Karapetyan.\n"

    english = article("# The bridge of Gyumri", "He did.", "Then came")
    french = article("# Le pont de Gyumri", "Il fit.", "Puis vint")
    assert ("He did." not in unsure(english, french)) is is_sure


def test_a_sentence_gets_both_sentences_that_translate_it() -> None:
    english = "# A title\n\nHe came in May and saw it all there. He went home.\n"
    french = "# Un titre\n\nIl vint en mai. Il vit tout là-bas. Il repartit.\n"
    pairs = align(document(english, ending="md"), document(french, "fr", "md"))
    assert [pair.translation for pair in pairs] == [
        "Un titre",
        "Il vint en mai. Il vit tout là-bas.",
        "Il repartit.",
    ]
