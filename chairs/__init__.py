"""How chairs change, their briefing and mentors, and groups that work together."""
