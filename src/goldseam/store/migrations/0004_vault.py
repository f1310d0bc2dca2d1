"""The vault: one table for the therapist's own pages, sealed, tied to no other table."""

import django.db.models.manager
import goldseam.store.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_talk"),
    ]

    operations = [
        migrations.CreateModel(
            name="VaultRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(default=None, null=True)),
                ("kind", models.CharField(max_length=20)),
                ("body", goldseam.store.sealed.SealedTextField(blank=True, compartment="vault", default="")),
                ("changed_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(default=None, null=True)),
                ("put_away", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "changed_at"], name="vault_kind")],
            },
            managers=[
                ("rows", django.db.models.manager.Manager()),
            ],
        ),
    ]
