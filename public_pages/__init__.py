"""What everybody sees of occupations and groups."""
