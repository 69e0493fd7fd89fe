from django.db import migrations

BEGIN = "INSERT INTO duties_reminderstart (began_at) SELECT now()"


class Migration(migrations.Migration):
    """What came due before this moment is history, of which nobody hears."""

    dependencies = [("duties", "0002_reminders")]

    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]
