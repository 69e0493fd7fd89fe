from django.db import migrations
from django.db.models import Exists, OuterRef


def forget_what_nobody_said(apps, schema_editor):
    """A "no" becomes unknown, unless history shows that it was a yes before: then somebody took the tick away.

    Until now a "no" was stored for every organisation of which nobody was asked (the body that an interest names, the
    employer of an adviser, a name on a published list, a row of an upload with an empty cell) and for every box that
    was left empty; only an uploaded list could say "No" in so many words. They cannot be told apart, and to say "no"
    of somebody who was never asked is the worse mistake: whoever said it can say it again. No rule answers otherwise,
    for the rules read unknown as they read a "no". Likewise with the answers of people who are joining now.
    """
    Organisation = apps.get_model("members", "Organisation")
    History = apps.get_model("members", "HistoricalOrganisation")
    Invitation = apps.get_model("members", "Invitation")
    was_yes = Exists(History.objects.filter(id=OuterRef("pk"), employs_in_occupation=True))
    Organisation.objects.filter(~was_yes, employs_in_occupation=False).update(employs_in_occupation=None)
    joining = Invitation.objects.filter(answers__details__organisation__employs_in_occupation=False)
    for one in joining.only("answers").iterator():
        del one.answers["details"]["organisation"]["employs_in_occupation"]
        one.save(update_fields=["answers"])


class Migration(migrations.Migration):
    """What was stored as a "no" that nobody said is unknown from now on."""

    dependencies = [("members", "0007_employs_may_be_unknown")]

    operations = [migrations.RunPython(forget_what_nobody_said, migrations.RunPython.noop)]
