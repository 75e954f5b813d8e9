"""Hyphenation points of a word.

In: a word and its language. Out: the positions where a line may divide it.
"""
