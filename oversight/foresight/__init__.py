"""What may come of a group: pure over its facts. Whether a gate is open the engine alone says, here and everywhere.

Nothing of it is stored, decides, or mails.
"""
