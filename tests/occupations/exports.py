"""Small files like the official export, for tests. Every name in them is invented."""

import csv
import io

COLUMNS = [
    "Apprenticeship Type",
    "Name",
    "Reference",
    "Version Number",
    "Proposal Approved",
    "Standard Approved",
    "Assessment Plan Approved",
    "Funding Approved",
    "Status",
    "Approved for Delivery Date",
    "Retired date",
    "Withdrawn date",
    "Route",
    "Level",
    "Integrated Degree",
    "Integration",
    "Integrated Apprenticeship",
    "Maximum Funding (£)",
    "Typical Duration",
    "Core and options",
    "Options",
    "Regulated Standard",
    "Trailblazer Contact",
    "LARS code for providers only",
    "Learning Aim Class Code",
    "SSA2 code",
    "EQA Provider",
    "Professional recognition",
    "Link",
    "Last Updated",
    "Job Titles",
    "Overview of role",
    "Banners",
]
USUAL = {
    "Apprenticeship Type": "Apprenticeship standard",
    "Name": "Lantern maker",
    "Reference": "ST9001",
    "Version Number": "1.0",
    "Status": "Approved for delivery",
    "Approved for Delivery Date": "16-05-2025",
    "Route": "Creative and design",
    "Level": "3",
    "Maximum Funding (£)": "6000",
    "Typical Duration": "18",
    "Regulated Standard": "No",
    "Trailblazer Contact": "someone@example.org",
    "EQA Provider": "Ofqual",
    "Last Updated": "16-05-2025",
    "Overview of role": "Makes lanterns.",
}


def export(*rows: dict[str, str], columns: list[str] | None = None, title: str = "", encoding: str = "utf-8") -> bytes:
    """A file of the usual row with each given row's differences; a title line above the header if asked."""
    columns = columns or COLUMNS
    text = io.StringIO()
    writer = csv.writer(text)
    if title:
        writer.writerow([title])
    writer.writerow(columns)
    for row in rows:
        cells = {**USUAL, **row}
        writer.writerow([cells.get(column.strip(), "") for column in columns])
    return text.getvalue().encode(encoding)
