from django.db import migrations, models


class Migration(migrations.Migration):
    """A plan that ended has its day beside its moment."""

    dependencies = [("groups", "0004_days_of_ended_plans")]

    operations = [
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_on__isnull', False), _connector='OR'), name='work_plan_ended_on_its_day'),
        ),
    ]
