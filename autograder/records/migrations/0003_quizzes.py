"""Attempts at quizzes, what was answered in them, and what they were worth."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuizAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quiz', models.TextField()),
                ('version', models.TextField()),
                ('student', models.TextField()),
                ('number', models.PositiveIntegerField()),
                ('started_at', models.DateTimeField()),
                ('deadline', models.DateTimeField(null=True)),
                ('drawn', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('quiz', 'student', 'number'), name='attempt_once')],
            },
        ),
        migrations.CreateModel(
            name='QuizEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('question', models.TextField(blank=True)),
                ('answer', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='records.quizattempt')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuizScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('score', models.FloatField()),
                ('max_score', models.FloatField()),
                ('document', models.TextField()),
                ('by', models.TextField()),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='records.quizattempt')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
