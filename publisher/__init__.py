"""One article, every language, one command."""

__version__ = "0.4.0"
