"""Pages that show what many apps know of a group."""
