package filbert.web.telling;

import filbert.household.telling.Notice;
import filbert.household.telling.Wording;
import filbert.web.Figures;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What notices say where no page shows them. */
@Component
public final class NoticeWords implements Wording {
    private final MessageSource messages;
    private final SpokenTo spoken;

    NoticeWords(MessageSource messages, SpokenTo spoken) {
        this.messages = messages;
        this.spoken = spoken;
    }

    @Override
    public String title(Notice notice, long person) {
        return title(notice, spoken.of(person));
    }

    String title(Notice notice, Locale language) {
        return messages.getMessage("notice." + notice.words(), new Object[] {subject(notice, language), notice.count()}, language);
    }

    /** How much room is lacking comes as bytes. */
    static String subject(Notice notice, Locale language) {
        var bytes = notice.words().endsWith("disk-full") && notice.subject().matches("\\d{1,18}");
        return bytes ? Figures.size(Long.parseLong(notice.subject()), language) : notice.subject();
    }

    /** What is known of a file that a wish found. */
    String find(String size, int sources, Locale language) {
        return messages.getMessage("feed.find", new Object[] {size, sources}, language);
    }

    Locale languageOf(long person) {
        return spoken.of(person);
    }
}
