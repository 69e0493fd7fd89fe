from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conflicts', '0005_register'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalinterest',
            name='began_on',
            field=models.DateField(blank=True, null=True, verbose_name='held since'),
        ),
        migrations.AddField(
            model_name='interest',
            name='began_on',
            field=models.DateField(blank=True, null=True, verbose_name='held since'),
        ),
    ]
