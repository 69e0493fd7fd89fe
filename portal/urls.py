from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import views

admin.site.login = secure_admin_login(admin.site.login)  # one way to sign in, with its limits and second factor

urlpatterns = [
    path("", include("groups.urls")),
    path("", include("members.urls")),
    path("", include("officials.urls")),
    path("", include("conflicts.urls")),
    path("", include("joining.urls")),
    path("", include("lists.urls")),
    path("", include("meetings.urls")),
    path("", include("proposals.urls")),
    path("", include("duties.urls")),
    path("", include("chairs.urls")),
    path("", include("duplicates.urls")),
    path("", include("oversight.urls")),
    path("", include("overview.urls")),
    path("", include("public_pages.urls")),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("account/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),  # after two pages of officials that call it
    path("admin/", admin.site.urls),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.missing_page"
handler500 = "portal.errors.server_error"
