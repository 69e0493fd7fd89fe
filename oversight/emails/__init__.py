"""Messages about risks, concerns and support; each is a row in the caller's transaction."""

from oversight.emails.flags import FLAG_OPENED, Reader, flag_opened, readers

__all__ = ["FLAG_OPENED", "Reader", "flag_opened", "readers"]
