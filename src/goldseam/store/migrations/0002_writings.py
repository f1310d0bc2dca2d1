"""Process notes: one table for pieces of writing, sealed."""


import django.db.models.deletion
import django.db.models.manager
import goldseam.store.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='WritingRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('kind', models.CharField(max_length=20)),
                ('body', goldseam.store.sealed.SealedTextField(blank=True, compartment='notes', default='')),
                ('changed_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(default=None, null=True)),
                ('put_away', models.BooleanField(default=False)),
                ('alliance', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='writings', to='store.alliancerow')),
                ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='writings', to='store.episoderow')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='writings', to='store.sessionrow')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'alliance'], name='writing_kind')],
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
    ]
