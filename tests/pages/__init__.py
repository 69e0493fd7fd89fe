"""What people see, written to text files before and after a change that should change nothing of it."""
