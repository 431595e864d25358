package filbert.web.uploads;

import filbert.sharing.upload.WaitingView;
import filbert.web.Moment;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a slot.
 *
 * @param rows the first of them
 * @param more how many are not shown
 */
record QueuePart(int length, List<Row> rows, int more) {
    static final int SHOWN = 50;

    /**
     * @param note what whoever looks noted about the host, or empty
     * @param how key of the words for how it waits
     * @param expected when it was asked to ask again; null when that is over
     */
    record Row(long number, int position, String file, String host, String ip, String browse, String note, String vendor, String how, Moment since, @Nullable Moment expected, Moment until, boolean promised) {}

    static QueuePart of(List<WaitingView> waiting, Function<InetAddress, String> notes, Instant now) {
        var rows = waiting.stream().limit(SHOWN).map(one -> row(one, notes.apply(one.host().ip()), now)).toList();
        return new QueuePart(waiting.size(), rows, waiting.size() - rows.size());
    }

    private static Row row(WaitingView one, String note, Instant now) {
        return new Row(
                one.number(),
                one.position(),
                one.file(),
                one.host().toString(),
                one.host().ip().getHostAddress(),
                one.node().map(UploadsController::page).orElse(""),
                note,
                one.userAgent(),
                how(one),
                Moment.of(one.since(), now),
                one.expected().isAfter(now) ? Moment.of(one.expected(), now) : null,
                Moment.of(one.until(), now),
                one.promised());
    }

    private static String how(WaitingView one) {
        if (one.promised()) {
            return "uploads.queue.promised";
        }
        if (one.connected()) {
            return "uploads.queue.connected";
        }
        return one.callable() ? "uploads.queue.called" : "uploads.queue.returns";
    }
}
