"""Store of records: what was saved last, with the state in which its lookups were the same."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from publisher.build.records.store import Lookups, Name, Proof, Record, Store

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = Name("ferry", "fr"), Name("ferry", "de")


def record(text: str, state: str = "") -> Record:
    lookups = Lookups(hashes=(1, 2), answers="none", state=state)
    return Record(inputs={"seeds/ferry.md": text}, shared="a", lookups=lookups, value={})


def states(store: Store) -> dict[str, str]:
    records = store.records("ferry")
    return {code: found.lookups.state for code, found in records.items() if found.lookups}


def test_a_state_is_that_of_a_record(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "check.sqlite")) as store:
        store.save(FIRST, record("One", "monday"))
        store.save(SECOND, record("One"))
        assert states(store) == {"fr": "monday", "de": ""}
        digest = store.records("ferry")["fr"].digest
        store.save_states([Proof(FIRST, digest, "tuesday")])
        assert states(store) == {"fr": "tuesday", "de": ""}
        store.save(FIRST, record("Two"))
        assert states(store) == {"fr": "", "de": ""}
        store.save_states([Proof(FIRST, digest, "of the record before")])
        assert states(store) == {"fr": "", "de": ""}


def test_records_with_some_names_are_removed(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "check.sqlite")) as store:
        for name in (FIRST, SECOND, Name("bridge")):
            store.save(name, record("One", "monday"))
        store.remove(lambda name: name.language == "de")
    with closing(Store(tmp_path / "check.sqlite")) as store:
        assert states(store) == {"fr": "monday"}
        assert list(store.records("bridge")) == [""]
