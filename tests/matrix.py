"""The table of permissions: what each page answers to whom, one row a page and method.

200, 302   the page is shown; the change is made and the person led on
422        the person may do it, and the empty form that was sent is shown again with its errors
409        the person may do it, but not as things stand (or: not in somebody else's name); a form that could not be
           sent for that reason is not shown either
403        seen, but not theirs to do           404   unseen: nobody learns that it is there
405        the page does not take this method   login leads to the sign-in page
"""

COLUMNS = {
    "anon": "nobody signed in",
    "out": "signed in, and in no group",
    "inv": "invited to the group, not yet a member",
    "memb": "employer member of the group",
    "advis": "adviser of the group",
    "facil": "facilitator of the group",
    "lead": "who raised the enquiry of a group that has no chair yet, asking for that group's pages",
    "chair": "chair of the group",
    "elsew": "chair of another group",
    "mgr": "product manager of the group",
    "other": "product manager of other groups",
    "route": "route manager of the group's route",
    "assur": "assessment and assurance manager of the group's route",
    "admin": "administrator",
}

TABLE = """
page                           how  anon  out   inv   memb  advis facil lead  chair elsew mgr   other route assur admin

# for everybody
front                          GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
front                          POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
security_txt                   GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
security_txt                   POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
help                           GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
help                           POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
accessibility                  GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
accessibility                  POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
privacy                        GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
privacy                        POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
public_pages:occupations       GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pages:occupations       POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
public_pages:occupation_search GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pages:occupation_search POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
public_pages:occupation        GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pages:occupation        POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
public_pages:groups            GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pages:groups            POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
public_pages:groups_csv        GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pages:groups_csv        POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
public_pages:group             GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pages:group             POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405

# for whoever signed in
home                           GET  login 200   200   200   200   200   200   200   200   302   302   302   302   302
home                           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
accounts:account               GET  login 200   200   200   200   200   200   200   200   200   200   200   200   200
accounts:account               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duties:preferences             GET  login 200   200   200   200   200   200   200   200   200   200   200   200   200
duties:preferences             POST login 422   422   422   422   422   422   422   422   422   422   422   422   422
duties:calendars               GET  login 200   200   200   200   200   200   200   200   200   200   200   200   200
duties:calendars               POST login 422   422   422   422   422   422   422   422   422   422   422   422   422
duties:feed                    GET  404   404   404   404   404   404   404   404   404   404   404   404   404   404
duties:feed                    POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
duties:unsubscribe             GET  404   404   404   404   404   404   404   404   404   404   404   404   404   404
duties:unsubscribe             POST 404   404   404   404   404   404   404   404   404   404   404   404   404   404
accounts:change_name           GET  login 200   200   200   200   200   200   200   200   200   200   200   200   200
accounts:change_name           POST login 422   422   422   422   422   422   422   422   422   422   422   422   422
officials:official_invitation  GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
officials:official_invitation  POST 422  409   409   409   409   409   409   409   409   409   409   409   409   409

# enquiries: the one asked for was sent by the lead and waits for a decision
groups:enquire                 GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
groups:enquire                 POST 422   422   422   422   422   422   422   422   422   422   422   422   422   422
groups:enquiry_sent            GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
groups:enquiry_sent            POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
groups:enquiry_confirm         GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
groups:enquiry_confirm         POST 302   302   302   302   302   302   302   302   302   302   302   302   302   302
groups:enquiries               GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
groups:enquiries               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
groups:enquiry_record          GET  login 404   404   404   404   404   404   404   404   200   200   200   200   403
groups:enquiry_record          POST login 404   404   404   404   404   404   404   404   422   422   422   422   403
groups:enquiry                 GET  login 404   404   404   404   404   200   404   404   200   200   200   200   200
groups:enquiry                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
groups:enquiry_allocate        GET  login 404   404   404   404   404   403   404   404   200   200   200   200   200
groups:enquiry_allocate        POST login 404   404   404   404   404   403   404   404   422   422   422   422   422
groups:enquiry_decide          GET  login 404   404   404   404   404   403   404   404   200   200   403   403   403
groups:enquiry_decide          POST login 404   404   404   404   404   403   404   404   422   422   403   403   403

# the group: submitted and waiting for the decision; the lead's registers and has no chair
overview:group                 GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:group                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:tasks                 GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
overview:tasks                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:occupation            GET  login 404   404   403   403   403   200   409   404   409   403   403   403   403
overview:occupation            POST login 404   404   403   403   403   422   409   404   409   403   403   403   403
overview:running               GET  login 404   404   403   403   403   200   409   404   409   403   403   403   403
overview:running               POST login 404   404   403   403   403   422   409   404   409   403   403   403   403
overview:population            GET  login 404   404   403   403   403   200   409   404   409   403   403   403   403
overview:population            POST login 404   404   403   403   403   422   409   404   409   403   403   403   403
overview:representation        GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:representation        POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:representation_csv    GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:representation_csv    POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:population_upload     GET  login 404   404   403   403   403   403   403   404   200   403   200   200   403
overview:population_upload     POST login 404   404   403   403   403   403   403   404   422   403   422   422   403
overview:population_template   GET  login 404   404   403   403   403   403   403   404   200   403   200   200   403
overview:population_template   POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:check                 GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
overview:check                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:submit                GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:submit                POST login 404   404   403   403   403   422   409   404   403   403   403   403   403
overview:submitted             GET  login 404   404   403   403   403   302   200   404   200   403   403   403   403
overview:submitted             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:confirm_details       GET  login 404   404   403   403   403   200   200   404   200   200   200   200   200
overview:confirm_details       POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
overview:decide                GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
overview:decide                POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
overview:look                  GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:look                  POST login 404   404   403   403   403   403   403   404   302   403   403   403   403
overview:justify               GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
overview:justify               POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
overview:justification_decide  GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
overview:justification_decide  POST login 404   404   403   403   403   403   403   404   422   403   403   403   403

# the work plan (one in force, one proposed by the group) and queries (one answered)
overview:work_plan             GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:work_plan             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:work_plan_propose     GET  login 404   404   403   403   403   409   409   404   409   403   403   403   403
overview:work_plan_propose     POST login 404   404   403   403   403   409   409   404   409   403   403   403   403
overview:work_plan_answer      GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
overview:work_plan_answer      POST login 404   404   403   403   403   409   409   404   422   403   403   403   403
overview:work_plan_withdraw    GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:work_plan_withdraw    POST login 404   404   403   403   403   302   302   404   409   403   403   403   403
overview:milestone             GET  login 404   404   403   403   403   200   200   404   200   403   200   200   403
overview:milestone             POST login 404   404   403   403   403   302   302   404   302   403   302   302   403
groups:queries                 GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
groups:queries                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
groups:query_ask               GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
groups:query_ask               POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
groups:query_request           GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
groups:query_request           POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
groups:query                   GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
groups:query                   POST login 404   404   403   403   403   403   403   404   409   403   403   403   403
groups:query_follow_up         GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
groups:query_follow_up         POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
groups:query_close             GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
groups:query_close             POST login 404   404   403   403   403   302   302   404   403   403   403   403   403

# members of the group
overview:members               GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:members               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:organisation_names     GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:organisation_names     POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:people_names           GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:people_names           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:download                 GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
lists:download                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:facilitators           GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
members:facilitators           POST login 404   404   403   403   403   403   302   404   403   403   403   403   403
lists:upload_begin             GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
lists:upload_begin             POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
lists:upload_template          GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
lists:upload_template          POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:upload                   GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
lists:upload                   POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:upload_confirm           GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:upload_confirm           POST login 404   404   403   403   403   302   409   404   409   403   403   403   403
lists:upload_discard           GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:upload_discard           POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
officials:imports              GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:imports              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:import_run           GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:import_run           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:duplicates          GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duplicates:duplicates          POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:duplicates_csv      GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duplicates:duplicates_csv      POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:duplicates_find     GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:duplicates_find     POST login 404   404   404   404   404   404   404   404   302   302   403   403   302
duplicates:double              GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duplicates:double              POST login 404   404   404   404   404   404   404   404   422   422   403   403   422
duplicates:person_duplicates   GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duplicates:person_duplicates   POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:person_duplicates_csv GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duplicates:person_duplicates_csv POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:person_duplicates_find GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
duplicates:person_duplicates_find POST login 404   404   404   404   404   404   404   404   302   302   403   403   302
duplicates:person_double       GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duplicates:person_double       POST login 404   404   404   404   404   404   404   404   422   422   403   403   422
members:mailings               GET  login 404   404   404   404   404   404   404   404   200   200   403   403   200
members:mailings               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:mailings_csv           GET  login 404   404   404   404   404   404   404   404   200   200   403   403   200
members:mailings_csv           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:member                GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:member                POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:invite                 GET  login 404   404   403   403   403   200   409   404   409   403   403   403   403
members:invite                 POST login 404   404   403   403   403   422   409   404   409   403   403   403   403
members:decide                 GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
members:decide                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:decide_confirm         GET  login 404   404   403   403   403   403   403   404   422   403   403   403   403
members:decide_confirm         POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
members:submit_again           GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:submit_again           POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
overview:forecast              GET  login 404   404   403   403   403   200   200   404   200   200   200   200   200
overview:forecast              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:multiple_memberships  GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
overview:multiple_memberships  POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:multiple_memberships_csv GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
overview:multiple_memberships_csv POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:request_member         GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
members:request_member         POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
members:ask                    GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:ask                    POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
members:correct                GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:correct                POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
members:end                    GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:end                    POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
members:edit_invitation        GET  login 404   404   403   403   403   200   409   404   409   403   403   403   403
members:edit_invitation        POST login 404   404   403   403   403   422   409   404   409   403   403   403   403
members:remind                 GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:remind                 POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
members:remind_all             GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:remind_all             POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
members:resend                 GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:resend                 POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
members:revoke                 GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:revoke                 POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
chairs:chairs                  GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
chairs:chairs                  POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
chairs:chair_confirm           GET  login 404   404   403   403   403   403   200   404   403   403   403   403   403
chairs:chair_confirm           POST login 404   404   403   403   403   403   302   404   403   403   403   403   403
members:chair_withdraw         GET  login 404   404   403   403   403   403   200   404   403   403   403   403   403
members:chair_withdraw         POST login 404   404   403   403   403   403   422   404   403   403   403   403   403
chairs:chair_briefing          GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
chairs:chair_briefing          POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
chairs:chair_mentor            GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
chairs:chair_mentor            POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
chairs:chair_mentor_ask        GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
chairs:chair_mentor_ask        POST login 404   404   403   403   403   403   302   404   403   403   403   403   403
chairs:chair_mentor_end        GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
chairs:chair_mentor_end        POST login 404   404   403   403   403   403   302   404   302   403   403   403   403
chairs:hand_over_arrange       GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
chairs:hand_over_arrange       POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
chairs:hand_over               GET  login 404   404   403   403   403   200   200   404   200   200   200   200   200
chairs:hand_over               POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
chairs:hand_over_accept        GET  login 404   404   403   403   403   403   403   404   403   403   403   403   403
chairs:hand_over_accept        POST login 404   404   403   403   403   403   403   404   403   403   403   403   403
chairs:hand_over_call_off      GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
chairs:hand_over_call_off      POST login 404   404   403   403   403   422   422   404   422   403   403   403   403

# employers that a list names for the group, one question about them open
lists:listed                   GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
lists:listed                   POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:listed_csv               GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
lists:listed_csv               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
lists:list_questions           GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
lists:list_questions           POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
lists:list_question            GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
lists:list_question            POST login 404   404   403   403   403   422   422   404   422   403   403   403   403

members:advice                 GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
members:advice                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:advice_add             GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:advice_add             POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
members:advice_edit            GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
members:advice_edit            POST login 404   404   403   403   403   422   422   404   422   403   403   403   403

# groups that work together: the own group takes part
overview:collaborations        GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
overview:collaborations        POST login 404   404   403   403   403   403   422   404   403   403   403   403   403
overview:collaboration         GET  login 404   404   404   404   404   404   200   404   200   200   200   200   200
overview:collaboration         POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:collaboration_ask     GET  login 404   404   404   404   404   404   200   404   403   403   403   403   403
overview:collaboration_ask     POST login 404   404   404   404   404   404   422   404   403   403   403   403   403
overview:over_arching_propose  GET  login 404   404   404   404   404   404   200   404   403   403   403   403   403
overview:over_arching_propose  POST login 404   404   404   404   404   404   422   404   403   403   403   403   403
overview:collaboration_join    GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:collaboration_join    POST login 404   404   404   404   404   404   302   404   403   403   403   403   403
overview:collaboration_leave   GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:collaboration_leave   POST login 404   404   404   404   404   404   302   404   403   403   403   403   403
overview:over_arching_agree    GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:over_arching_agree    POST login 404   404   404   404   404   404   302   404   403   403   403   403   403
overview:over_arching_end      GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:over_arching_end      POST login 404   404   404   404   404   404   302   404   403   403   403   403   403

# meetings: the one asked for is planned for today; the motion is open, by correspondence for a week more
meetings:list                  GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:list                  POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:add                   GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:add                   POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:detail                GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:detail                POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:reply                 GET  login 404   404   200   200   200   409   200   404   200   403   403   403   403
meetings:reply                 POST login 404   404   422   422   422   409   422   404   422   403   403   403   403
meetings:replies               GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:replies               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:reply_for             GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
meetings:reply_for             POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
meetings:change                GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:change                POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:record                GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:record                POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:motions               GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:motions               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:open_motion           GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
meetings:open_motion           POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
meetings:motion                GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:motion                POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:close_motion          GET  login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:close_motion          POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:vote                  GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:vote                  POST login 404   404   422   403   403   403   422   404   403   403   403   403   403
meetings:withdraw_motion       GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
meetings:withdraw_motion       POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
meetings:record_votes          GET  login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:record_votes          POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:left                  GET  login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:left                  POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
# its agenda: an item of the group's own with a paper; a member is recorded as there; an action to be done
meetings:cancel                GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:cancel                POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:recorded_for_me       GET  login 404   404   200   200   200   200   200   404   403   403   403   403   403
meetings:recorded_for_me       POST login 404   404   422   422   422   422   422   404   403   403   403   403   403
meetings:calendar              GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:calendar              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:item_add              GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:item_add              POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:item                  GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:item                  POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:item_move             GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:item_move             POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
meetings:item_left             GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:item_left             POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
meetings:paper_add             GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:paper_add             POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:paper                 GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:paper                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:paper_remove          GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:paper_remove          POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
meetings:declare_for           GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
meetings:declare_for           POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
meetings:meetings_csv          GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:meetings_csv          POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:actions_csv           GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:actions_csv           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:action_add            GET  login 404   404   403   403   403   409   409   404   409   403   403   403   403
meetings:action_add            POST login 404   404   403   403   403   409   409   404   409   403   403   403   403
meetings:actions               GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:actions               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:action                GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:action                POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
meetings:action_change         GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
meetings:action_change         POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
meetings:minutes               GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
meetings:minutes               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:minutes_write         GET  login 404   404   403   403   403   409   409   404   409   403   403   403   403
meetings:minutes_write         POST login 404   404   403   403   403   409   409   404   409   403   403   403   403
meetings:minutes_show          GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
meetings:minutes_show          POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
meetings:minutes_answer        GET  login 404   404   409   409   409   409   409   404   403   403   403   403   403
meetings:minutes_answer        POST login 404   404   409   409   409   409   409   404   403   403   403   403   403
meetings:minutes_correction    GET  login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:minutes_correction    POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:minutes_agree         GET  login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:minutes_agree         POST login 404   404   403   403   403   409   409   404   403   403   403   403   403
meetings:minutes_pdf           GET  login 404   404   404   404   404   404   404   404   404   404   404   404   404
meetings:minutes_pdf           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405

# travel: under today's guidance nothing can be claimed; a claim of the member's, and a payment, are of earlier days
meetings:travel_new            GET  login 404   404   409   403   403   403   409   404   403   403   403   403   403
meetings:travel_new            POST login 404   404   409   403   403   403   409   404   403   403   403   403   403
meetings:travel                GET  login 404   404   200   403   403   403   409   404   200   403   403   403   403
meetings:travel                POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:travel_claim          GET  login 404   404   200   403   403   403   404   404   200   403   403   403   403
meetings:travel_claim          POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:travel_decide         GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
meetings:travel_decide         POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
meetings:travel_receipt        GET  login 404   404   200   403   403   403   404   404   200   403   403   403   403
meetings:travel_receipt        POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:travel_export         GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:travel_export         POST login 404   404   403   403   403   403   403   404   409   403   403   403   403
meetings:travel_payment        GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
meetings:travel_payment        POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:travel_paid           GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
meetings:travel_paid           POST login 404   404   403   403   403   403   403   404   302   403   403   403   403

# what the group submits: the proposal is reviewed and to be decided, the standard a draft after one that was withdrawn,
# its plan fixed
proposals:list                 GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:list                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:start                GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:start                POST login 404   404   403   403   403   409   409   404   409   403   403   403   403
proposals:submit               GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
proposals:submit               POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
proposals:funding              GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:funding              POST login 404   404   403   403   403   409   409   404   409   403   403   403   403
proposals:quote_add            GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
proposals:quote_add            POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
proposals:quote_edit           GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
proposals:quote_edit           POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
proposals:funding_document_add GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
proposals:funding_document_add POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
proposals:funding_document     GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:funding_document     POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:funding_document_remove GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
proposals:funding_document_remove POST login 404   404   403   403   403   302   302   404   302   403   403   403   403
proposals:requested_meet       GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
proposals:requested_meet       POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
proposals:requested_strike     GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
proposals:requested_strike     POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
proposals:detail               GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:detail               POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:section              GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
proposals:section              POST login 404   404   403   403   403   409   409   404   409   403   403   403   403
proposals:document             GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
proposals:document             POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
proposals:finalise             GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:finalise             POST login 404   404   403   403   403   302   302   404   403   403   403   403   403
proposals:reopen               GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:reopen               POST login 404   404   403   403   403   302   302   404   403   403   403   403   403
proposals:version              GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:version              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:download             GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:download             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:fixed_evidence       GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
proposals:fixed_evidence       POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:ask                  GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
proposals:ask                  POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
proposals:withdraw             GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
proposals:withdraw             POST login 404   404   403   403   403   302   302   404   403   403   403   403   403
proposals:comment              GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:comment              POST login 404   404   422   422   422   422   422   404   422   403   422   422   403
proposals:resolve              GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:resolve              POST login 404   404   302   403   403   302   302   404   302   403   302   302   403
proposals:hand_in              GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
proposals:hand_in              POST login 404   404   403   403   403   302   302   404   403   403   403   403   403
proposals:hand_in_answer       GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
proposals:hand_in_answer       POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
proposals:hand_in_take_back    GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
proposals:hand_in_take_back    POST login 404   404   403   403   403   302   302   404   403   403   403   403   403
proposals:recommend            GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
proposals:recommend            POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
proposals:decide               GET  login 404   404   403   403   403   403   403   404   403   403   200   403   403
proposals:decide               POST login 404   404   403   403   403   403   403   404   403   403   422   403   403

# what only the invited person does; the link is for whoever has it
joining:invitation             GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
joining:invitation             POST 302   409   302   409   409   409   409   409   409   409   409   409   409   409
joining:decline                GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
joining:decline                POST 302   409   302   409   409   409   409   409   409   409   409   409   409   409
joining:invitation_damaged     GET  404   404   404   404   404   404   404   404   404   404   404   404   404   404
joining:invitation_damaged     POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
joining:details                GET  login 404   200   404   404   404   404   404   404   404   404   404   404   404
joining:details                POST login 404   422   404   404   404   404   404   404   404   404   404   404   404
joining:statements             GET  login 404   200   404   404   404   404   404   404   404   404   404   404   404
joining:statements             POST login 404   422   404   404   404   404   404   404   404   404   404   404   404
joining:interests              GET  login 404   302   404   404   404   404   404   404   404   404   404   404   404
joining:interests              POST login 404   302   404   404   404   404   404   404   404   404   404   404   404

# what only the person does, for the group they serve on; the interest is the member's
members:ledger                 GET  login 200   200   200   200   200   200   200   200   200   200   200   200   200
members:ledger                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
members:ledger_csv             GET  login 200   200   200   200   200   200   200   200   200   200   200   200   200
members:ledger_csv             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:mine                  GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
overview:mine                  POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
overview:mine_details          GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
overview:mine_details          POST login 404   404   422   422   422   404   422   404   404   404   404   404   404
overview:mine_employer         GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
overview:mine_employer         POST login 404   404   422   422   422   404   422   404   404   404   404   404   404
members:mine_statements        GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
members:mine_statements        POST login 404   404   302   302   302   404   302   404   404   404   404   404   404
members:withdraw               GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
members:withdraw               POST login 404   404   422   422   422   404   422   404   404   404   404   404   404
conflicts:declare              GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
conflicts:declare              POST login 404   404   422   422   422   404   422   404   404   404   404   404   404
conflicts:renew                GET  login 404   404   200   200   200   404   200   404   404   404   404   404   404
conflicts:renew                POST login 404   404   409   409   409   404   409   404   404   404   404   404   404
conflicts:change_interest      GET  login 404   404   200   404   404   404   404   404   404   404   404   404   404
conflicts:change_interest      POST login 404   404   422   404   404   404   404   404   404   404   404   404   404
conflicts:end_interest         GET  login 404   404   200   404   404   404   404   404   404   404   404   404   404
conflicts:end_interest         POST login 404   404   422   404   404   404   404   404   404   404   404   404   404

# the register: the interest is the member's; advisers and facilitators see only their own, where it is not shared
conflicts:register             GET  login 404   404   200   200   200   200   200   404   200   403   200   200   403
conflicts:register             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
conflicts:register_csv         GET  login 404   404   200   200   200   200   200   404   200   403   200   200   403
conflicts:register_csv         POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
conflicts:register_pdf         GET  login 404   404   200   200   200   200   200   404   200   403   200   200   403
conflicts:register_pdf         POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
conflicts:interest             GET  login 404   404   200   404   404   200   200   404   200   403   200   200   403
conflicts:interest             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
conflicts:handle               GET  login 404   404   403   404   404   403   200   404   403   403   403   403   403
conflicts:handle               POST login 404   404   403   404   404   403   422   404   403   403   403   403   403
conflicts:share                GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
conflicts:share                POST login 404   404   403   403   403   403   302   404   403   403   403   403   403

# the programme
duties:work                    GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duties:work                    POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
duties:work_csv                GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
duties:work_csv                POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
# a concern that the chairs are to answer
duties:longer                  GET  login 404   404   404   404   404   200   200   404   404   404   404   404   404
duties:longer                  POST login 404   404   404   404   404   422   422   404   404   404   404   404   404
duties:group                   GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
duties:group                   POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:dashboard            GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
oversight:dashboard            POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:dashboard_csv        GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
oversight:dashboard_csv        POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:programme            GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
oversight:programme            POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:programme_csv        GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
oversight:programme_csv        POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:programme_xlsx       GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
oversight:programme_xlsx       POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:preview              GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
oversight:preview              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:preview_run          GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:preview_run          POST login 404   404   404   404   404   404   404   404   422   422   422   422   422
oversight:preview_csv          GET  login 404   404   404   404   404   404   404   404   302   302   302   302   302
oversight:preview_csv          POST login 405   405   405   405   405   405   405   405   405   405   405   405   405

# a group's support: an open concern, circumstances asked for, and a case that waits to be decided
oversight:way                  GET  login 404   404   403   403   403   200   200   404   200   200   200   200   200
oversight:way                  POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:changes              GET  login 404   404   403   403   403   200   200   404   200   200   200   200   200
oversight:changes              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:support              GET  login 404   404   200   200   200   200   200   404   200   200   200   200   200
oversight:support              POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
oversight:risk_note            GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
oversight:risk_note            POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
oversight:concern_raise        GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
oversight:concern_raise        POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
oversight:concern_answer       GET  login 404   404   403   403   403   200   200   404   403   403   403   403   403
oversight:concern_answer       POST login 404   404   403   403   403   422   422   404   403   403   403   403   403
oversight:concern_close        GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
oversight:concern_close        POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
oversight:mitigation_ask       GET  login 404   404   403   403   403   200   200   404   200   403   403   403   403
oversight:mitigation_ask       POST login 404   404   403   403   403   422   422   404   422   403   403   403   403
oversight:mitigation_decide    GET  login 404   404   403   403   403   403   403   404   403   403   200   200   403
oversight:mitigation_decide    POST login 404   404   403   403   403   403   403   404   403   403   422   422   403
oversight:case_raise           GET  login 404   404   403   403   403   403   403   404   409   403   403   403   403
oversight:case_raise           POST login 404   404   403   403   403   403   403   404   409   403   403   403   403
oversight:case_discuss         GET  login 404   404   403   403   403   403   403   404   200   403   403   403   403
oversight:case_discuss         POST login 404   404   403   403   403   403   403   404   422   403   403   403   403
oversight:case_decide          GET  login 404   404   403   403   403   403   403   404   403   403   200   200   403
oversight:case_decide          POST login 404   404   403   403   403   403   403   404   403   403   422   422   403
oversight:case_map             GET  login 404   404   403   403   403   403   403   404   403   403   409   409   403
oversight:case_map             POST login 404   404   403   403   403   403   403   404   403   403   409   409   403

# who leads for the regulator: the route asked for is the group's; the group has a product manager
officials:allocation           GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:allocation           POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:allocate_several     GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:allocate_several     POST login 404   404   404   404   404   404   404   404   422   422   422   422   422
officials:allocation_groups    GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:allocation_groups    POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:all_absences         GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:all_absences         POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:absences             GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:absences             POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:absence_record       GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:absence_record       POST login 404   404   404   404   404   404   404   404   422   422   422   422   422
officials:absence              GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:absence              POST login 404   404   404   404   404   404   404   404   302   403   302   403   302
officials:absence_strike       GET  login 404   404   404   404   404   404   404   404   200   403   200   403   200
officials:absence_strike       POST login 404   404   404   404   404   404   404   404   302   403   302   403   302
officials:portfolio            GET  login 404   404   404   404   404   404   404   404   403   403   200   403   200
officials:portfolio            POST login 404   404   404   404   404   404   404   404   403   403   422   403   422
officials:allocation_routes    GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:allocation_routes    POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:route_officials      GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:route_officials      POST login 404   404   404   404   404   404   404   404   403   403   403   403   422
officials:route_official_end   GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:route_official_end   POST login 404   404   404   404   404   404   404   404   403   403   403   403   422
officials:allocate             GET  login 404   404   404   404   404   404   404   404   200   200   200   200   200
officials:allocate             POST login 404   404   404   404   404   404   404   404   403   403   422   403   422
officials:take_on              GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:take_on              POST login 404   404   404   404   404   404   404   404   409   409   403   403   403
officials:allocation_end       GET  login 404   404   404   404   404   404   404   404   403   403   200   403   200
officials:allocation_end       POST login 404   404   404   404   404   404   404   404   403   403   422   403   422
officials:group_route          GET  login 404   404   404   404   404   404   404   404   403   403   403   403   409
officials:group_route          POST login 404   404   404   404   404   404   404   404   403   403   403   403   409

# the administrator's pages of accounts: the one asked for is of an invited official
officials:users                GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:users                POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:user_invite          GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:user_invite          POST login 404   404   404   404   404   404   404   404   403   403   403   403   422
officials:user                 GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:user                 POST login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:user_change          GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:user_change          POST login 404   404   404   404   404   404   404   404   403   403   403   403   422
officials:user_close           GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:user_close           POST login 404   404   404   404   404   404   404   404   403   403   403   403   422
officials:user_reset_factor    GET  login 404   404   404   404   404   404   404   404   403   403   403   403   200
officials:user_reset_factor    POST login 404   404   404   404   404   404   404   404   403   403   403   403   422
officials:user_send_again      GET  login 405   405   405   405   405   405   405   405   405   405   405   405   405
officials:user_send_again      POST login 404   404   404   404   404   404   404   404   403   403   403   403   302

# only in the demo
demo:mailbox                   GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
demo:mailbox                   POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
demo:letter                    GET  404   404   404   404   404   404   404   404   404   404   404   404   404   404
demo:letter                    POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
demo:codes                     GET  200   200   200   200   200   200   200   200   200   200   200   200   200   200
demo:codes                     POST 405   405   405   405   405   405   405   405   405   405   405   405   405   405
"""

# Pages of allauth, which the project dresses: what GET answers to (nobody signed in, somebody with a
# password and no second factor, an official with a second factor and no password).
SIGN_IN_PAGES = """
page                                  anon  person official

account_login                         200   302    302
account_logout                        302   200    200
account_signup                        200   302    302
account_inactive                      200   200    200
account_request_login_code            200   302    302
account_confirm_login_code            login 302    302
account_reset_password                200   200    200
account_reset_password_done           200   200    200
account_reset_password_from_key       200   200    200
account_reset_password_from_key_done  200   200    200
account_confirm_email                 200   200    200
account_email_verification_sent       200   200    200
account_email                         login 200    200
account_change_password               login 200    302
account_set_password                  login 302    200
account_reauthenticate                login 200    302
mfa_index                             login 200    200
mfa_authenticate                      login 302    302
mfa_reauthenticate                    login 302    200
mfa_activate_totp                     login 302    302
mfa_deactivate_totp                   login 404    302
mfa_view_recovery_codes               login 404    404
mfa_generate_recovery_codes           login 302    302
mfa_download_recovery_codes           login 404    404
usersessions_list                     login 200    200
"""


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """(page, method) -> {column: answer}; a row twice, or one with too few answers, is an error."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for page, method, *answers in _lines(TABLE):
        assert (page, method) not in found, f"{page} {method} stands twice"
        found[page, method] = dict(zip(COLUMNS, answers, strict=True))
    return found


def sign_in_rows() -> dict[str, dict[str, str]]:
    """Page -> {"anon", "person", "official": answer}."""
    return {
        page: dict(zip(("anon", "person", "official"), cells, strict=True)) for page, *cells in _lines(SIGN_IN_PAGES)
    }


def _lines(table: str) -> list[list[str]]:
    lines = [line.split() for line in table.strip().splitlines()[1:]]
    return [line for line in lines if line and line[0] != "#"]
