"""Organisations and people that may be the same."""
