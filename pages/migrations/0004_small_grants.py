"""Calls for small grants and their index."""

import django.db.models.deletion
import modelcluster.fields
import pages.models.base
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0025_grant_figures'),
        ('pages', '0003_competition_rules'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='SmallGrantIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('change_note', models.CharField(blank=True, help_text='Shown publicly in the history of the page. Leave blank for a first publication.', max_length=255, verbose_name='what changes for the reader')),
                ('minor_edit', models.BooleanField(default=False, help_text='The date «updated» and the review date do not change.', verbose_name='minor edit (a typo, formatting)')),
                ('lead', models.CharField(blank=True, max_length=300, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('image', 7), ('files', 13), ('table', 14), ('quote', 17), ('action', 22), ('contact', 25)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 160}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'section'), ('3', 'subsection')], 'label': 'level', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('pages.blocks.text.ParagraphBlock', (), {}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown as «Photo: …».', 'label': 'author of the picture', 'max_length': 120, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5), ('credit', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 120, 'required': False}), 9: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'file'}), 10: ('wagtail.blocks.CharBlock', (), {'help_text': 'What is in the file. Format and size are added by themselves.', 'label': 'title', 'max_length': 160, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('document', 9), ('title', 10)]], {}), 12: ('wagtail.blocks.ListBlock', (11,), {'label': 'files', 'min_num': 1}), 13: ('wagtail.blocks.StructBlock', [[('title', 8), ('files', 12)]], {}), 14: ('pages.blocks.tables.TableBlock', [], {}), 15: ('wagtail.blocks.TextBlock', (), {'label': 'quoted words', 'max_length': 1200}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'who said it', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('author', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'Begin with a verb: «Sign up for the workshop».', 'label': 'button', 'max_length': 80}), 19: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page of the portal', 'required': False}), 20: ('wagtail.blocks.URLBlock', (), {'label': 'or another address', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'sentence beside the button', 'max_length': 240, 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('text', 18), ('page', 19), ('url', 20), ('note', 21)]], {}), 23: ('pages.blocks.contact.UnitBlock', (), {'label': 'unit'}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('contacts', 'coordinators and deputies'), ('head', 'head of the unit')], 'label': 'whom to show'}), 25: ('wagtail.blocks.StructBlock', [[('unit', 23), ('office', 24), ('title', 8)]], {})}, verbose_name='how it works')),
            ],
            options={
                'verbose_name': 'index of small grants',
                'verbose_name_plural': 'indexes of small grants',
            },
            bases=(pages.models.base.Presented, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='SmallGrantCallPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('change_note', models.CharField(blank=True, help_text='Shown publicly in the history of the page. Leave blank for a first publication.', max_length=255, verbose_name='what changes for the reader')),
                ('minor_edit', models.BooleanField(default=False, help_text='The date «updated» and the review date do not change.', verbose_name='minor edit (a typo, formatting)')),
                ('summary', models.TextField(blank=True, help_text='What the unit wants to support, for whom.', max_length=700, verbose_name='the task in short')),
                ('year', models.PositiveSmallIntegerField(blank=True, db_index=True, help_text='The budget year, for example 2026.', null=True, verbose_name='year of the pool')),
                ('pool', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: the call has no money of its own, only the unit.', max_digits=12, null=True, verbose_name='money for this call in zł')),
                ('max_grant', models.DecimalField(blank=True, decimal_places=2, help_text='Only where the unit gives less than the act.', max_digits=12, null=True, verbose_name='largest grant for one offer in zł')),
                ('opens_on', models.DateField(blank=True, null=True, verbose_name='offers from')),
                ('closes_on', models.DateField(blank=True, help_text='Empty: no last day.', null=True, verbose_name='offers until, last day')),
                ('closed_on', models.DateField(blank=True, help_text='From this day the page says that the call is closed.', null=True, verbose_name='closed on')),
                ('closed_because', models.CharField(blank=True, choices=[('srodki', 'because the money is exhausted'), ('termin', 'because its time has passed'), ('inny', 'for another reason')], max_length=8, verbose_name='why it was closed')),
                ('closing_note', models.CharField(blank=True, max_length=255, verbose_name='note on the closing')),
                ('realised_from', models.DateField(blank=True, null=True, verbose_name='realisation from')),
                ('realised_until', models.DateField(blank=True, null=True, verbose_name='realisation until')),
                ('how_to_apply', wagtail.fields.RichTextField(blank=True, verbose_name='how to apply')),
                ('tool_url', models.URLField(blank=True, max_length=400, verbose_name='address in the competition tool')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('image', 7), ('files', 13), ('table', 14), ('quote', 17), ('action', 22), ('contact', 25)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 160}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'section'), ('3', 'subsection')], 'label': 'level', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('pages.blocks.text.ParagraphBlock', (), {}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown as «Photo: …».', 'label': 'author of the picture', 'max_length': 120, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5), ('credit', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 120, 'required': False}), 9: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'file'}), 10: ('wagtail.blocks.CharBlock', (), {'help_text': 'What is in the file. Format and size are added by themselves.', 'label': 'title', 'max_length': 160, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('document', 9), ('title', 10)]], {}), 12: ('wagtail.blocks.ListBlock', (11,), {'label': 'files', 'min_num': 1}), 13: ('wagtail.blocks.StructBlock', [[('title', 8), ('files', 12)]], {}), 14: ('pages.blocks.tables.TableBlock', [], {}), 15: ('wagtail.blocks.TextBlock', (), {'label': 'quoted words', 'max_length': 1200}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'who said it', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('author', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'Begin with a verb: «Sign up for the workshop».', 'label': 'button', 'max_length': 80}), 19: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page of the portal', 'required': False}), 20: ('wagtail.blocks.URLBlock', (), {'label': 'or another address', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'sentence beside the button', 'max_length': 240, 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('text', 18), ('page', 19), ('url', 20), ('note', 21)]], {}), 23: ('pages.blocks.contact.UnitBlock', (), {'label': 'unit'}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('contacts', 'coordinators and deputies'), ('head', 'head of the unit')], 'label': 'whom to show'}), 25: ('wagtail.blocks.StructBlock', [[('unit', 23), ('office', 24), ('title', 8)]], {})}, verbose_name='further text')),
                ('contact', models.ForeignKey(blank=True, help_text='Name, phone and e-mail are read from the list of coordinators; the deputy is shown when needed.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='coordination.designation', verbose_name='contact')),
                ('districts', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='None chosen: the whole city.', related_name='+', to='coordination.district', verbose_name='districts')),
                ('spheres', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='coordination.sphere', verbose_name='spheres')),
            ],
            options={
                'verbose_name': 'call for small grants',
                'verbose_name_plural': 'calls for small grants',
            },
            bases=(pages.models.base.Presented, 'wagtailcore.page'),
        ),
    ]
