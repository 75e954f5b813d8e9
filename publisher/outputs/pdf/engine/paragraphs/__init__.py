"""Paragraphs of WeasyPrint's boxes: their text, measured; a plan of their lines; its execution.

In: a line box before its layout. Out: line ends, and the adjustments of each line. The patch
`plan_lines` calls them.
"""
