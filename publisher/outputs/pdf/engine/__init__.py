"""Patches of WeasyPrint and pyphen, each behind the registry in `patch`.

In: the engine's own functions. Out: the same bytes in less time, or the improvement that a
patch exists for.
"""
