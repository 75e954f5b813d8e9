"""Where lines of headings, captions and other display text should rather not end, by sense."""
