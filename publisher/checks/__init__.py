"""Checks of translations.

In: an Edition and the lines of its catalogue. Out: findings with file, line and severity.
"""
