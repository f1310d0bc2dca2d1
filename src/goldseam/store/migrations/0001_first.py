"""The first tables of a book, and triggers that keep the journal as it was written."""

import django.db.models.deletion
import django.db.models.manager
import goldseam.store.models.people
import goldseam.store.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=120, unique=True)),
                ('words', goldseam.store.sealed.SealedTextField(blank=True, compartment='notes', default='')),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FormRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('instrument', models.CharField(max_length=60)),
                ('version', models.CharField(max_length=40)),
                ('respondent', models.CharField(default='client', max_length=12)),
                ('way', models.CharField(max_length=12)),
                ('answers', models.JSONField()),
                ('words', goldseam.store.sealed.SealedTextField(blank=True, compartment='notes', default='')),
                ('left_early', models.BooleanField(default=False)),
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
            name='ImportedFile',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('rows', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='LicenceRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('instrument', models.CharField(max_length=60)),
                ('attestation', models.JSONField()),
                ('texts', models.JSONField()),
                ('uses', models.PositiveIntegerField(default=0)),
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
            name='Posted',
            fields=[
                ('token', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('answer', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('value', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='ClientRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('code', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField(editable=False)),
                ('alias', models.CharField(default=goldseam.store.models.people.new_alias, editable=False, max_length=16, unique=True)),
                ('invented', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('code',), name='one_client_per_code')],
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='AllianceRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(default=None, null=True)),
                ('ending', models.CharField(blank=True, default='', max_length=20)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alliances', to='store.clientrow')),
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
            name='EpisodeRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='episodes', to='store.alliancerow')),
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
            name='RiskReviewRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('reason', models.CharField(max_length=400)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risk_reviews', to='store.clientrow')),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='risk_reviews', to='store.formrow')),
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
            name='RiskFactRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('order', models.BigIntegerField()),
                ('kind', models.CharField(max_length=24)),
                ('words', goldseam.store.sealed.SealedTextField(blank=True, compartment='notes', default='')),
                ('on', models.DateField()),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='store.riskreviewrow')),
            ],
            options={
                'ordering': ['order'],
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SessionRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('number', models.PositiveIntegerField()),
                ('held_on', models.DateField(default=None, null=True)),
                ('attendance', models.CharField(default='held', max_length=12)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='store.alliancerow')),
            ],
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ScoreRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('instrument', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=60)),
                ('value', models.FloatField(null=True)),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('step', models.FloatField(default=1.0)),
                ('better', models.CharField(default='higher', max_length=6)),
                ('band', models.CharField(blank=True, default='', max_length=60)),
                ('because', models.CharField(blank=True, default='', max_length=400)),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='store.formrow')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='store.sessionrow')),
            ],
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='formrow',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='store.sessionrow'),
        ),
        migrations.CreateModel(
            name='EpisodeFactRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(default=None, null=True)),
                ('order', models.BigIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('witness', models.CharField(blank=True, default='', max_length=20)),
                ('judge', models.CharField(blank=True, default='', max_length=12)),
                ('outcome', models.CharField(blank=True, default='', max_length=24)),
                ('strategies', models.JSONField(default=list)),
                ('because', models.CharField(blank=True, default='', max_length=600)),
                ('words', goldseam.store.sealed.SealedTextField(blank=True, compartment='notes', default='')),
                ('on', models.DateField(null=True)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='store.episoderow')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='episode_facts', to='store.sessionrow')),
            ],
            options={
                'ordering': ['order'],
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('table', models.CharField(max_length=40)),
                ('row', models.UUIDField()),
                ('kind', models.CharField(max_length=12)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='store.change')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'id'], name='change_row')],
            },
        ),
        migrations.AddConstraint(
            model_name='sessionrow',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('alliance', 'number'), name='one_session_per_number'),
        ),
        migrations.AddIndex(
            model_name='scorerow',
            index=models.Index(fields=['instrument', 'name', 'session'], name='score_series'),
        ),
        migrations.AddConstraint(
            model_name='episodefactrow',
            constraint=models.UniqueConstraint(fields=('episode', 'order'), name='one_fact_per_order'),
        ),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER store_change_stays BEFORE UPDATE ON store_change "
                "BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END",
                "CREATE TRIGGER store_change_remains BEFORE DELETE ON store_change "
                "BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
