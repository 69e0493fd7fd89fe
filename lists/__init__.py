"""Members' spreadsheets, and published lists of employers."""
