"""Accounts, and how an official first comes in."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from portal.history import HistoricalRecords


class UserManager(BaseUserManager["User"]):
    def administrators(self) -> "models.QuerySet[User]":
        """Those who can act, in the order in which they came."""
        return self.filter(official_role=OfficialRole.ADMINISTRATOR, is_active=True).order_by("created_at", "pk")

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        fields.setdefault("official_role", OfficialRole.ADMINISTRATOR)
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Signs in by e-mail address; addresses are kept in lower case."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=200)
    official_role = models.CharField(max_length=20, choices=OfficialRole, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may use the support pages", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=models.Q(email=Lower("email")),
                violation_error_message="Enter the email address in lower case",
            ),
            models.CheckConstraint(
                name="user_official_role_is_known",
                condition=models.Q(official_role__in=["", *OfficialRole.values]),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_absolute_url(self) -> str:
        """Where administrators see the account."""
        return reverse("officials:user", args=[self.pk])

    @property
    def is_official(self) -> bool:
        return bool(self.official_role)

    @property
    def is_administrator(self) -> bool:
        return self.official_role == OfficialRole.ADMINISTRATOR

    @property
    def needs_second_factor(self) -> bool:
        """Officials, and whoever else could open the support pages."""
        return self.is_official or self.is_staff or self.is_superuser


class OfficialInvitation(models.Model):
    """An official's first way in: a link that holds for LINK_VALID_DAYS and once. The account is there already."""

    user = models.OneToOneField(User, models.PROTECT, related_name="invitation")
    nonce = models.CharField(max_length=32)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Nobody: a command on the server"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["nonce"])

    def __str__(self) -> str:
        return f"Invitation {self.pk} of official {self.user_id}"

    def expires_at(self) -> datetime:
        return self.sent_at + timedelta(days=settings.LINK_VALID_DAYS)

    def has_expired(self, now: datetime) -> bool:
        return now > self.expires_at()
