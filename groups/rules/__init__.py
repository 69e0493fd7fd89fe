"""Pure checks of what a group's pages hold."""

from groups.rules.stamps import describe, stamp

__all__ = ["describe", "stamp"]
