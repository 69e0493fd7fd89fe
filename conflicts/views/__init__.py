"""Pages of declarations, handlings and the register."""
