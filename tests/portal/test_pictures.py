from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from guidance.vocabulary import Region, RiskLevel
from portal import pictures
from portal.pictures import Bar, Tile

STYLES = (Path(__file__).parents[2] / "frontend/portal/_figures.scss").read_text()
JUNE = (date(2026, 6, 1), date(2026, 6, 29))
KINDS = st.sampled_from(pictures.RISK_KINDS)
STACKS = st.lists(st.one_of(st.none(), st.lists(st.tuples(KINDS, st.integers(0, 10**6)), max_size=4)), max_size=60)


def render(source, **context):
    return BeautifulSoup(engines["django"].from_string("{% load pictures %}" + source).render(context), "html.parser")


@pytest.mark.parametrize(("value", "whole", "width"), [(9, 12, 75), (0, 5, 0), (7, 5, 100), (0, 0, 0), (-1, 5, 0)])
def test_meter_fills_its_share_of_the_track(value, whole, width):
    track, fill = pictures.meter(value, whole).bars
    assert (track.width, fill.width) == (100, width)


def test_stacked_row_is_on_the_scale_of_the_longest():
    picture = pictures.stacked_row([("at_risk", 2), ("watch", 0), ("none", 3)], 10)
    assert picture.bars == (Bar("at_risk", 0, 0, 20, 16), Bar("none", 20, 0, 30, 16))
    assert pictures.stacked_row([("none", 0)], 0).bars == ()


def test_ribbon_cuts_at_six_and_leaves_a_gap_where_a_week_is_missing():
    picture = pictures.ribbon([(3, "watch"), None, (60, "at_risk"), (0, "none")])
    assert picture.width == 32
    assert [(bar.kind, bar.x, bar.height) for bar in picture.bars] == [
        ("watch", 0, 12),
        ("at_risk", 16, 24),
        ("none", 24, 1),
    ]
    assert pictures.ribbon([]).bars == ()


@given(STACKS)
def test_columns_stand_on_the_foot_within_their_places(stacks):
    picture = pictures.columns(stacks)
    place = 100 / max(len(stacks), 1)
    for bar in picture.bars:
        number = round(bar.x / place)
        assert stacks[number]
        assert bar.end <= (number + 1) * place + 0.02
        assert bar.y >= -0.05
        assert bar.y + bar.height <= 100.05
    highest = max((sum(count for _, count in stack) for stack in stacks if stack), default=0)
    assert bool(picture.bars) == bool(highest) or highest < 1000


def test_lane_tells_time_gone_left_and_over():
    def kinds(started, due, today):
        marks = pictures.lane(*(date(2026, 6, 1) + timedelta(days) for days in (started, due, today)), JUNE)
        return {mark.kind: (mark.start, mark.end) for mark in marks}

    assert kinds(7, 21, 14) == {"gone": (25, 50), "left": (50, 75), "due": (75, 75), "now": (50, 50)}
    assert kinds(0, 7, 14) == {"gone": (0, 25), "over": (25, 50), "due": (25, 25), "now": (50, 50)}
    assert kinds(-70, 70, 14) == {"gone": (0, 50), "left": (50, 100), "now": (50, 50)}
    assert kinds(40, 70, 14) == {"now": (50, 50)}


@pytest.mark.parametrize(
    ("share", "beside", "kind"),
    [(12, 9, "more"), (9, 12, "less"), (10, 11, "even"), (None, 9, "even"), (9, None, "even")],
)
def test_tile_says_whether_a_region_has_more_or_less(share, beside, kind):
    assert Tile("london", "London", share, beside).kind == kind


def test_kinds_are_the_levels_of_risk_the_worst_first():
    assert list(pictures.RISK_KINDS) == RiskLevel.values[::-1]
    names = [item.text.strip() for item in render("{% risk_key %}").find_all("li")]
    assert names == RiskLevel.labels[::-1]


def test_each_kind_and_each_region_has_its_class():
    for kind in (*pictures.RISK_KINDS, "track", "fill"):
        assert f".app-shape--{kind} {{" in STYLES
    for kind in ("gone", "left", "over", "due", "now"):
        assert f".app-lane--{kind}" in STYLES
    for region in Region.values:
        assert f'"{region}":' in STYLES or region == Region.OUTSIDE_ENGLAND


DRAWINGS = {
    "meter": "{% meter 9 11 label=label %}",
    "row": "{% stacked_row counts 4 label=label %}",
    "ribbon": "{% ribbon weeks label=label %}",
    "columns": "{% column_picture stacks label=label %}",
    "lane": "{% lane first last first window label=label %}",
}


@pytest.mark.parametrize("shape", DRAWINGS)
def test_drawing_has_no_text_no_style_and_is_hidden_unless_named(shape):
    counts = [("at_risk", 1), ("watch", 3)]
    more = {"weeks": [(1, "none"), None], "stacks": [counts, None], "first": JUNE[0], "last": JUNE[1], "window": JUNE}
    drawn = render(DRAWINGS[shape], label="", counts=counts, **more).svg
    assert (drawn["aria-hidden"], drawn.get("role"), drawn["preserveaspectratio"]) == ("true", None, "none")
    assert drawn.text.strip() == ""
    assert drawn.find_all(True)
    assert not drawn.find_all(style=True) + drawn.find_all(fill=True)
    named = render(DRAWINGS[shape], label="<9 of 11>", counts=counts, **more).svg
    assert (named["role"], named["aria-label"], named.get("aria-hidden")) == ("img", "<9 of 11>", None)


def test_watch_is_striped_where_the_reader_has_own_colours():
    drawn = render("{% stacked_row counts 4 %}", counts=[("at_risk", 1), ("watch", 3)])
    [stripes] = drawn.find_all("path")
    assert (stripes["d"], stripes["stroke-width"]) == ("M25.0 8.0H100.0", "16.0")


def test_tiles_say_hidden_where_a_share_is():
    tiles = [Tile("london", "London", 16.4, 9), Tile("south_west", "South West", None, None)]
    first, second = render("{% region_tiles tiles 'occupations' %}", tiles=tiles).find_all("li")
    assert " ".join(first.text.split()) == "London 16.4% occupations 9%"
    assert "app-tile--more" in first["class"]
    assert " ".join(second.text.split()) == "South West hidden occupations not given"


def test_figure_says_its_message_in_the_caption():
    drawn = render("{% figure caption %}{% meter 3 29 %}{% endfigure %}", caption="3 of 29 <groups>").figure
    assert drawn.figcaption.text == "3 of 29 <groups>"
    assert drawn.svg
