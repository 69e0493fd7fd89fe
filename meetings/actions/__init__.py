"""Every write to meetings, motions and votes, in the words of the business.

Locks are taken in one order: group, meeting, motion. A vote takes its motion's alone.
"""
