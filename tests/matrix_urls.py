"""Every page that the portal may have: the demo's too, which are there only when it runs."""

from django.urls import include, path

from portal import urls

urlpatterns = [*urls.urlpatterns, path("demo/", include("demo.urls"))]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
