"""What people say of their duties, and what the portal says of them."""
