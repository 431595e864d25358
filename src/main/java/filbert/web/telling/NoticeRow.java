package filbert.web.telling;

import filbert.household.telling.Told;
import filbert.web.LiveRow;
import filbert.web.Moment;
import filbert.web.Tongue;
import java.time.Instant;

/**
 * A line of an inbox.
 *
 * @param text message key, of subject and count
 * @param mood how it looks
 */
record NoticeRow(long notice, String text, String subject, int count, String mood, String icon, boolean unread, Moment at) implements LiveRow {
    static NoticeRow of(Told told, Instant now) {
        var kind = told.notice().kind();
        return new NoticeRow(
                told.id(),
                "notice." + told.notice().words(),
                NoticeWords.subject(told.notice(), Tongue.spoken()),
                told.notice().count(),
                switch (kind) {
                    case DOWNLOAD_FAILED, DISK_FULL, TROUBLE -> "bad";
                    case QUOTA_REACHED, WEBHOOK_PAUSED -> "warn";
                    case WISH_FOUND, WISH_TAKEN, DOWNLOAD_DONE -> "good";
                    case INVITATION_ACCEPTED, TEST -> "info";
                },
                switch (kind) {
                    case WISH_FOUND, WISH_TAKEN -> "star";
                    case DOWNLOAD_DONE -> "downloads";
                    case INVITATION_ACCEPTED -> "person";
                    case DISK_FULL -> "disk";
                    case TEST -> "bell";
                    case DOWNLOAD_FAILED, QUOTA_REACHED, TROUBLE, WEBHOOK_PAUSED -> "warn";
                },
                told.unread(),
                Moment.of(told.at(), now));
    }

    @Override
    public String id() {
        return "t-" + notice;
    }
}
