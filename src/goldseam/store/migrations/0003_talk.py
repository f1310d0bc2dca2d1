"""Consents, transcripts (sealed, with an end), and a log of those that went."""


import django.db.models.deletion
import django.db.models.manager
import goldseam.store.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0002_writings'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('given_by', models.CharField(max_length=20)),
                ('given_how', models.CharField(max_length=20)),
                ('given_on', models.DateField()),
                ('until', models.DateField(default=None, null=True)),
                ('may_share', models.BooleanField(default=False)),
                ('withdrawn_on', models.DateField(default=None, null=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='store.alliancerow')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='store.sessionrow')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'rows',
                'default_manager_name': 'rows',
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TalkLogRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('transcript', models.UUIDField()),
                ('what', models.CharField(max_length=12)),
                ('why', models.CharField(max_length=20)),
                ('by', models.CharField(max_length=12)),
                ('turns', models.PositiveIntegerField()),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talk_log', to='store.sessionrow')),
            ],
        ),
        migrations.CreateModel(
            name='TranscriptRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('format', models.CharField(max_length=40)),
                ('turns', models.PositiveIntegerField()),
                ('body', goldseam.store.sealed.SealedTextField(compartment='talk')),
                ('views', goldseam.store.sealed.SealedTextField(blank=True, compartment='talk', default='')),
                ('confirmed_at', models.DateTimeField(default=None, null=True)),
                ('expires_on', models.DateField()),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transcripts', to='store.consentrow')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transcripts', to='store.sessionrow')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'rows',
                'default_manager_name': 'rows',
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER store_talklog_stays BEFORE UPDATE ON store_talklogrow "
                "BEGIN SELECT RAISE(ABORT, 'this log is only ever added to'); END",
                "CREATE TRIGGER store_talklog_remains BEFORE DELETE ON store_talklogrow "
                "BEGIN SELECT RAISE(ABORT, 'this log is only ever added to'); END",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
