"""Conformance of a PDF to PDF/UA-1 and PDF/A-3a.

In: WeasyPrint's PDF before it is written. Out: the same with structure tree, actual text and
metadata.
"""
