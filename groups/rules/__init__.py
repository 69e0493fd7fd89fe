"""Pure checks of what a group's pages hold."""
