"""Figures of the whole programme, pure: from counts to what may be shown of them."""
