from django.urls import path

from groups.views import enquiries, group, membership, tasks

app_name = "groups"
urlpatterns = [
    path("enquiries/", enquiries.enquiry_list, name="enquiries"),
    path("enquiries/new/", enquiries.enquire, name="enquire"),
    path("enquiries/sent/", enquiries.sent, name="enquiry_sent"),
    path("enquiries/record/", enquiries.record, name="enquiry_record"),
    path("enquiries/confirm/<str:token>/", enquiries.confirm, name="enquiry_confirm"),
    path("enquiries/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/decide/", enquiries.decide, name="enquiry_decide"),
    path("groups/<int:pk>/", group.detail, name="detail"),
    path("groups/<int:pk>/tasks/", tasks.task_list, name="tasks"),
    path("groups/<int:pk>/occupation/", tasks.occupation, name="occupation"),
    path("groups/<int:pk>/running/", tasks.running, name="running"),
    path("groups/<int:pk>/population/", tasks.population, name="population"),
    path("groups/<int:pk>/check/", membership.check, name="check"),
    path("groups/<int:pk>/submit/", membership.submit, name="submit"),
    path("groups/<int:pk>/confirm-details/", membership.confirm_details, name="confirm_details"),
    path("groups/<int:pk>/decide/", membership.decide, name="decide"),
    path("groups/<int:pk>/justify/<str:rule>/", membership.justify, name="justify"),
    path(
        "groups/<int:pk>/justifications/<int:justification_pk>/decide/",
        membership.decide_justification,
        name="justification_decide",
    ),
]
