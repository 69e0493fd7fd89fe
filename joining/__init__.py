"""An invited person answers, joins and declares."""
