package filbert.web.telling;

import filbert.household.telling.Notice;
import filbert.household.telling.Wording;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What notices say where no page shows them. */
@Component
public final class NoticeWords implements Wording {
    private final MessageSource messages;

    NoticeWords(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public String title(Notice notice) {
        return messages.getMessage("notice." + notice.words(), new Object[] {notice.subject(), notice.count()}, Locale.ENGLISH);
    }
}
