"""Registry: the checks by name, and the findings of a policy's checks in an edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from check_helpers import Pair, context, faults

from publisher.catalogues.known import KnownTranslation
from publisher.catalogues.po_scanner import RawEntry
from publisher.checks.check import EditionCheck, Fault, MessageCheck, of_edition, of_message
from publisher.checks.finding import Finding
from publisher.checks.policy import Policy
from publisher.checks.registry import CHECKS, findings

if TYPE_CHECKING:
    from publisher.catalogues.key import Key

FILE = Path("bridge.po")
LINK = Pair("[a](https://e.org/a)", "[а](https://e.org/b)")
DASH = Pair("Moscow is big.", "Москва - большая.")
TWICE = Pair("Moscow is big!", "Москва огромна.")
POLICY = Policy({"dash": "error", "translated-otherwise": "warning", "link": "warning"})


def test_a_check_has_the_name_and_help_of_its_function() -> None:
    assert CHECKS["own-marks"].name == "own-marks"
    assert CHECKS["own-marks"].help.startswith("A mark is not in the form")
    assert {name: check.name for name, check in CHECKS.items()} == {name: name for name in CHECKS}
    assert CHECKS["link"].severity == "error"
    assert CHECKS["code"].severity == "warning"
    assert all(check.on for check in CHECKS.values())


def test_decorated_functions_are_checks() -> None:
    message = of_message("warning")(CHECKS["link"].function)
    assert isinstance(message, MessageCheck)
    assert (message.name, message.severity, message.on) == ("link", "warning", True)
    assert not of_message("error", on=False)(CHECKS["link"].function).on
    function = CHECKS["term"].function
    edition = of_edition("error", across=function)(function)
    assert isinstance(edition, EditionCheck)
    assert (edition.severity, edition.on, edition.across) == ("error", True, function)
    plain = of_edition("error", on=False)(function)
    assert (plain.on, plain.across) == (False, None)


def test_findings_are_sorted_by_position() -> None:
    edition = replace(
        context([LINK, DASH, TWICE], "ru"),
        raw_entries={
            (None, pair.source): RawEntry((None, pair.source), line, pair.target)
            for line, pair in ((9, LINK), (5, DASH), (7, TWICE))
        },
    )
    assert findings(edition, FILE, POLICY) == [
        Finding(
            FILE,
            5,
            "error",
            "dash",
            "“Москва - большая.” has a hyphen; use a dash",
            (None, DASH.source),
        ),
        Finding(
            FILE,
            7,
            "warning",
            "translated-otherwise",
            "the same text is translated “Москва - большая.” elsewhere",
            (None, TWICE.source),
        ),
        Finding(
            FILE,
            9,
            "warning",
            "link",
            "has the link “https://e.org/b” where the source has “https://e.org/a”",
            (None, LINK.source),
        ),
    ]
    assert findings(edition, FILE, Policy({})) == []


def test_message_that_opts_out_has_no_finding_of_this_check() -> None:
    edition = context([LINK, DASH, TWICE], "ru")
    entries: dict[Key, RawEntry] = {
        (None, LINK.source): RawEntry((None, LINK.source), 3, LINK.target, {"dash": 1}),
        (None, DASH.source): RawEntry((None, DASH.source), 6, DASH.target, {"dash": 5}),
    }
    found = findings(replace(edition, raw_entries=entries), FILE, POLICY)
    assert [(one.check, one.line) for one in found] == [
        ("translated-otherwise", None),
        ("link", 3),
    ]


def test_only_checks_of_editions_compare_articles() -> None:
    elsewhere = {pair.source: KnownTranslation("Иначе", "river") for pair in (LINK, DASH)}
    edition = replace(context([LINK, DASH], "ru"), elsewhere=elsewhere)
    policy = Policy(dict.fromkeys(CHECKS, "warning"))
    found = findings(edition, FILE, policy, across=True)
    assert {(one.check, one.key) for one in found} == {
        ("translated-otherwise", (None, LINK.source)),
        ("translated-otherwise", (None, DASH.source)),
    }


def test_fault_outside_of_messages_has_its_own_line() -> None:
    entry = RawEntry((None, "a"), 7, "а", {"dsah": 5})
    edition = replace(context([], "ru"), raw_entries={entry.key: entry})
    problem = "“ignore-dsah”: unknown check “dsah”"
    assert faults("opt-out", edition) == [Fault(problem, line=5)]
    expected = Finding(FILE, 5, "warning", "opt-out", problem)
    assert findings(edition, FILE, Policy({"opt-out": "warning"})) == [expected]


def test_long_message_is_shortened_and_equal_ones_are_joined() -> None:
    pair = Pair(LINK.source, f"[а](https://e.org/{'b' * 500})")
    (found,) = findings(context([pair, pair], "ru"), FILE, Policy({"link": "error"}))
    assert len(found.message) == 300
