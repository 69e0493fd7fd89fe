"""Checks of what a submission holds, and where it stands: pure, no database."""
