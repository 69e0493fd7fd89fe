from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The days from which the state of a submission follows."""

    dependencies = [
        ('groups', '0003_work_plan_ended_on'),
        ('proposals', '0001_schema'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsubmission',
            name='begun_on',
            field=models.DateField(blank=True, help_text='Empty where that came from outside the portal, unsaid', null=True, verbose_name='drafting began'),
        ),
        migrations.AddField(
            model_name='historicalsubmission',
            name='condition_on',
            field=models.DateField(blank=True, null=True, verbose_name='agreed on a condition'),
        ),
        migrations.AddField(
            model_name='historicalsubmission',
            name='frozen_on',
            field=models.DateField(blank=True, null=True, verbose_name='newest version fixed'),
        ),
        migrations.AddField(
            model_name='historicalsubmission',
            name='published_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='historicalsubmission',
            name='recommended_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='historicalsubmission',
            name='resubmit_by',
            field=models.DateField(blank=True, null=True, verbose_name='to be submitted again by'),
        ),
        migrations.AddField(
            model_name='historicalsubmission',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='begun_on',
            field=models.DateField(blank=True, help_text='Empty where that came from outside the portal, unsaid', null=True, verbose_name='drafting began'),
        ),
        migrations.AddField(
            model_name='submission',
            name='condition_on',
            field=models.DateField(blank=True, null=True, verbose_name='agreed on a condition'),
        ),
        migrations.AddField(
            model_name='submission',
            name='frozen_on',
            field=models.DateField(blank=True, null=True, verbose_name='newest version fixed'),
        ),
        migrations.AddField(
            model_name='submission',
            name='published_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='recommended_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='resubmit_by',
            field=models.DateField(blank=True, null=True, verbose_name='to be submitted again by'),
        ),
        migrations.AddField(
            model_name='submission',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
