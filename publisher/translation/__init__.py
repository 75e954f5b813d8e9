"""Segments of a document, and the document rebuilt from their translations.

In: a Document and a lookup of translations. Out: segments, or a translated Document.
"""
