"""A form sent twice is saved once: every form holds a token, kept with the address to which its saving led.

The tag `csrf_token` writes the token into every form; `portal.middleware.FormsSavedOnce` does the rest for every view
of the portal. A view, a form or a template need do nothing for it.
"""

import hashlib
import re
import secrets

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

FIELD = "form_token"
_TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)
NOT_TYPED = {FIELD, "csrfmiddlewaretoken"}


def new_token() -> str:
    """One for each form of each page that is shown; nothing is stored for it before the form is sent.

    As long as other random texts of a page, so that who compares two pages leaves them all out alike.
    """
    return secrets.token_urlsafe(32)


def sent_token(request: HttpRequest) -> str:
    """The token of a form that was sent; "" where it has none, or one that was not made here."""
    token = request.POST.get(FIELD, "") if request.method == "POST" else ""
    return token if _TOKEN.fullmatch(token) else ""


def key_of(request: HttpRequest, token: str) -> str:
    """What is stored of a token: it counts for one address and for the person who is signed in, or nobody."""
    user = request.user.pk if request.user.is_authenticated else ""
    return _digest(f"{token}\n{user}\n{request.path}".encode())


def content_of(request: HttpRequest) -> str:
    """A digest of all that was typed and of the files; equal for what is sent twice unchanged."""
    typed = [(name, values) for name, values in sorted(request.POST.lists()) if name not in NOT_TYPED]
    files = [(name, [_digest_of(file) for file in files]) for name, files in sorted(request.FILES.lists())]
    return _digest(repr((typed, files)).encode(errors="surrogatepass"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(file: UploadedFile) -> str:
    digest = hashlib.sha256(str(file.name).encode(errors="surrogatepass"))
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
