package filbert.web.downloads;

import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.Grounds;
import filbert.web.Figures;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Saying;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a download.
 *
 * @param key message key; its arguments are {@code who} and {@code about}
 * @param why {@code who} is left alone or given up: the second argument then
 * @param reason message key of the sentence that says why, or empty
 * @param times how often, when more than once; otherwise empty
 */
record LogRow(Moment at, String key, String who, String about, @Nullable Saying why, String reason, String times) {
    private static final Set<String> FOR_A_REASON = Set.of("halted", "failed");
    private static final Set<String> FROM_SOMEBODY = Set.of("tree", "spoiled");

    /** The newest first. */
    static List<LogRow> of(DownloadDetail detail) {
        return detail.log().reversed().stream().map(LogRow::of).toList();
    }

    private static LogRow of(DownloadDetail.Entry entry) {
        var from = FROM_SOMEBODY.contains(entry.what()) && !entry.who().isEmpty() ? ".from" : "";
        return new LogRow(
                Moment.precise(entry.at()),
                "download.log." + entry.what() + from,
                entry.who(),
                entry.grounds().kind() == Grounds.Kind.PLACE ? Figures.count(entry.grounds().figures().getFirst()) : entry.about(),
                Why.of(entry.grounds()),
                FOR_A_REASON.contains(entry.what()) ? MessageKey.below("download.reason.", entry.about()) : "",
                entry.times() > 1 ? Integer.toString(entry.times()) : "");
    }
}
