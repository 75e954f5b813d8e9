"""Errors: one line with its file, whatever the system reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.base.errors import as_publisher_error


@pytest.mark.parametrize(
    ("name", "file"), [("a.md", Path("a.md")), (b"a.md", Path("a.md")), (6, None), (None, None)]
)
def test_os_error_is_converted_with_its_file(
    name: str | bytes | int | None, file: Path | None
) -> None:
    error = as_publisher_error(OSError(21, "Is a directory", name))
    assert error.file == file
    assert error.message == "is a directory; fix it and run again"
