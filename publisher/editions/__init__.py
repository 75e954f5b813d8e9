"""Editions and bilingual proofs, as data.

In: a Document and its catalogue. Out: an Edition, or a Proof that pairs it with its source.
"""
