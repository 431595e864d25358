package filbert.web.network;

import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.HostSource;
import filbert.web.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be asked for hosts.
 *
 * @param kind message key
 * @param seenAs message key of how it stands
 */
record SourceRow(
        String name, String kind, String seenAs, int hosts, int failures, @Nullable Moment lastAsked, @Nullable Moment lastAnswered) {

    /** @param nextAsk when the next of them may be asked */
    record Listed(List<SourceRow> rows, @Nullable Moment nextAsk, @Nullable Around local) {}

    /**
     * On the local network.
     *
     * @param trouble in the system's words; empty when there is none
     */
    record Around(int found, String trouble, @Nullable Moment asked) {
        static @Nullable Around of(BootstrapView.@Nullable Local local, Instant now) {
            return local == null ? null : new Around(local.found(), local.trouble(), Moment.ofNullable(local.asked(), now));
        }
    }

    static Listed of(BootstrapView view, Instant now, int atMost) {
        var next = view.nextAsk();
        return new Listed(
                view.sources().stream().limit(atMost).map(source -> of(source, now)).toList(),
                next != null && next.isAfter(now) ? Moment.of(next, now) : null,
                Around.of(view.local(), now));
    }

    private static SourceRow of(HostSource source, Instant now) {
        return new SourceRow(
                source.name(),
                "network.kind." + source.kind().name().toLowerCase(Locale.ROOT),
                "network.seen-as." + state(source),
                source.hosts(),
                source.failures(),
                Moment.ofNullable(source.lastAsked(), now),
                Moment.ofNullable(source.lastAnswered(), now));
    }

    private static String state(HostSource source) {
        if (source.lastAsked() == null) {
            return "unasked";
        }
        if (source.failures() > 0) {
            return source.failures() >= HostSource.MOST_FAILURES ? "resting" : "silent";
        }
        return source.lastAnswered() == null ? "asked" : "answered";
    }
}
