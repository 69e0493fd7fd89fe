"""What tests of the sample data share."""

from datetime import date

TODAY = date(2026, 11, 20)  # the day for which it is loaded, a Friday
OLD_POLICY, NEW_POLICY = "ifate-2023-11", "skills-england-2025-06"
