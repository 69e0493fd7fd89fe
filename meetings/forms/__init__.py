"""What people type about meetings and motions."""
