"""The 15 routes and their 35 pathways, as facts.

Names and order of the routes: the regulator's occupational maps, public API, July 2026.
Pathways: the 35 of the 2018 list of T Level routes and pathways, under the routes' present names: Construction became
Construction and the built environment, Education and childcare became Education and early years, Legal, financial and
accounting became Legal, finance and accounting. Both are Crown copyright, Open Government Licence v3.0.
"""

from django.db import migrations
from django.utils import timezone
from django.utils.text import slugify

ROUTES = (
    ("Agriculture, environmental and animal care", (
        "Agriculture, land management and production",
        "Animal care and management",
    )),
    ("Business and administration", ("Human resources", "Management and administration",)),
    ("Care services", ("Care services",)),
    ("Catering and hospitality", ("Hospitality", "Catering",)),
    ("Construction and the built environment", (
        "Building services engineering",
        "Design, surveying and planning",
        "Onsite construction",
    )),
    ("Creative and design", (
        "Craft and design",
        "Cultural heritage and visitor attractions",
        "Media, broadcast and production",
    )),
    ("Digital", (
        "Digital production, design and development",
        "Digital support and services",
        "Digital business services",
    )),
    ("Education and early years", ("Education",)),
    ("Engineering and manufacturing", (
        "Design, development and control",
        "Maintenance, installation and repair",
        "Manufacturing and process",
    )),
    ("Hair and beauty", ("Hair, beauty and aesthetics",)),
    ("Health and science", ("Health", "Healthcare science", "Science", "Community exercise, fitness and health",)),
    ("Legal, finance and accounting", ("Accountancy", "Financial", "Legal",)),
    ("Protective services", ("Protective services",)),
    ("Sales, marketing and procurement", ("Customer service", "Marketing", "Procurement", "Retail",)),
    ("Transport and logistics", ("Transport", "Logistics",)),
)
REASON = "Shipped with the portal: occupational maps of July 2026, pathways of 2018"


def add_with_history(apps, model, **values):
    """The models of a migration record no history by themselves."""
    row = apps.get_model("occupations", model).objects.create(**values)
    apps.get_model("occupations", f"Historical{model}").objects.create(
        id=row.pk, history_date=timezone.now(), history_type="+", history_change_reason=REASON, **values
    )
    return row


def ship(apps, schema_editor):
    for sequence, (name, pathways) in enumerate(ROUTES):
        route = add_with_history(apps, "Route", name=name, slug=slugify(name), sequence=sequence)
        for pathway in pathways:
            add_with_history(apps, "Pathway", name=pathway, route=route)


class Migration(migrations.Migration):
    dependencies = [("occupations", "0001_schema")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
