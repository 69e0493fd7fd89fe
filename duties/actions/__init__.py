"""What people say of their duties, and what the portal says of them."""

from duties.actions.extending import advise_longer

__all__ = ["advise_longer"]
