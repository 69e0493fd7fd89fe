"""Pure functions: who votes and what the votes come to, who is paid for travelling, what a receipt is."""
