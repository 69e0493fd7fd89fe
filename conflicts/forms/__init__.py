"""What people type about interests."""
