import django.db.models.deletion
import django.utils.timezone
import portal.schema
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_schema'),
        ('members', '0001_schema'),
    ]

    operations = [
        portal.schema.CreateModels(
            operations=[migrations.CreateModel(
                name='LikelyDouble',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('score', models.FloatField(help_text='How alike the names are: 100 where they are equal but for spelling')),
                    ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('judgement', models.CharField(choices=[('open', 'To be judged'), ('merged', 'Merged'), ('different', 'Not the same')], default='open', max_length=9)),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('moved', models.JSONField(blank=True, default=dict, help_text='Keys of the rows that a merge re-pointed, by model')),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                    ('kept', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                ],
                options={
                    'ordering': ('-score', 'pk'),
                    'indexes': [models.Index(fields=['judgement', '-score'], name='duplicates__judgeme_bd3662_idx')],
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='likely_double_once_a_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='likely_double_is_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('judgement', 'open')), models.Q(models.Q(('judgement', 'open'), _negated=True), ('judged_at__isnull', False)), _connector='OR'), name='likely_double_judged_or_open'), models.CheckConstraint(condition=models.Q(models.Q(('judgement', 'merged'), ('kept__isnull', False)), models.Q(models.Q(('judgement', 'merged'), _negated=True), ('kept', None)), _connector='OR'), name='likely_double_keeps_one_when_merged'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True)), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='likely_double_judged_pair')],
                },
            ), migrations.CreateModel(
                name='PersonDouble',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('score', models.FloatField(help_text='How alike the names are: 100 where they are equal but for spelling')),
                    ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('judgement', models.CharField(choices=[('open', 'To be judged'), ('merged', 'Merged'), ('different', 'Not the same')], default='open', max_length=9)),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('moved', models.JSONField(blank=True, default=dict, help_text='Keys of the rows that a merge re-pointed, by model')),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                    ('kept', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                    ('shares_employer', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ('-shares_employer', '-score', 'pk'),
                    'indexes': [models.Index(fields=['judgement', '-shares_employer', '-score'], name='duplicates__judgeme_a4e8a8_idx')],
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='person_double_once_a_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='person_double_is_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('judgement', 'open')), models.Q(models.Q(('judgement', 'open'), _negated=True), ('judged_at__isnull', False)), _connector='OR'), name='person_double_judged_or_open'), models.CheckConstraint(condition=models.Q(models.Q(('judgement', 'merged'), ('kept__isnull', False)), models.Q(models.Q(('judgement', 'merged'), _negated=True), ('kept', None)), _connector='OR'), name='person_double_keeps_one_when_merged'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True)), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='person_double_judged_pair')],
                },
            ), migrations.CreateModel(
                name='HistoricalLikelyDouble',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('score', models.FloatField(help_text='How alike the names are: 100 where they are equal but for spelling')),
                    ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('judgement', models.CharField(choices=[('open', 'To be judged'), ('merged', 'Merged'), ('different', 'Not the same')], default='open', max_length=9)),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('moved', models.JSONField(blank=True, default=dict, help_text='Keys of the rows that a merge re-pointed, by model')),
                    ('judged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('first', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.organisation')),
                    ('second', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.organisation')),
                    ('kept', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.organisation')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical likely double',
                    'verbose_name_plural': 'historical likely doubles',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalPersonDouble',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('score', models.FloatField(help_text='How alike the names are: 100 where they are equal but for spelling')),
                    ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('judgement', models.CharField(choices=[('open', 'To be judged'), ('merged', 'Merged'), ('different', 'Not the same')], default='open', max_length=9)),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('moved', models.JSONField(blank=True, default=dict, help_text='Keys of the rows that a merge re-pointed, by model')),
                    ('shares_employer', models.BooleanField(default=False)),
                    ('judged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('first', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.person')),
                    ('second', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.person')),
                    ('kept', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.person')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical person double',
                    'verbose_name_plural': 'historical person doubles',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            )],
        ),
    ]
