"""A reason more why a letter waits for a person: a mailing list passed it on. Nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0021_standards_of_answers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='incomingmail',
            name='why',
            field=models.CharField(blank=True, choices=[('unmarked', 'It was not sent to a reply address of any inquiry, so nothing proves what it is about.'), ('other-address', 'It came from another address than the one our letter went to.'), ('not-answering', 'Its sender may not answer this inquiry today.'), ('refused', 'The inquiry does not take it any more.'), ('outdated', 'Somebody else wrote in the inquiry after our letter.'), ('with-files', 'It carries files that the asker would not get.'), ('no-text', 'There is nothing new in it beside quoted text.'), ('too-long', 'It is too long for the conversation.'), ('too-many', 'Too many letters came to this inquiry within a day.'), ('blocked', 'The sender is on the block list.'), ('bounced', 'A letter of ours was not delivered.'), ('listed', 'A mailing list or a group mailbox passed it on; look whether a person wrote it.'), ('automatic', 'An automatic reply; nobody wrote it.'), ('unreadable', 'The portal could not read it.')], max_length=14, verbose_name='why'),
        ),
    ]
