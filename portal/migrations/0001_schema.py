import django.utils.timezone
import portal.models
import portal.schema
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        portal.schema.CreateModels(
            operations=[migrations.CreateModel(
                name='OutgoingMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('to', models.EmailField(max_length=254, verbose_name='to')),
                    ('subject', models.CharField(max_length=255)),
                    ('text', models.TextField()),
                    ('html', models.TextField(blank=True)),
                    ('attachment', models.JSONField(blank=True, null=True)),
                    ('kind', models.CharField(max_length=100)),
                    ('key', models.CharField(blank=True, max_length=255, null=True, unique=True)),
                    ('message_id', models.CharField(default=portal.models.new_message_id, editable=False, max_length=255, unique=True)),
                    ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Given up')], default='queued', max_length=10)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('queued_at', models.DateTimeField(blank=True, null=True, verbose_name='handed to a worker at')),
                    ('claimed_at', models.DateTimeField(blank=True, null=True)),
                    ('next_try_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('last_error', models.CharField(blank=True, max_length=500)),
                ],
                options={
                    'verbose_name_plural': 'outgoing mail',
                    'ordering': ('-pk',),
                    'indexes': [models.Index(models.F('next_try_at'), condition=models.Q(('state', 'queued')), name='outgoingmail_waiting'), models.Index(models.F('claimed_at'), condition=models.Q(('state', 'sending')), name='outgoingmail_being_sent')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sending', 'sent', 'failed'])), name='outgoingmail_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='outgoingmail_sent_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('claimed_at__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('claimed_at__isnull', True)), _connector='OR'), name='outgoingmail_sending_has_its_claim'), models.CheckConstraint(condition=models.Q(models.Q(('subject__contains', '\n'), _negated=True), models.Q(('subject__contains', '\r'), _negated=True)), name='outgoingmail_subject_is_one_line')],
                },
            ), migrations.CreateModel(
                name='SentForm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('content', models.CharField(max_length=64)),
                    ('result', models.TextField(blank=True, verbose_name='where saving it led')),
                    ('sent_at', models.DateTimeField(db_index=True)),
                ],
            )],
        ),
    ]
