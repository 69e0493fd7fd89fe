import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0006_concern_responses_and_withdrawn_support'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='workplan',
            name='work_plan_one_proposed_a_group',
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='end_reason',
            field=models.TextField(blank=True, max_length=4000, verbose_name='changes asked for'),
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='ended_as',
            field=models.CharField(blank=True, choices=[('changes', 'Changes asked for'), ('withdrawn', 'Withdrawn')], max_length=9),
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='ended_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='proposed_side',
            field=models.CharField(blank=True, choices=[('group', 'The group'), ('regulator', 'The regulator')], max_length=9),
        ),
        migrations.AddField(
            model_name='historicalworkplan',
            name='reason',
            field=models.TextField(blank=True, max_length=4000, verbose_name='why the plan changes'),
        ),
        migrations.AddField(
            model_name='workplan',
            name='end_reason',
            field=models.TextField(blank=True, max_length=4000, verbose_name='changes asked for'),
        ),
        migrations.AddField(
            model_name='workplan',
            name='ended_as',
            field=models.CharField(blank=True, choices=[('changes', 'Changes asked for'), ('withdrawn', 'Withdrawn')], max_length=9),
        ),
        migrations.AddField(
            model_name='workplan',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='workplan',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='workplan',
            name='proposed_side',
            field=models.CharField(blank=True, choices=[('group', 'The group'), ('regulator', 'The regulator')], max_length=9),
        ),
        migrations.AddField(
            model_name='workplan',
            name='reason',
            field=models.TextField(blank=True, max_length=4000, verbose_name='why the plan changes'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.UniqueConstraint(condition=models.Q(('agreed_on', None), ('ended_at', None)), fields=('group',), name='work_plan_one_proposed_a_group', violation_error_message='A work plan is proposed already'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='work_plan_ended_pair'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_on', None), ('ended_at', None), _connector='OR'), name='work_plan_agreed_or_ended'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_as', ''), ('ended_at', None)), models.Q(('ended_as__in', ['changes', 'withdrawn']), ('ended_at__isnull', False)), _connector='OR'), name='work_plan_end_is_known'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_as', 'changes'), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='work_plan_changes_asked_with_reason', violation_error_message='Say what to change'),
        ),
    ]
