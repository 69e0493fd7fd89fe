"""When duties are spoken of."""
