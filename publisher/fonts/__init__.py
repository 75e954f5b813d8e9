"""Typefaces for the scripts of a text.

In: a language and the scripts of its text. Out: font families and their installed files.
"""
