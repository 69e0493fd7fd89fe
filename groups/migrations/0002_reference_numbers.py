from django.db import migrations


class Migration(migrations.Migration):
    """Numbers of enquiries and groups, given out one after the other."""

    dependencies = [("groups", "0001_schema")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE groups_enquiry_number START 1", "DROP SEQUENCE groups_enquiry_number"),
        migrations.RunSQL("CREATE SEQUENCE groups_group_number START 1", "DROP SEQUENCE groups_group_number"),
    ]
