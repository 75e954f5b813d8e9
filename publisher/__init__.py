"""One article, every language, one command."""
