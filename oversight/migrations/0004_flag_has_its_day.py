from django.db import migrations, models


class Migration(migrations.Migration):
    """Every flag says which assessment brought it up."""

    dependencies = [("oversight", "0003_days_of_flags")]

    operations = [
        migrations.AlterField(
            model_name="riskflag",
            name="assessed_on",
            field=models.DateField(help_text="The day of the assessment that brought it up"),
        ),
    ]
