from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A work plan may end, and other systems may know several that wait."""

    dependencies = [
        ('groups', '0002_reference_numbers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='workplan',
            name='work_plan_one_proposed_a_group',
        ),
        migrations.RemoveConstraint(
            model_name='workplan',
            name='work_plan_agreed_or_ended',
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='no longer in force from'),
        ),
        migrations.AddField(
            model_name='workplan',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='no longer in force from'),
        ),
        migrations.AlterField(
            model_name='historicalworkplan',
            name='standard_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='occupational standard and EPA plan due'),
        ),
        migrations.AlterField(
            model_name='workplan',
            name='standard_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='occupational standard and EPA plan due'),
        ),
    ]
