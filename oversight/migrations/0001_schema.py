import django.contrib.postgres.fields
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
                name='Mitigation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mitigations', to='groups.group')),
                    ('risk', portal.fields.WideCharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                    ('reason', models.TextField(max_length=4000)),
                    ('until', models.DateField(help_text='The last day on which it holds', verbose_name='holds until')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('accepted_on', models.DateField(blank=True, null=True)),
                    ('declined_on', models.DateField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('answer', models.TextField(blank=True, max_length=4000)),
                ],
                options={
                    'ordering': ('asked_at', 'pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('accepted_on', None), ('declined_on', None), _connector='OR'), name='mitigation_decided_once'), models.CheckConstraint(condition=models.Q(('declined_on', None), models.Q(('answer', ''), _negated=True), _connector='OR'), name='mitigation_declined_with_answer', violation_error_message='Say why you decline it')],
                },
            ), migrations.CreateModel(
                name='PolicyPreview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('policy', models.CharField(max_length=40)),
                    ('against', models.CharField(max_length=40, verbose_name='policy in force')),
                    ('on', models.DateField(verbose_name='as at')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('groups', models.PositiveIntegerField(help_text='As counted when it was asked for', verbose_name='groups to compare')),
                    ('counts', models.JSONField(blank=True, default=dict, help_text='As oversight.preview.counts_of has them')),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('-asked_at', '-pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('policy', 'on'), name='policy_preview_runs_once_a_policy_and_day', violation_error_message='This preview is being made already')],
                },
            ), migrations.CreateModel(
                name='PreviewPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('preview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='oversight.policypreview')),
                    ('first', models.BigIntegerField(verbose_name='first key')),
                    ('end', models.BigIntegerField(verbose_name='key after the last')),
                    ('done', models.PositiveIntegerField(default=0, verbose_name='groups compared')),
                    ('leased_at', models.DateTimeField(blank=True, null=True, verbose_name='handed to a worker')),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('preview', 'first'),
                    'indexes': [models.Index(condition=models.Q(('finished_at', None)), fields=['preview', 'first'], name='preview_part_to_do')],
                    'constraints': [models.UniqueConstraint(fields=('preview', 'first'), name='preview_part_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('first'))), name='preview_part_is_a_range')],
                },
            ), migrations.CreateModel(
                name='PreviewChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('preview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='oversight.policypreview')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.group')),
                    ('blocked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('membership', 'Approval of the membership'), ('proposal', 'Occupation proposal'), ('agreement', 'Agreement of the proposal'), ('standard', 'Occupational standard'), ('revision', 'Revision')], max_length=10), default=list, size=None)),
                    ('ready', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('membership', 'Approval of the membership'), ('proposal', 'Occupation proposal'), ('agreement', 'Agreement of the proposal'), ('standard', 'Occupational standard'), ('revision', 'Revision')], max_length=10), default=list, size=None)),
                    ('unmet', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                    ('met', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                    ('risk_before', models.CharField(choices=[('none', 'No risk'), ('mitigated', 'Mitigated'), ('watch', 'Watch'), ('at_risk', 'At risk')], max_length=9)),
                    ('risk_after', models.CharField(choices=[('none', 'No risk'), ('mitigated', 'Mitigated'), ('watch', 'Watch'), ('at_risk', 'At risk')], max_length=9)),
                    ('details', models.JSONField(default=dict, help_text='What the words of the change need')),
                ],
                options={
                    'ordering': ('preview', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('preview', 'group'), name='preview_change_once_a_group')],
                },
            ), migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment', to='groups.group')),
                    ('policy', models.CharField(max_length=40)),
                    ('as_at', models.DateField(help_text='The day on which this answer was first found', verbose_name='as at')),
                    ('next_gate', models.CharField(choices=[('membership', 'Approval of the membership'), ('proposal', 'Occupation proposal'), ('agreement', 'Agreement of the proposal'), ('standard', 'Occupational standard'), ('revision', 'Revision')], max_length=10)),
                    ('rules_met', models.PositiveSmallIntegerField()),
                    ('rules_counted', models.PositiveSmallIntegerField(verbose_name='rules that count for the next gate')),
                    ('blockers', models.PositiveSmallIntegerField(verbose_name='rules that block the next gate')),
                    ('risk_level', models.CharField(choices=[('none', 'No risk'), ('mitigated', 'Mitigated'), ('watch', 'Watch'), ('at_risk', 'At risk')], max_length=9)),
                    ('proposal_due_on', models.DateField(verbose_name='occupation proposal due')),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('assessed_at', models.DateTimeField(help_text="The group's `changed_at` as it was when it was assessed")),
                ],
                options={
                    'indexes': [models.Index(fields=['risk_level', 'proposal_due_on'], name='oversight_a_risk_le_330b8f_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('rules_met__lte', models.F('rules_counted'))), name='assessment_met_of_counted')],
                },
            ), migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='groups.group')),
                    ('rule', models.CharField(max_length=60)),
                    ('status', models.CharField(choices=[('not_met', 'Not met'), ('justified', 'Justified')], max_length=14)),
                    ('is_blocker', models.BooleanField(default=False, verbose_name='blocks the next gate')),
                    ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='members.person')),
                    ('args', models.JSONField(blank=True, default=dict)),
                    ('sequence', models.PositiveSmallIntegerField(help_text="Its place in the order of the policy's rules")),
                    ('since', models.DateField()),
                ],
                options={
                    'ordering': ('group', 'sequence', 'subject'),
                    'indexes': [models.Index(fields=['rule', 'group'], name='oversight_f_rule_d71563_idx')],
                    'constraints': [models.UniqueConstraint(fields=('group', 'rule', 'subject'), name='finding_once_a_group_rule_and_subject', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('status__in', ['not_met', 'justified'])), name='finding_is_an_exception')],
                },
            ), migrations.CreateModel(
                name='RiskFlag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='groups.group')),
                    ('risk', models.CharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                    ('level', models.CharField(choices=[('mitigated', 'Mitigated'), ('watch', 'Watch'), ('at_risk', 'At risk')], max_length=9)),
                    ('due_on', models.DateField(blank=True, help_text='The last day that still keeps the clock', null=True, verbose_name='due')),
                    ('args', models.JSONField(blank=True, default=dict)),
                    ('opened_on', models.DateField(verbose_name='since')),
                    ('closed_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('group', 'opened_on', 'pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('group', 'risk'), name='risk_flag_one_open_a_group_and_risk'), models.CheckConstraint(condition=models.Q(('level', 'none'), _negated=True), name='risk_flag_says_a_risk'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='risk_flag_closes_on_or_after_opening')],
                },
            ), migrations.CreateModel(
                name='Snapshot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='groups.group')),
                    ('on', models.DateField(verbose_name='day')),
                    ('next_gate', models.CharField(choices=[('membership', 'Approval of the membership'), ('proposal', 'Occupation proposal'), ('agreement', 'Agreement of the proposal'), ('standard', 'Occupational standard'), ('revision', 'Revision')], max_length=10)),
                    ('rules_met', models.PositiveSmallIntegerField()),
                    ('rules_counted', models.PositiveSmallIntegerField(verbose_name='rules that count for the next gate')),
                    ('risk_level', models.CharField(choices=[('none', 'No risk'), ('mitigated', 'Mitigated'), ('watch', 'Watch'), ('at_risk', 'At risk')], max_length=9)),
                ],
                options={
                    'ordering': ('group', 'on'),
                    'indexes': [models.Index(fields=['on', 'risk_level'], name='oversight_s_on_013e95_idx')],
                    'constraints': [models.UniqueConstraint(fields=('group', 'on'), name='snapshot_once_a_group_and_day'), models.CheckConstraint(condition=models.Q(('rules_met__lte', models.F('rules_counted'))), name='snapshot_met_of_counted')],
                },
            ), migrations.CreateModel(
                name='WithdrawalCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal_cases', to='groups.group')),
                    ('reason', models.CharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                    ('evidence', models.TextField(max_length=4000)),
                    ('raised_at', models.DateTimeField()),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('discussed_on', models.DateField(blank=True, null=True, verbose_name='day of the talk')),
                    ('discussed_with', models.CharField(blank=True, max_length=500, verbose_name='who took part')),
                    ('discussion', models.TextField(blank=True, max_length=4000, verbose_name='what was said')),
                    ('discussed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome', models.CharField(blank=True, choices=[('continue', 'Support continues'), ('mitigate', 'Support continues, with mitigating circumstances until a day'), ('withdraw', 'Support is withdrawn')], max_length=8)),
                    ('decision', models.TextField(blank=True, max_length=4000, verbose_name='reasons for the decision')),
                    ('mitigation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal_case', to='oversight.mitigation')),
                    ('map_decided_at', models.DateTimeField(blank=True, null=True)),
                    ('map_decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('map_outcome', models.CharField(blank=True, choices=[('remains', 'It stays on the occupational map'), ('removed', 'It is taken off the occupational map')], max_length=7)),
                    ('map_reason', models.TextField(blank=True, max_length=4000)),
                ],
                options={
                    'ordering': ('raised_at', 'pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('group',), name='withdrawal_case_one_open_a_group', violation_error_message='A case about this group is open already'), models.CheckConstraint(condition=models.Q(models.Q(('raised_at__isnull', True), ('raised_by__isnull', True)), models.Q(('raised_at__isnull', False), ('raised_by__isnull', False)), _connector='OR'), name='withdrawal_case_raised_pair'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='withdrawal_case_decided_pair'), models.CheckConstraint(condition=models.Q(models.Q(('map_decided_at__isnull', True), ('map_decided_by__isnull', True)), models.Q(('map_decided_at__isnull', False), ('map_decided_by__isnull', False)), _connector='OR'), name='withdrawal_case_mapped_pair'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='withdrawal_case_has_evidence'), models.CheckConstraint(condition=models.Q(models.Q(('discussed_by', None), ('discussed_on', None), ('discussed_with', ''), ('discussion', '')), models.Q(('discussed_by__isnull', False), ('discussed_on__isnull', False), models.Q(('discussed_with', ''), _negated=True), models.Q(('discussion', ''), _negated=True)), _connector='OR'), name='withdrawal_case_discussed_whole'), models.CheckConstraint(condition=models.Q(('decided_at', None), ('discussed_on__isnull', False), _connector='OR'), name='withdrawal_case_discussed_before_decided', violation_error_message='Discuss it with the group before you decide'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('raised_by')), _negated=True), _connector='OR'), name='withdrawal_case_decided_by_another', violation_error_message='Somebody other than the person who raised the case decides it'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('outcome', '')), models.Q(('decided_at__isnull', False), ('outcome__in', ['continue', 'mitigate', 'withdraw']), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='withdrawal_case_outcome_when_decided'), models.CheckConstraint(condition=models.Q(models.Q(('mitigation__isnull', False), ('outcome', 'mitigate')), models.Q(models.Q(('outcome', 'mitigate'), _negated=True), ('mitigation', None)), _connector='OR'), name='withdrawal_case_mitigation_where_so_decided'), models.CheckConstraint(condition=models.Q(models.Q(('map_decided_at', None), ('map_outcome', '')), models.Q(('map_outcome__in', ['remains', 'removed']), ('outcome', 'withdraw'), models.Q(('map_reason', ''), _negated=True)), _connector='OR'), name='withdrawal_case_mapped_after_withdrawal')],
                },
            ), migrations.CreateModel(
                name='HistoricalMitigation',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('risk', portal.fields.WideCharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                    ('reason', models.TextField(max_length=4000)),
                    ('until', models.DateField(help_text='The last day on which it holds', verbose_name='holds until')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('accepted_on', models.DateField(blank=True, null=True)),
                    ('declined_on', models.DateField(blank=True, null=True)),
                    ('answer', models.TextField(blank=True, max_length=4000)),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical mitigation',
                    'verbose_name_plural': 'historical mitigations',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ), migrations.CreateModel(
                name='HistoricalWithdrawalCase',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('reason', models.CharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                    ('evidence', models.TextField(max_length=4000)),
                    ('raised_at', models.DateTimeField()),
                    ('discussed_on', models.DateField(blank=True, null=True, verbose_name='day of the talk')),
                    ('discussed_with', models.CharField(blank=True, max_length=500, verbose_name='who took part')),
                    ('discussion', models.TextField(blank=True, max_length=4000, verbose_name='what was said')),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('continue', 'Support continues'), ('mitigate', 'Support continues, with mitigating circumstances until a day'), ('withdraw', 'Support is withdrawn')], max_length=8)),
                    ('decision', models.TextField(blank=True, max_length=4000, verbose_name='reasons for the decision')),
                    ('map_decided_at', models.DateTimeField(blank=True, null=True)),
                    ('map_outcome', models.CharField(blank=True, choices=[('remains', 'It stays on the occupational map'), ('removed', 'It is taken off the occupational map')], max_length=7)),
                    ('map_reason', models.TextField(blank=True, max_length=4000)),
                    ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                    ('raised_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('discussed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mitigation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='oversight.mitigation')),
                    ('map_decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical withdrawal case',
                    'verbose_name_plural': 'historical withdrawal cases',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            )],
        ),
    ]
