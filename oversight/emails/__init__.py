"""Messages about risks, concerns and support; each is a row in the caller's transaction."""

from oversight.emails.flags import Reader, flag_opened, readers

__all__ = ["Reader", "flag_opened", "readers"]
