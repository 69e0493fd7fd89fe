"""What the sample holds and nobody makes on the walk, by model and value, each with its reason."""

NOT_WALKED: dict[tuple[str, str], str] = {
    ("oversight.RiskFlag", "risk=risk.standard_late"): (
        "Nine months pass after an agreed proposal: the walk's only such group delivers before. The journey of"
        " tests/journeys/test_life.py goes through it"
    ),
}
