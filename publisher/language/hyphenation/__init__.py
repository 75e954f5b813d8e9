"""Hyphenation points of a word.

In: a word and its language. Out: the places where a line may divide it.
"""
