from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Rows of before are right by the constraint of before; reading them blocks nobody."""

    dependencies = [("portal", "0004_refused_mail")]

    operations = [ValidateConstraint("outgoingmail", "outgoingmail_state_is_known")]
