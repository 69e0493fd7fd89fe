import django.db.models.deletion
import django.utils.timezone
import portal.fields
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
                name='ListedEmployer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listed_employers', to='groups.group')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='members.organisation')),
                    ('name', portal.fields.WideCharField(max_length=200)),
                    ('text', models.TextField(verbose_name='as the list has it')),
                    ('source', portal.fields.WideCharField(max_length=200)),
                    ('listed_on', models.DateField(verbose_name='brought in on')),
                    ('struck_on', models.DateField(blank=True, null=True, verbose_name='struck off on')),
                ],
                options={
                    'ordering': ('name', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('group', 'name'), name='listed_employer_once_a_group')],
                },
            ), migrations.CreateModel(
                name='ListQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('listed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='lists.listedemployer')),
                    ('doubt', models.CharField(choices=[('employer', 'Is it an employer?'), ('provider', 'Is it the body on the register of training providers?'), ('epao', 'Is it the body on the register of end-point assessment organisations?')], max_length=8)),
                    ('reason', portal.fields.WideCharField(max_length=500, verbose_name='why it is asked')),
                    ('asked_on', models.DateField()),
                    ('answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('no_body', 'It is not the name of an organisation')], max_length=8)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('listed__name', 'listed_id', 'doubt'),
                    'constraints': [models.UniqueConstraint(fields=('listed', 'doubt'), name='list_question_once_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='list_question_answered_pair'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='list_question_answered_with_answer')],
                },
            ), migrations.CreateModel(
                name='MemberUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='member_uploads', to='groups.group')),
                    ('name', models.CharField(max_length=100, verbose_name='name of the file')),
                    ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed by a person, for a worker to write')),
                    ('begun_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('failure', models.TextField(blank=True, db_default='', default='', verbose_name='why nothing was written')),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('counts', models.JSONField(blank=True, default=dict, help_text='How many rows of each outcome')),
                ],
                options={
                    'ordering': ('-uploaded_at', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='member_upload_confirmed_pair'), models.CheckConstraint(condition=models.Q(models.Q(('begun_at__isnull', True), ('begun_by__isnull', True)), models.Q(('begun_at__isnull', False), ('begun_by__isnull', False)), _connector='OR'), name='member_upload_begun_pair')],
                },
            ), migrations.CreateModel(
                name='UploadRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='lists.memberupload')),
                    ('number', models.PositiveIntegerField(help_text='As a spreadsheet counts its rows')),
                    ('outcome', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('there', 'Already there'), ('wrong', 'Wrong')], max_length=7)),
                    ('is_misread', models.BooleanField(help_text='Wrong in itself, whoever is in the group')),
                    ('employer_before', models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='employer of a member, where the row names another')),
                    ('employer_change', models.CharField(blank=True, choices=[('renamed', 'The same employer: its name changed, or was misspelt'), ('new_job', 'Another employer: they have a new job')], db_default='', default='', max_length=7, verbose_name='what that means')),
                    ('answers', models.JSONField(blank=True, default=dict, help_text='What the row says, as lists.rules.member_rows reads it')),
                    ('notes', models.JSONField(blank=True, default=list, help_text="Pairs of a column's title and what is to be said of it")),
                ],
                options={
                    'ordering': ('upload', 'number'),
                    'indexes': [models.Index(fields=['upload', 'outcome', 'number'], name='lists_uploa_upload__ffbcb2_idx')],
                    'constraints': [models.UniqueConstraint(fields=('upload', 'number'), name='upload_row_once')],
                },
            ), migrations.CreateModel(
                name='HistoricalListedEmployer',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', portal.fields.WideCharField(max_length=200)),
                    ('text', models.TextField(verbose_name='as the list has it')),
                    ('source', portal.fields.WideCharField(max_length=200)),
                    ('listed_on', models.DateField(verbose_name='brought in on')),
                    ('struck_on', models.DateField(blank=True, null=True, verbose_name='struck off on')),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.organisation')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical listed employer',
                    'verbose_name_plural': 'historical listed employers',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalListQuestion',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('doubt', models.CharField(choices=[('employer', 'Is it an employer?'), ('provider', 'Is it the body on the register of training providers?'), ('epao', 'Is it the body on the register of end-point assessment organisations?')], max_length=8)),
                    ('reason', portal.fields.WideCharField(max_length=500, verbose_name='why it is asked')),
                    ('asked_on', models.DateField()),
                    ('answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('no_body', 'It is not the name of an organisation')], max_length=8)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('listed', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='lists.listedemployer')),
                    ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical list question',
                    'verbose_name_plural': 'historical list questions',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            )],
        ),
    ]
