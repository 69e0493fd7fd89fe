"""What is due of a group, from whom and by when: pure functions of what happened in it.

    records (one group, as at a day)  +  its assessment  ->  rows  ->  duties with their holders, clocks, turn

A duty is declared by a call right below the function that gives its rows; `order.py` has all of them in order.
"""

from guidance.duties.answer import Answer, answer
from guidance.duties.assessed import Assessed, assessed_of
from guidance.duties.records import Group

__all__ = ["Answer", "Assessed", "Group", "answer", "assessed_of"]
