"""Facts about a language, from CLDR and Unicode.

In: a language tag or a text. Out: script, direction, dates, quotation marks, no-break
spaces.
"""
