"""The journal may let go of what a page of the vault held, and of nothing else."""

from django.db import migrations

# Only before and after of a vault page, both to nothing at once, and every other column as it was.
LETS_GO = (
    "OLD.\"table\" = 'vaultrow' AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.id IS OLD.id "
    'AND NEW.at IS OLD.at AND NEW."table" IS OLD."table" AND NEW.row IS OLD.row AND NEW.kind IS OLD.kind '
    "AND NEW.undoes_id IS OLD.undoes_id"
)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_vault"),
    ]

    operations = [
        migrations.RunSQL(
            sql=[
                "DROP TRIGGER store_change_stays",
                f"CREATE TRIGGER store_change_stays BEFORE UPDATE ON store_change WHEN NOT ({LETS_GO}) "
                "BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
