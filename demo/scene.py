"""Who is on the stage: the regulator's officials, the occupations of the map, and everybody's accounts."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from accounts.enums import OfficialRole
from accounts.models import User
from demo.book import Book
from demo.names import DOMAIN, Names
from demo.occupation_facts import OCCUPATIONS
from members.models import Membership
from occupations.models import Occupation, Route, RouteOfficial

SEED = "trailblazer sample data"
PASSWORD = "sample-lantern-42"
PM, RM, AM, ADMIN = OfficialRole

# the account's role, the official's role, and the routes (by sequence) that are theirs
OFFICIALS = (
    ("product_manager", PM, (0, 3, 5, 6, 9, 12)),
    ("product_manager_2", PM, (1, 4, 7, 10, 13)),
    ("product_manager_3", PM, (2, 8, 11, 14)),
    ("route_manager", RM, (0, 1, 4, 6, 7, 8, 13, 14)),
    ("assurance_manager", AM, tuple(range(15))),
    ("administrator", ADMIN, ()),
)


def totp_secret(role: str) -> str:
    """Base32; the same on every machine, so it protects nothing: good for sample accounts only."""
    return base64.b32encode(hashlib.sha256(f"{SEED}:{role}".encode()).digest()[:20]).decode()


@dataclass
class Scene:
    """What all groups share while the rows are gathered. `accounts` are the users to try, by the account's role."""

    now: datetime
    book: Book
    names: Names
    password: str  # hashed
    accounts: dict[str, User] = field(default_factory=dict)
    managers: dict[str, User] = field(default_factory=dict)  # by name of route
    occupations: dict[str, Occupation] = field(default_factory=dict)  # by reference
    adviser_of_many: Membership | None = None  # the first of them
    invited_twice: User | None = None  # as the first group knows them

    def user(self, *, at: datetime, role: str = "", official_role: str = "", again: User | None = None) -> User:
        """A person who can sign in; with `role`, one of the accounts to try, whose address is that role.

        `again`: somebody who is there already, under another address.
        """
        name, email = (again.name, again.email.replace("@", ".work@")) if again else self.names.person()
        if role:
            email = f"{role.replace('_', '.')}@{DOMAIN}"
        user = User(email=email, name=name, password=self.password, official_role=official_role, created_at=at)
        user.is_staff = official_role == OfficialRole.ADMINISTRATOR
        if role:
            self.accounts[role] = user
        return self.book.keep(user, at=at, by=None, why="Account made")


def add_officials(scene: Scene, start: datetime) -> None:
    """Everybody who works for the regulator, with the routes they look after."""
    routes = {route.sequence: route for route in Route.objects.all()}
    for role, official_role, sequences in OFFICIALS:
        user = scene.user(at=start, role=role, official_role=official_role)
        for sequence in sequences:
            served = RouteOfficial(route=routes[sequence], user=user, started_on=start.date())
            scene.book.keep(served, at=start, by=None, why="Given the route")
            if official_role == OfficialRole.PRODUCT_MANAGER:
                scene.managers[routes[sequence].name] = user


def add_occupations(scene: Scene, at: datetime) -> None:
    routes = {route.name: route for route in Route.objects.all()}
    for fact in OCCUPATIONS:
        occupation = Occupation(**fact._asdict() | {"route": routes[fact.route]})
        scene.occupations[fact.reference] = scene.book.keep(occupation, at=at, by=None, why="Sample data")
