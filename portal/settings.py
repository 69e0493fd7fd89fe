"""Settings: everything comes from the environment; what is unsafe in production refuses to start.

PORTAL_ENV is `development` (the default: embedded services, debug pages), `test` or `production`. A variable that is
set to nothing counts as not set. `.env.example` says what each is for.
"""

from importlib.util import find_spec
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import environment, logs

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environment.Environment()
PORTAL_ENV = env.str("PORTAL_ENV", default="development")
if PORTAL_ENV not in {"development", "test", "production"}:
    raise ImproperlyConfigured(f"PORTAL_ENV is {PORTAL_ENV!r}; use development, test or production")
IS_PRODUCTION = PORTAL_ENV == "production"
if IS_PRODUCTION:
    env.refuse_missing(
        {
            "SECRET_KEY": "at least 50 random characters",
            "ALLOWED_HOSTS": "the names that people type",
            "BASE_URL": "the address that people type, such as https://portal.example.org",
            "TRUSTED_PROXIES": "the addresses or networks of the proxies that end TLS, such as 192.0.2.7",
            "DATABASE_URL": "postgresql://user:password@host/name",
            "REDIS_URL": "redis://host:6379/0",
            "SMTP_URL": "smtp+tls://user:password@host:587",
            "FROM_EMAIL": "whom mail is from, such as Trailblazer portal <no-reply@example.org>",
            "SUPPORT_EMAIL": "where people get help; every page names it",
        }
    )

# --- who we are ------------------------------------------------------------------------------------------------------
REGULATOR_NAME = env.str("REGULATOR_NAME", default="Skills England")
SERVICE_NAME = env.str("SERVICE_NAME", default="Trailblazer portal")
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="trailblazer-support@example.org")
REGULATOR_CONTACT_EMAIL = env.str("REGULATOR_CONTACT_EMAIL", default=SUPPORT_EMAIL)
# on groups' public pages, the regulator's address in place of the chairs' own
PUBLISH_REGULATOR_CONTACT = env.bool("PUBLISH_REGULATOR_CONTACT", default=False)
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
# who answers for personal data, as the privacy page says
CONTROLLER_NAME = env.str("CONTROLLER_NAME", default=REGULATOR_NAME)
CONTROLLER_ADDRESS = env.str("CONTROLLER_ADDRESS", default="")
PRIVACY_EMAIL = env.str("PRIVACY_EMAIL", default=SUPPORT_EMAIL)
RETENTION_YEARS = env.int("RETENTION_YEARS", default=6)  # after a person's last membership ended
UPLOAD_KEPT_DAYS = 7  # a list of members that nobody confirmed
# how long the page of a group whose support was withdrawn still says so
WITHDRAWN_PAGE_MONTHS = env.int("WITHDRAWN_PAGE_MONTHS", default=12)
LINK_VALID_DAYS = env.int("LINK_VALID_DAYS", default=14)  # links in invitations and confirmations

# what a chair reads out in each meeting; its paragraphs are divided by a line break
COMPETITION_STATEMENT = env.str(
    "COMPETITION_STATEMENT",
    multiline=True,
    default="This meeting is held under the published guidance on trailblazer groups, and keeps to it and its agenda.\n"
    "Nothing is agreed here about the strategy or the prices of any of our organisations.\n"
    "Nobody tells or asks about volumes, prices, margins, customers or anything else that is commercially sensitive, "
    "or about an employer’s dealings with others.\n"
    "The chair stops whatever goes against this statement.",
)

# --- safety ----------------------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=PORTAL_ENV == "development" and not env.bool("DEMO", default=False))
DEMO = env.bool("DEMO", default=False)  # sample data, demo mailbox; never in production
SECRET_KEY = env.str("SECRET_KEY", default="development-only-" + "x" * 50)
SECRET_KEY_FALLBACKS = env.texts("SECRET_KEY_FALLBACKS", default=[])  # earlier keys, while what they signed still lives
_LOCAL = [] if IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
ALLOWED_HOSTS = [environment.without_port(host) for host in env.texts("ALLOWED_HOSTS", default=_LOCAL)]
if IS_PRODUCTION:
    if DEBUG or DEMO:
        raise ImproperlyConfigured("DEBUG and DEMO must be off in production")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY is too short: at least 50 random characters")
    environment.refuse_address(BASE_URL, ALLOWED_HOSTS)
    environment.refuse_mail_address("SUPPORT_EMAIL", SUPPORT_EMAIL)
    environment.refuse_mail_address("REGULATOR_CONTACT_EMAIL", REGULATOR_CONTACT_EMAIL)
    environment.refuse_mail_address("FROM_EMAIL", env.str("FROM_EMAIL"))

# --- services: given by address, or started from wheels for development ----------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="")
REDIS_URL = env.str("REDIS_URL", default="")
if DATABASE_URL and REDIS_URL:
    BROKER_URL, CACHE_URL = REDIS_URL, env.str("CACHE_URL", default=REDIS_URL)
else:
    from portal import embedded

    services = embedded.join(VAR_DIR)
    DATABASE_URL = DATABASE_URL or services["DATABASE_URL"]
    BROKER_URL = REDIS_URL or services["BROKER_URL"]
    CACHE_URL = env.str("CACHE_URL", default="") or REDIS_URL or services["CACHE_URL"]

DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"].update(
    CONN_HEALTH_CHECKS=True,
    CONN_MAX_AGE=env.int("CONN_MAX_AGE", default=60),
    ATOMIC_REQUESTS=False,
)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=3,
    tcp_user_timeout=5000,
    options="-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Django ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal",
    "guidance",
    "accounts",
    "occupations",
    "groups",
    "members",
    "officials",
    "conflicts",
    "joining",
    "lists",
    "meetings",
    "proposals",
    "duties",
    "chairs",
    "duplicates",
    "oversight",
    "overview",
    "public_pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "simple_history",
    "django_filters",
    "csp",
    "django_structlog",
]
if DEMO or PORTAL_ENV == "test":
    INSTALLED_APPS.append("demo")
if PORTAL_ENV == "development" and find_spec("django_migration_linter"):
    INSTALLED_APPS.append("django_migration_linter")  # for `make check`
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the browsers' preload list is for the owner of the whole domain to join

MIDDLEWARE = [
    "portal.proxies.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes against guessing by length (BREACH)
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "portal.middleware.PrivatePages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.OfficialsNeedSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "portal.middleware.ConflictsAsPages",
    "portal.middleware.AssessesBeforeAnswers",  # what it surrounds has committed
    "portal.middleware.FormsSavedOnce",  # the last: what it surrounds is the view alone
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "portal.templatetags.form_tokens",  # the tag `csrf_token` writes both tokens of a form
                "portal.templatetags.tables",
                "portal.templatetags.blocks",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"

FORM_RENDERER = "portal.forms.GovukRenderer"
# functions that add items to the navigation: portal/context.py
NAVIGATION = ["oversight.views.navigation"]
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"

STATIC_URL = "/assets/"  # the path that govuk-frontend's CSS asks for
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build"]  # `python -m portal.assets` fills the second
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Uploads lie outside everything that is served: a page that asks who may see them hands them out.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "uploads"))
FILE_UPLOAD_PERMISSIONS = 0o600
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- sign-in (allauth) -----------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]  # it extends Django's own
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"  # closes sign-up
ACCOUNT_FORMS = {  # the same forms with labels in sentence case
    "add_email": "portal.sign_in_forms.AddEmailForm",
    "change_password": "portal.sign_in_forms.ChangePasswordForm",
    "login": "portal.sign_in_forms.LoginForm",
    "request_login_code": "portal.sign_in_forms.RequestLoginCodeForm",
    "reset_password": "portal.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "portal.sign_in_forms.ResetPasswordKeyForm",
    "set_password": "portal.sign_in_forms.SetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # the password field of the sign-in page hangs on this
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # an unknown address costs the same work and gets a mail that says so
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False  # mail scanners follow links; only a person presses the button
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the old one holds until the new one is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the person hears of every change to how they sign in
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: mail may be slow
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before a change of address, password or factor
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, and SESSION_HOURS after its last change
# The account is what is guarded; an address may be a whole office, so its limits only slow down a machine.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key,300/15m/ip",  # wrong passwords and wrong codes of the second factor
    "login": "600/15m/ip",
    "request_login_code": "5/15m/key,300/15m/ip",
    "reset_password": "5/15m/key,300/15m/ip",
    "reset_password_from_key": "300/15m/ip",
    "reauthenticate": "20/15m/user",
    "signup": "60/15m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # portal.proxies has put the person's address in the proxy's place
MFA_ADAPTER = "accounts.adapters.MFAAdapter"  # encrypts the secrets
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SERVICE_NAME
MFA_TOTP_TOLERANCE = 0  # allauth remembers a used code for one period: with a wider window it would work twice
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the gate in accounts.middleware asks for a verified address itself

# --- security headers ------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # the hash is that of the base template's one inline line, which marks the page as one with JavaScript
        "script-src": [SELF, "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": [], "payment": []}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A proxy ends TLS and says so; TRUSTED_PROXIES are the addresses or networks from which that is believed.
TRUSTED_PROXIES = env.texts("TRUSTED_PROXIES", default=[])
environment.networks(TRUSTED_PROXIES)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_SSL_HOST = BASE_URL.partition("://")[2]  # with its port, whichever port was asked
# where a proxy leaves the port out of the name that it hands on
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_PRODUCTION else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- outgoing mail ---------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "portal.mail.OutboxBackend"  # every mail becomes a row, which the worker delivers to SMTP_URL
SMTP_URL = env.str("SMTP_URL", default="smtp://127.0.0.1:1025")
_smtp = env.email_url_config(SMTP_URL)
SMTP = {
    "host": _smtp["EMAIL_HOST"] or "127.0.0.1",
    "port": _smtp["EMAIL_PORT"],
    "username": _smtp["EMAIL_HOST_USER"] or "",
    "password": _smtp["EMAIL_HOST_PASSWORD"] or "",
    "use_tls": _smtp.get("EMAIL_USE_TLS", False),
    "use_ssl": _smtp.get("EMAIL_USE_SSL", False),
    "timeout": 10,  # seconds for each answer of the mail server
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default=f"{SERVICE_NAME} <no-reply@example.org>")
MAIL_TRIES = env.int("MAIL_TRIES", default=10)  # about 8 hours, since each wait is twice the one before
MAIL_FIRST_WAIT = env.int("MAIL_FIRST_WAIT", default=60)  # seconds
MAIL_SWEEP_SECONDS = env.int("MAIL_SWEEP_SECONDS", default=30)  # how often beat looks for what no wake-up reached
MAIL_QUEUE_LEASE = env.int("MAIL_QUEUE_LEASE", default=120)  # seconds until what the broker lost is handed out again
MAIL_SENDING_LEASE = env.int("MAIL_SENDING_LEASE", default=90)  # seconds; above the hard limit of sending one mail
ASSESS_GROUP = "oversight.tasks.assess_group"  # run with a group's key after each change of the group
ASSESS_GENERAL = "oversight.tasks.assess_general"  # what is due of no group
ASSESS_SWEEP_SECONDS = env.int("ASSESS_SWEEP_SECONDS", default=60)  # how often beat looks for groups that are due

# --- worker ----------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # tasks are safe to run twice
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # more than twice the longest task
    "socket_timeout": 10,
    "socket_connect_timeout": 3,
    "health_check_interval": 25,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker however long
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
# Frequent entries expire before the next: after a day without a worker there is one sweep to do, not a thousand.
CELERY_BEAT_SCHEDULE = {
    "send-due-mail": {
        "task": "portal.tasks.send_due_mail",
        "schedule": float(MAIL_SWEEP_SECONDS),
        "options": {"expires": MAIL_SWEEP_SECONDS},
    },
    # a lost wake-up costs a minute
    "assess-due": {
        "task": "oversight.tasks.assess_due",
        "schedule": float(ASSESS_SWEEP_SECONDS),
        "options": {"expires": ASSESS_SWEEP_SECONDS},
    },
    # tokens of forms that nobody will send again
    "forget-sent-forms": {"task": "portal.tasks.forget_sent_forms", "schedule": crontab(hour=2, minute=30)},
    # votes by correspondence: reminders, and the end of those whose last day is past
    "close-due-motions": {"task": "meetings.tasks.close_due", "schedule": 60.0, "options": {"expires": 55}},
    "remind-due-motions": {"task": "meetings.tasks.remind_due", "schedule": 900.0, "options": {"expires": 890}},
    # minutes that enough members agreed by their last day for answers
    "agree-due-minutes": {"task": "meetings.tasks.agree_due", "schedule": 900.0, "options": {"expires": 890}},
    "remind-of-meetings": {"task": "meetings.tasks.remind_of_meetings", "schedule": 900.0, "options": {"expires": 890}},
    # parts of a preview whose worker died, or was never woken
    "preview-due": {"task": "oversight.tasks.preview_due", "schedule": 60.0, "options": {"expires": 55}},
    # organisations and people that may be the same; an official may ask for it sooner
    "find-doubles": {"task": "duplicates.tasks.find_duplicates", "schedule": crontab(hour=2, minute=50)},
    # long lists of members that somebody confirmed, and whose worker died or was never woken
    "confirm-uploads": {"task": "lists.tasks.confirm_uploads", "schedule": 60.0, "options": {"expires": 55}},
    # uploaded lists of members that nobody confirmed in time
    "forget-uploads": {"task": "lists.tasks.forget_uploads", "schedule": crontab(hour=2, minute=40)},
    # what is due, of whom it is due: mails at once, and lines of digests
    "remind-of-duties": {"task": "duties.tasks.remind", "schedule": 300.0, "options": {"expires": 290}},
    # one mail a day to who has lines waiting, from half past seven on working days
    "send-digests": {"task": "duties.tasks.send_digests", "schedule": 900.0, "options": {"expires": 890}},
    # what time alone changes; an hour that both clock-change nights have once
    "assess-general": {
        "task": ASSESS_GENERAL,
        "schedule": float(ASSESS_SWEEP_SECONDS),
        "options": {"expires": ASSESS_SWEEP_SECONDS},
    },
    "assess-all": {
        "task": "oversight.tasks.assess_all",
        "schedule": float(ASSESS_SWEEP_SECONDS),
        "options": {"expires": ASSESS_SWEEP_SECONDS},
    },
}

# --- logs ------------------------------------------------------------------------------------------------------------
LOGGING = logs.configure(as_json=IS_PRODUCTION)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_CELERY_ENABLED = True
