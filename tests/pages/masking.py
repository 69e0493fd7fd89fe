"""What differs from one rendering to the next without a change of the code, replaced by a word that says what it was.

Keys of rows are given out from `FIRST_KEY` on while pages are rendered, so that they are recognised wherever they are.
On a page each gets the place at which it first appears: a link to another row than before is still seen.
"""

import re

FIRST_KEY = 70_000_001
KEY = re.compile(r"(?<!\d)7\d{7}(?!\d)")
HIDDEN = re.compile(r'(<input[^>]* name="(?:csrfmiddlewaretoken|form_token)"[^>]* value=")[^"]*(")')
NONCE = re.compile(r'( nonce=")[^"]*(")')
# Django's `signing.dumps`: what was signed, when, and the signature.
SIGNED = re.compile(r"[\w.-]+(?::|%3A)[A-Za-z0-9]{6}(?::|%3A)[\w-]{43}")
STATIC = re.compile(r"(/(?:static|assets)/[^\s\"']+?)\.[0-9a-f]{12}(?=\.\w)")


def masked(text: str) -> str:
    """The text with tokens, nonces, signed links, the hashes of static files and the keys of rows replaced."""
    text = HIDDEN.sub(r"\1(token)\2", text)
    text = NONCE.sub(r"\1(nonce)\2", text)
    text = SIGNED.sub("(signed)", text)
    text = STATIC.sub(r"\1.(hash)", text)
    places: dict[str, int] = {}
    return KEY.sub(lambda key: f"(key {places.setdefault(key[0], len(places) + 1)})", text)
