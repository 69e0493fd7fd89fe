from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """Lists filter by the stage; a flag says since when its level holds, and when that was seen."""

    dependencies = [
        ('groups', '0003_work_plan_ended_on'),
        ('oversight', '0001_schema'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='stage',
            field=models.CharField(blank=True, db_default='', choices=[('registering', 'Registering'), ('membership_submitted', 'Membership submitted'), ('membership_returned', 'Membership returned'), ('approved', 'Membership approved'), ('proposal_in_review', 'Proposal submitted'), ('proposal_on_condition', 'Proposal agreed on condition'), ('proposal_returned', 'Proposal returned'), ('proposal_declined', 'Proposal declined'), ('developing', 'Developing the standard'), ('standard_in_review', 'Standard submitted'), ('standard_returned', 'Standard returned'), ('standard_declined', 'Standard declined'), ('delivered', 'Delivered'), ('revising', 'Revising the standard'), ('withdrawn', 'Support withdrawn')], max_length=21),
        ),
        migrations.AddField(
            model_name='riskflag',
            name='assessed_on',
            field=models.DateField(db_default=Now(), help_text='The day of the assessment that brought it up'),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='next_gate',
            field=models.CharField(blank=True, choices=[('membership', 'Approval of the membership'), ('proposal', 'Occupation proposal'), ('agreement', 'Agreement of the proposal'), ('standard', 'Occupational standard'), ('revision', 'Revision')], max_length=10),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='proposal_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='occupation proposal due'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='next_gate',
            field=models.CharField(blank=True, choices=[('membership', 'Approval of the membership'), ('proposal', 'Occupation proposal'), ('agreement', 'Agreement of the proposal'), ('standard', 'Occupational standard'), ('revision', 'Revision')], max_length=10),
        ),
    ]
