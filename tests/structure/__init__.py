"""How the code is built, counted by reading it: what `test_structure.py` holds under its ceilings."""
