from django.db import migrations, models


class Migration(migrations.Migration):
    """An interest says on which day it last changed."""

    dependencies = [
        ('conflicts', '0001_schema'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalinterest',
            name='revised_on',
            field=models.DateField(blank=True, null=True, verbose_name='changed'),
        ),
        migrations.AddField(
            model_name='interest',
            name='revised_on',
            field=models.DateField(blank=True, null=True, verbose_name='changed'),
        ),
    ]
