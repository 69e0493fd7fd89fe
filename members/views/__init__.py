"""Pages of members, invitations, chairs and advice."""
