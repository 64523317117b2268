"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.TextField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('action', models.TextField()),
                ('subject', models.TextField()),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('student', models.TextField()),
                ('exercise', models.TextField(blank=True)),
                ('points', models.FloatField(null=True)),
                ('reason', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('submission', models.CharField(blank=True, max_length=64)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='records.assignment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('student', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('source', models.TextField()),
                ('received_at', models.DateTimeField()),
                ('arrival', models.BigIntegerField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='records.assignment')),
            ],
        ),
        migrations.CreateModel(
            name='StoredResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grader', models.CharField(max_length=64)),
                ('status', models.TextField()),
                ('score', models.FloatField(null=True)),
                ('max_score', models.FloatField()),
                ('exercises', models.JSONField()),
                ('document', models.TextField()),
                ('stored_at', models.DateTimeField()),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='records.submission')),
            ],
        ),
        migrations.CreateModel(
            name='GradingJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grader', models.CharField(max_length=64)),
                ('state', models.TextField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done')], default='waiting')),
                ('attempt', models.PositiveIntegerField(default=0)),
                ('owner', models.TextField(blank=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='records.submission')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('student', models.TextField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('email', models.TextField(blank=True)),
                ('language', models.TextField(blank=True)),
                ('enrolled', models.BooleanField(default=True)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='records.team')),
            ],
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('assignment', 'student', 'sha256'), name='submission_once'),
        ),
        migrations.AddConstraint(
            model_name='storedresult',
            constraint=models.UniqueConstraint(fields=('submission', 'grader'), name='result_once'),
        ),
        migrations.AddIndex(
            model_name='gradingjob',
            index=models.Index(condition=models.Q(('state', 'done'), _negated=True), fields=['state'], name='job_open'),
        ),
        migrations.AddConstraint(
            model_name='gradingjob',
            constraint=models.UniqueConstraint(fields=('submission', 'grader'), name='job_once'),
        ),
    ]
