import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A member who is asked for has a day, and may be struck."""

    dependencies = [
        ('members', '0001_schema'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalrequestedmember',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be added by'),
        ),
        migrations.AddField(
            model_name='historicalrequestedmember',
            name='strike_reason',
            field=models.TextField(blank=True, db_default='', max_length=4000, verbose_name='why nobody is asked for any more'),
        ),
        migrations.AddField(
            model_name='historicalrequestedmember',
            name='struck_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalrequestedmember',
            name='struck_on',
            field=models.DateField(blank=True, null=True, verbose_name='no longer asked for from'),
        ),
        migrations.AddField(
            model_name='requestedmember',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be added by'),
        ),
        migrations.AddField(
            model_name='requestedmember',
            name='strike_reason',
            field=models.TextField(blank=True, db_default='', max_length=4000, verbose_name='why nobody is asked for any more'),
        ),
        migrations.AddField(
            model_name='requestedmember',
            name='struck_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='requestedmember',
            name='struck_on',
            field=models.DateField(blank=True, null=True, verbose_name='no longer asked for from'),
        ),
    ]
