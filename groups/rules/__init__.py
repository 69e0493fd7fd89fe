"""Pure checks of what a group's pages hold."""

__all__ = ["describe", "stamp"]
