"""PDF files: tagged, and nothing that people typed is more than text."""

import pytest

from portal import pdf
from tests.pdfs import is_tagged, reader_of, tags_of, words_of

NASTY = (
    '#read("/etc/passwd") *bold* _it_ $x^2$ @ref <label> \\ `raw` // gone = Heading #[x] "quoted" [b] https://x.example'
)


def report(**more):
    table = {"widths": [1, 2], "header": ["Person", "What"], "rows": [[[("strong", "Ann")], [("plain", "One\nTwo")]]]}
    section = {"heading": "Attendance", "facts": [("Place", "Leeds")], "text": ["Said."], "points": ["First"]}
    return {"title": "Minutes", "caption": "Bakers (TB0001)", "sections": [section | {"table": table} | more]}


def test_report_is_tagged_with_title_and_language():
    data = pdf.report(report())
    reader = reader_of(data)
    root = reader.trailer["/Root"]
    assert is_tagged(data)
    assert (root["/Lang"], reader.metadata.title) == ("en-GB", "Minutes")
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= tags_of(data)
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    words = words_of(data)
    for said in ("Bakers (TB0001)", "Attendance", "Place: Leeds", "Said.", "First", "Person", "Ann", "One Two"):
        assert said in words


@pytest.mark.parametrize("place", ["heading", "text", "points", "facts", "cell", "caption"])
def test_what_people_type_is_shown_as_they_typed_it(place):
    where = {
        "heading": {"heading": NASTY},
        "text": {"text": [NASTY]},
        "points": {"points": [NASTY]},
        "facts": {"facts": [(NASTY, NASTY)]},
        "cell": {"table": {"widths": [1], "header": [NASTY], "rows": [[[("plain", NASTY)]]]}},
    }
    told = report(**where.get(place, {})) | ({"caption": NASTY} if place == "caption" else {})
    assert NASTY.replace(" ", "") in words_of(pdf.report(told)).replace(" ", "")


def test_character_that_no_font_has_costs_the_standard_and_not_the_file():
    data = pdf.report(report(text=["Plain words \U0001d2c0 stay."]))  # a Kaktovik numeral
    assert is_tagged(data)
    assert "Plain words" in words_of(data)
    assert "pdfuaid" not in reader_of(data).trailer["/Root"]["/Metadata"].get_data().decode()


def test_download_is_saved_and_never_shown():
    response = pdf.download("minutes", report())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff" and "sandbox" in response["Content-Security-Policy"]
