"""Lines of Chinese, Japanese and Korean: where they may end, and the gaps between characters.

In: a text and its language. Out: for each boundary between two characters, whether a line may
end there (`end_rules`), its space and how far that stretches and shrinks (`spacing`); for the
marks at both ends of a line, the blank that they lose.

Sources: GB/T 15834-2011 (simplified Chinese), CLREQ (Requirements for Chinese Text Layout),
JIS X 4051 as JLREQ explains it (Requirements for Japanese Text Layout), KLREQ (Hangul).
"""
