"""Versions of publisher that a project requires, as in `requires = "publisher>=0.4"`."""

from __future__ import annotations

from publisher import __version__
from publisher.base.errors import PublisherError

_NAME = "publisher"


def refuse_other_versions(value: object) -> str:
    """Check that this version is one that a requirement (PEP 508) allows, and return it.

    Raises PublisherError for another version, and for what is no requirement of publisher.
    """
    # Slow, and most projects require nothing.
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415

    try:
        required = Requirement(str(value))
    except InvalidRequirement:
        required = None
    if (
        required is None
        or required.name.lower() != _NAME
        or (required.url or required.extras or required.marker)
    ):
        raise PublisherError(f'must be like "{_NAME}>={__version__}", not {value!r}')
    if not required.specifier.contains(__version__, prereleases=True):
        problem = f"the project needs {required}, and this is {_NAME} {__version__}"
        raise PublisherError(f"{problem}; install a version that it allows")
    return str(required)
