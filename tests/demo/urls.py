"""The portal's addresses with those of the demo, which only DEMO=1 brings."""

from django.urls import include, path

from portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*urlpatterns, path("demo/", include("demo.urls"))]
