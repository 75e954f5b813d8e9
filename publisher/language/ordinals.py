"""Ordinals: languages that write "3." for "3rd" (Unicode CLDR, the ordinals in their dates)."""

ORDINAL_DOT_LANGUAGES = frozenset(
    {"bs", "cs", "da", "de", "et", "fi", "fo", "gsw", "hr", "hu", "is", "ko", "lb", "lv", "nb"}
    | {"nn", "no", "pl", "se", "sk", "sl", "sr", "tr"}
)
