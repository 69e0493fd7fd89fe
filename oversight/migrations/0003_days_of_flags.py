from django.db import migrations


class Migration(migrations.Migration):
    """Until now a flag opened on the day of the assessment that brought it up."""

    dependencies = [("oversight", "0002_stage_and_first_days")]

    operations = [migrations.RunSQL("UPDATE oversight_riskflag SET assessed_on = opened_on", migrations.RunSQL.noop)]
