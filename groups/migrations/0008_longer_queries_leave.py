from django.db import migrations, models

DEFAULT = """
    ALTER TABLE groups_query ALTER COLUMN longer_reason SET DEFAULT '';
    ALTER TABLE groups_historicalquery ALTER COLUMN longer_reason SET DEFAULT ''"""
NO_DEFAULT = """
    ALTER TABLE groups_query ALTER COLUMN longer_reason DROP DEFAULT;
    ALTER TABLE groups_historicalquery ALTER COLUMN longer_reason DROP DEFAULT"""
DUE_ON = models.DateField(help_text='Before anybody advised that it takes longer', verbose_name='answer due')


class Migration(migrations.Migration):
    """Extensions tell what takes longer; the columns stay, empty, until no process of the release before writes them."""

    dependencies = [("groups", "0007_index_of_allocated_to"), ("duties", "0007_extensions_of_queries")]

    operations = [
        migrations.RunSQL(DEFAULT, NO_DEFAULT),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(model_name='query', name='query_longer_pair'),
                migrations.RemoveConstraint(model_name='query', name='query_longer_with_reason'),
                *(
                    migrations.RemoveField(model_name=model, name=name)
                    for model in ('historicalquery', 'query')
                    for name in ('longer_at', 'longer_by', 'longer_reason')
                ),
            ],
        ),
        migrations.AlterField(model_name='historicalquery', name='due_on', field=DUE_ON),
        migrations.AlterField(model_name='query', name='due_on', field=DUE_ON),
    ]
