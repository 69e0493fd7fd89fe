"""The regulator's guidance as data and pure functions: policies, facts, rules, gates, risks. It knows no model."""
