import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who asks, who reaches a milestone, and which official answers for an enquiry."""

    dependencies = [
        ('groups', '0005_work_plan_ends_on_its_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='enquiry',
            name='allocated_to',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalenquiry',
            name='allocated_to',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalmilestone',
            name='side',
            field=models.CharField(choices=[('chairs', 'The group'), ('pm', 'The product manager'), ('rm', 'The route manager'), ('aam', 'The assessment and assurance manager')], db_default='chairs', default='chairs', max_length=6, verbose_name='who reaches it'),
        ),
        migrations.AddField(
            model_name='historicalquery',
            name='side',
            field=models.CharField(choices=[('group', 'The group'), ('regulator', 'The regulator')], db_default='group', default='group', max_length=9, verbose_name='who asks'),
        ),
        migrations.AddField(
            model_name='milestone',
            name='side',
            field=models.CharField(choices=[('chairs', 'The group'), ('pm', 'The product manager'), ('rm', 'The route manager'), ('aam', 'The assessment and assurance manager')], db_default='chairs', default='chairs', max_length=6, verbose_name='who reaches it'),
        ),
        migrations.AddField(
            model_name='query',
            name='side',
            field=models.CharField(choices=[('group', 'The group'), ('regulator', 'The regulator')], db_default='group', default='group', max_length=9, verbose_name='who asks'),
        ),
    ]
