import django.contrib.postgres.fields
import django.db.models.deletion
import portal.schema
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_schema'),
        ('groups', '0001_schema'),
        ('members', '0001_schema'),
    ]

    operations = [
        portal.schema.CreateModels(
            operations=[migrations.CreateModel(
                name='Declaration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='groups.group')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='members.person')),
                    ('declared_on', models.DateField()),
                ],
                options={
                    'ordering': ('-declared_on', '-pk'),
                    'indexes': [models.Index(fields=['group', 'person', 'declared_on'], name='conflicts_d_group_i_b0f698_idx')],
                },
            ), migrations.CreateModel(
                name='Interest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='conflicts.declaration')),
                    ('nature', models.CharField(choices=[('financial', 'Financial interest'), ('directorship', 'Director or equivalent position'), ('employment', 'Employment'), ('personal', 'Personal or family interest'), ('other', 'Other interest or loyalty')], max_length=12)),
                    ('perception', models.CharField(choices=[('actual', 'Actual: it could affect my decisions now'), ('potential', 'Potential: it could affect them later'), ('perceived', 'Perceived: others might think so')], default='actual', max_length=9)),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='members.organisation')),
                    ('description', models.TextField(max_length=4000)),
                    ('by_employment', models.BooleanField(default=False)),
                    ('began_on', models.DateField(blank=True, null=True, verbose_name='held since')),
                    ('revision', models.PositiveSmallIntegerField(default=1)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('description', ''), _negated=True), name='interest_is_described')],
                },
            ), migrations.CreateModel(
                name='Handling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('interest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to='conflicts.interest')),
                    ('revision', models.PositiveSmallIntegerField(default=1)),
                    ('measure', models.CharField(choices=[('none', 'Nothing is needed'), ('no_vote', 'Does not vote on what it touches'), ('leave_for_item', 'Leaves the meeting for what it touches'), ('step_down', 'Steps down')], max_length=14)),
                    ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('proposal', 'The occupation proposal'), ('standard', 'The occupational standard'), ('epa_plan', 'The end-point assessment plan'), ('funding', 'The funding evidence'), ('revision', 'A revision'), ('chair', 'The choice of a chair'), ('other', 'Anything else')], max_length=8), blank=True, default=list, size=None)),
                    ('recorded_on', models.DateField()),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reason', models.TextField(blank=True, max_length=4000)),
                ],
                options={
                    'ordering': ('recorded_on', 'pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('subjects', []), ('measure__in', ['no_vote', 'leave_for_item']), _connector='OR'), name='handling_names_subjects_where_it_bars_from_some', violation_error_message='Name subjects only where the person does not vote or leaves for some of them')],
                },
            ), migrations.CreateModel(
                name='Register',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register', to='groups.group')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='shown to advisers and facilitators')),
                ],
            ), migrations.CreateModel(
                name='HistoricalDeclaration',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('declared_on', models.DateField()),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.person')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical declaration',
                    'verbose_name_plural': 'historical declarations',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalInterest',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('nature', models.CharField(choices=[('financial', 'Financial interest'), ('directorship', 'Director or equivalent position'), ('employment', 'Employment'), ('personal', 'Personal or family interest'), ('other', 'Other interest or loyalty')], max_length=12)),
                    ('perception', models.CharField(choices=[('actual', 'Actual: it could affect my decisions now'), ('potential', 'Potential: it could affect them later'), ('perceived', 'Perceived: others might think so')], default='actual', max_length=9)),
                    ('description', models.TextField(max_length=4000)),
                    ('by_employment', models.BooleanField(default=False)),
                    ('began_on', models.DateField(blank=True, null=True, verbose_name='held since')),
                    ('revision', models.PositiveSmallIntegerField(default=1)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('declaration', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='conflicts.declaration')),
                    ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.organisation')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical interest',
                    'verbose_name_plural': 'historical interests',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalHandling',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('revision', models.PositiveSmallIntegerField(default=1)),
                    ('measure', models.CharField(choices=[('none', 'Nothing is needed'), ('no_vote', 'Does not vote on what it touches'), ('leave_for_item', 'Leaves the meeting for what it touches'), ('step_down', 'Steps down')], max_length=14)),
                    ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('proposal', 'The occupation proposal'), ('standard', 'The occupational standard'), ('epa_plan', 'The end-point assessment plan'), ('funding', 'The funding evidence'), ('revision', 'A revision'), ('chair', 'The choice of a chair'), ('other', 'Anything else')], max_length=8), blank=True, default=list, size=None)),
                    ('recorded_on', models.DateField()),
                    ('reason', models.TextField(blank=True, max_length=4000)),
                    ('interest', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='conflicts.interest')),
                    ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical handling',
                    'verbose_name_plural': 'historical handlings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalRegister',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='shown to advisers and facilitators')),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical register',
                    'verbose_name_plural': 'historical registers',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            )],
        ),
    ]
