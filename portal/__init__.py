"""Beneath all apps: settings, services, outgoing mail, the page kit. Imports no app."""
