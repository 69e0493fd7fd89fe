from django.db import migrations, models


class Migration(migrations.Migration):
    """A withdrawal has its day beside its moment."""

    dependencies = [("proposals", "0003_dates_from_what_happened")]

    operations = [
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_on__isnull', False), _connector='OR'), name='submission_withdrawn_on_its_day'),
        ),
    ]
