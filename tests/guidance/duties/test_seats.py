"""Who answers for a seat: line by line, who may and can."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from guidance.duties.records import Absence, Chair, Enquiry, Official, User
from guidance.duties.registry import Seat
from guidance.duties.seats import holder, vacant_since
from tests.guidance.duties.made import CHAIR, LONG_AGO, OFFICIALS, START, USERS, day, group

CO_CHAIR = Chair("chairs/1", "p1", START)
SECOND = User("pm2", "product_manager", None)
THIRD = User("pm3", "product_manager", None)
ENQUIRY = Enquiry("enquiry", "pm", "enquirer", LONG_AGO, LONG_AGO)


def absent(account: str, cover: str | None = None) -> Absence:
    return Absence("absences/0", account, START, day(4), cover, None)


def held(seat: Seat, *, on: int = 0, **options: Any) -> tuple[str, str]:
    called = {name: options.pop(name) for name in ("person", "account", "barred") if name in options}
    answers = holder(seat, group(**options), day(on), **called)
    return answers.name, answers.via.value


@pytest.mark.parametrize(
    "seat, expected",
    [
        (Seat.CHAIRS, "chair"),
        (Seat.PRODUCT_MANAGER, "pm"),
        (Seat.ROUTE_MANAGER, "rm"),
        (Seat.ASSURANCE_MANAGER, "aam"),
        (Seat.ADMINISTRATOR, "admin1"),
    ],
)
def test_whoever_holds_the_seat(seat: Seat, expected: str) -> None:
    assert held(seat) == (expected, "own")


def test_who_is_named() -> None:
    assert held(Seat.PERSON, person="p1") == ("p1", "own")
    assert held(Seat.INTAKE, account="aam") == ("aam", "own")
    assert held(Seat.INTAKE) == ("rm", "vacant")


def test_a_person_who_cannot_be_written_to() -> None:
    assert held(Seat.PERSON, person="p9") == ("chair", "vacant")
    assert held(Seat.CHAIRS, reachable=frozenset()) == ("pm", "vacant")


# --- chairs ----------------------------------------------------------------------------------------------------------
def test_the_enquirer_until_a_chair_begins() -> None:
    begins = CHAIR._replace(started_on=day(2))
    assert held(Seat.CHAIRS, chairs=(begins,), enquiry=ENQUIRY, on=1) == ("enquirer", "own")
    assert held(Seat.CHAIRS, chairs=(begins,), enquiry=ENQUIRY, on=2) == ("chair", "own")
    ended = CHAIR._replace(ended_on=START)
    assert held(Seat.CHAIRS, chairs=(ended,), enquiry=ENQUIRY) == ("pm", "vacant")


def test_the_chair_who_began_first() -> None:
    assert held(Seat.CHAIRS, chairs=(CO_CHAIR, CHAIR)) == ("chair", "own")
    assert held(Seat.CHAIRS, chairs=(CHAIR, CO_CHAIR), barred=frozenset(("chair",))) == ("p1", "barred")
    assert held(Seat.CHAIRS, barred=frozenset(("chair",))) == ("pm", "barred")


# --- officials -------------------------------------------------------------------------------------------------------
def test_an_account_answers_until_its_last_day() -> None:
    users = (USERS[0]._replace(active_until=day(1)), *USERS[1:])
    assert held(Seat.PRODUCT_MANAGER, users=users, on=1) == ("pm", "own")
    assert held(Seat.PRODUCT_MANAGER, users=users, on=2) == ("rm", "vacant")


def test_an_official_of_another_role_is_in_no_line() -> None:
    official = Official("aam", "product_manager", "group", LONG_AGO)
    assert held(Seat.PRODUCT_MANAGER, officials=(official, *OFFICIALS[1:])) == ("rm", "vacant")


@pytest.mark.parametrize(
    "on, expected", [(-1, ("pm", "own")), (0, ("pm2", "cover")), (4, ("pm2", "cover")), (5, ("pm", "own"))]
)
def test_who_covers(on: int, expected: tuple[str, str]) -> None:
    assert held(Seat.PRODUCT_MANAGER, users=(*USERS, SECOND), absences=(absent("pm", "pm2"),), on=on) == expected


def test_a_cover_of_another_role_or_none_leaves_the_seat() -> None:
    for cover in ("aam", None):
        assert held(Seat.PRODUCT_MANAGER, absences=(absent("pm", cover),)) == ("rm", "vacant")


def test_of_several_absences_the_first_that_names_a_cover() -> None:
    absences = (absent("pm"), absent("pm", "pm2"), absent("pm", "pm3"))
    assert held(Seat.PRODUCT_MANAGER, users=(*USERS, SECOND, THIRD), absences=absences) == ("pm2", "cover")


def test_covers_who_are_absent_too() -> None:
    users = (*USERS, SECOND, THIRD)
    chain = (absent("pm", "pm2"), absent("pm2", "pm3"))
    assert held(Seat.PRODUCT_MANAGER, users=users, absences=chain) == ("pm3", "cover")
    circle = (*chain, absent("pm3", "pm"))
    assert held(Seat.PRODUCT_MANAGER, users=users, absences=circle) == ("rm", "vacant")


@pytest.mark.parametrize("covers, expected", [(5, ("pm6", "cover")), (6, ("rm", "vacant"))])
def test_five_covers_are_followed(covers: int, expected: tuple[str, str]) -> None:
    names = ["pm", *(f"pm{number}" for number in range(2, covers + 2))]
    users = (*USERS, *(User(name, "product_manager", None) for name in names[1:]))
    absences = tuple(absent(name, cover) for name, cover in pairwise(names))
    assert held(Seat.PRODUCT_MANAGER, users=users, absences=absences) == expected


def test_a_barred_cover_is_passed_and_so_is_whoever_is_barred() -> None:
    users, absences = (*USERS, SECOND), (absent("pm", "pm2"),)
    for barred in ("pm2", "pm"):
        answers = held(Seat.PRODUCT_MANAGER, users=users, absences=absences, barred=frozenset((barred,)))
        assert answers == ("rm", "barred")


# --- nobody left -----------------------------------------------------------------------------------------------------
def test_the_first_administrator_answers_when_nobody_is_left() -> None:
    assert held(Seat.ROUTE_MANAGER, officials=(), absences=(absent("admin1"),)) == ("admin1", "vacant")
    assert held(Seat.ADMINISTRATOR, absences=(absent("admin1"),)) == ("admin1", "own")
    assert held(Seat.ADMINISTRATOR, barred=frozenset(("admin1",))) == ("admin1", "barred")
    assert held(Seat.ADMINISTRATOR, users=()) == ("admin", "own")
    assert held(Seat.PRODUCT_MANAGER, users=()) == ("admin", "vacant")


# --- vacant since ----------------------------------------------------------------------------------------------------
def test_vacant_from_the_end_of_the_last_one_who_could_answer() -> None:
    ended = group(officials=(OFFICIALS[0]._replace(ended_on=day(-9)),))
    assert vacant_since(Seat.PRODUCT_MANAGER, ended, LONG_AGO, START) == day(-9)
    assert vacant_since(Seat.PRODUCT_MANAGER, ended, day(-3), START) == day(-3)
    assert vacant_since(Seat.PRODUCT_MANAGER, ended, LONG_AGO, day(-10)) is None


def test_vacant_while_away_without_a_cover() -> None:
    away = group(absences=(absent("pm"),))
    assert vacant_since(Seat.PRODUCT_MANAGER, away, LONG_AGO, day(4)) == START
    assert vacant_since(Seat.PRODUCT_MANAGER, away, LONG_AGO, day(5)) is None
    inactive = group(users=(USERS[0]._replace(active_until=START), *USERS[1:]))
    assert vacant_since(Seat.PRODUCT_MANAGER, inactive, LONG_AGO, day(3)) == day(1)
