"""PDF through WeasyPrint.

In: a Page. Out: a PDF that conforms to PDF/UA-1 and PDF/A-3a.
"""
