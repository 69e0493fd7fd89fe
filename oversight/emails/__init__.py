"""Messages about risks, concerns and support; each is a row in the caller's transaction."""

from oversight.emails.flags import FLAG_OPENED, flags_opened

__all__ = ["FLAG_OPENED", "flags_opened"]
