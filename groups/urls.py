from django.urls import path

from groups.views import enquiries, queries

app_name = "groups"
urlpatterns = [
    path("enquiries/", enquiries.enquiry_list, name="enquiries"),
    path("enquiries/new/", enquiries.enquire, name="enquire"),
    path("enquiries/sent/", enquiries.sent, name="enquiry_sent"),
    path("enquiries/record/", enquiries.record, name="enquiry_record"),
    path("enquiries/confirm/<str:token>/", enquiries.confirm, name="enquiry_confirm"),
    path("enquiries/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/decide/", enquiries.decide, name="enquiry_decide"),
    path("enquiries/<int:pk>/allocate/", enquiries.allocate, name="enquiry_allocate"),
    path("groups/<int:pk>/queries/", queries.query_list, name="queries"),
    path("groups/<int:pk>/queries/ask/", queries.ask, name="query_ask"),
    path("groups/<int:pk>/queries/ask-group/", queries.request_answer, name="query_request"),
    path("groups/<int:pk>/queries/<int:query_pk>/", queries.query, name="query"),
    path("groups/<int:pk>/queries/<int:query_pk>/follow-up/", queries.follow_up, name="query_follow_up"),
    path("groups/<int:pk>/queries/<int:query_pk>/close/", queries.close, name="query_close"),
]
