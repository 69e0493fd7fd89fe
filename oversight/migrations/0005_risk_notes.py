import django.db.models.deletion
import django.utils.timezone
import portal.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What officials note about a risk."""

    dependencies = [
        ('groups', '0006_sides_and_allocation'),
        ('oversight', '0004_lists_by_stage'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRiskNote',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('risk', portal.fields.WideCharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                ('text', models.TextField(max_length=4000, verbose_name='what is done about it')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='groups.group')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical risk note',
                'verbose_name_plural': 'historical risk notes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RiskNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('risk', portal.fields.WideCharField(choices=[('risk.proposal_late', 'Occupation proposal late'), ('risk.standard_late', 'Occupational standard or EPA plan late'), ('risk.representation_lost', 'No longer representative of employers'), ('risk.policy_noncompliance', 'Does not comply with policy'), ('risk.quality', 'No prospect of meeting the quality criteria'), ('risk.refuses_collaboration', 'Refuses to work with other employers'), ('risk.alternative_apprenticeship', 'Another apprenticeship meets the need')], max_length=60)),
                ('text', models.TextField(max_length=4000, verbose_name='what is done about it')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risk_notes', to='groups.group')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('noted_at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='risk_note_has_text')],
            },
        ),
    ]
