"""What may come of a group, and why it came to where it is: pure over its facts. Whether a gate is open the engine
alone says, here and everywhere.

Nothing of it is stored, decides, or mails.
"""
