"""Pages of meetings, motions and votes."""
