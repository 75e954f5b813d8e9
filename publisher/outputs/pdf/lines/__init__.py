"""Line breaking: where the lines of a paragraph end, decided for the paragraph as a whole.

In: the text of a paragraph with the widths of its characters. Out: its line ends. Nothing here
imports WeasyPrint: `engine.plan_lines` measures the text and carries the plan out.
"""
