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
        ('groups', '0001_schema'),
        ('members', '0001_schema'),
    ]

    operations = [
        portal.schema.CreateModels(
            operations=[migrations.CreateModel(
                name='Briefing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='briefings', to='members.chairappointment')),
                    ('held_on', models.DateField(verbose_name='date')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('note', models.TextField(blank=True, max_length=4000, verbose_name='what it was about')),
                ],
                options={
                    'ordering': ('held_on', 'pk'),
                },
            ), migrations.CreateModel(
                name='Mentoring',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorings', to='members.chairappointment')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentorings', to='members.person')),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('arranged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('asked_at', 'pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='mentoring_ends_on_or_after_start', violation_error_message='The end date must be on or after the start date'), models.CheckConstraint(condition=models.Q(models.Q(('arranged_by', None), ('mentor', None), ('started_on', None)), models.Q(('arranged_by__isnull', False), ('mentor__isnull', False), ('started_on__isnull', False)), _connector='OR'), name='mentoring_starts_with_its_mentor'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('appointment',), name='mentoring_one_at_a_time')],
                },
            ), migrations.CreateModel(
                name='Collaboration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='name of the collaboration')),
                    ('purpose', models.TextField(max_length=4000, verbose_name='what the groups do together')),
                    ('begun_on', models.DateField()),
                ],
                options={
                    'ordering': ('name', 'pk'),
                },
            ), migrations.CreateModel(
                name='Participation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='chairs.collaboration')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='groups.group')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('joined_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('asked_at', 'pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('joined_on', None), ('ended_on__gte', models.F('joined_on')), _connector='OR'), name='participation_ends_on_or_after_joining'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('collaboration', 'group'), name='participation_one_at_a_time')],
                },
            ), migrations.CreateModel(
                name='OverArchingChair',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chairs', to='chairs.collaboration')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('-proposed_at', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='over_arching_chair_ends_on_or_after_start', violation_error_message='The end date must be on or after the start date'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('started_on', None)), fields=('collaboration',), name='over_arching_chair_one_proposed'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('started_on__isnull', False)), fields=('collaboration',), name='over_arching_chair_one_at_a_time')],
                },
            ), migrations.CreateModel(
                name='GroupAgreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='chairs.overarchingchair')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ('agreed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('chair', 'group'), name='group_agreement_once')],
                },
            ), migrations.CreateModel(
                name='HistoricalBriefing',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('held_on', models.DateField(verbose_name='date')),
                    ('note', models.TextField(blank=True, max_length=4000, verbose_name='what it was about')),
                    ('appointment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.chairappointment')),
                    ('given_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical briefing',
                    'verbose_name_plural': 'historical briefings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalMentoring',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('appointment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.chairappointment')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mentor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.person')),
                    ('arranged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical mentoring',
                    'verbose_name_plural': 'historical mentorings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalCollaboration',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='name of the collaboration')),
                    ('purpose', models.TextField(max_length=4000, verbose_name='what the groups do together')),
                    ('begun_on', models.DateField()),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical collaboration',
                    'verbose_name_plural': 'historical collaborations',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalParticipation',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('joined_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('collaboration', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='chairs.collaboration')),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical participation',
                    'verbose_name_plural': 'historical participations',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalOverArchingChair',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('collaboration', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='chairs.collaboration')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.person')),
                    ('proposed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical over arching chair',
                    'verbose_name_plural': 'historical over arching chairs',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalGroupAgreement',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('agreed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('chair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='chairs.overarchingchair')),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('agreed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical group agreement',
                    'verbose_name_plural': 'historical group agreements',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            )],
        ),
    ]
