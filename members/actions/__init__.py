"""Every write to members: invitations, joining, own answers, chairs, advice sought."""
