from django.urls import path

from proposals.views import agreeing, funding, listing, requested, reviewing, submitting, writing

ONE = "groups/<int:pk>/proposals/<int:submission_pk>/"
FUNDING = "groups/<int:pk>/proposals/funding/"

app_name = "proposals"
urlpatterns = [
    path("groups/<int:pk>/proposals/", listing.submissions, name="list"),
    path("groups/<int:pk>/proposals/start/<str:kind>/", listing.start, name="start"),
    path("groups/<int:pk>/proposals/submit/<str:kind>/", submitting.submit, name="submit"),
    path(FUNDING, funding.funding, name="funding"),
    path(f"{FUNDING}quotes/add/", funding.add_quote, name="quote_add"),
    path(f"{FUNDING}quotes/<int:quote_pk>/", funding.edit_quote, name="quote_edit"),
    path(f"{FUNDING}documents/add/", funding.add_document, name="funding_document_add"),
    path(f"{FUNDING}documents/<int:document_pk>/", funding.download, name="funding_document"),
    path(f"{FUNDING}documents/<int:document_pk>/remove/", funding.remove_document, name="funding_document_remove"),
    path("groups/<int:pk>/proposals/requested/<int:requested_pk>/", requested.meet, name="requested_meet"),
    path(ONE, listing.detail, name="detail"),
    path(f"{ONE}sections/<str:key>/", writing.section, name="section"),
    path(f"{ONE}document/", writing.document, name="document"),
    path(f"{ONE}freeze/", writing.freeze, name="freeze"),
    path(f"{ONE}reopen/", writing.reopen, name="reopen"),
    path(f"{ONE}versions/<int:number>/", reviewing.version, name="version"),
    path(f"{ONE}versions/<int:number>/document/", reviewing.download, name="download"),
    path(f"{ONE}versions/<int:number>/evidence/<int:place>/", funding.download_fixed, name="fixed_evidence"),
    path(f"{ONE}ask/", agreeing.ask, name="ask"),
    path(f"{ONE}withdraw/", submitting.withdraw, name="withdraw"),
    path(f"{ONE}comments/", reviewing.comment, name="comment"),
    path(f"{ONE}comments/<int:comment_pk>/resolve/", reviewing.resolve, name="resolve"),
    path(f"{ONE}recommend/", reviewing.recommend, name="recommend"),
    path(f"{ONE}decide/", reviewing.decide, name="decide"),
]
