"""Patches of WeasyPrint and pyphen, and the engine's fonts and warnings.

In: the engine's own functions. Out: the same bytes in less time, or the improvement that a
patch exists for. `registry` lists every patch.
"""
