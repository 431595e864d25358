package filbert.web.network;

import filbert.servent.bootstrap.KnownHost;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host of the cache in the list.
 *
 * @param source message key of the kind of who told us
 * @param from which address told us, or empty
 */
record HostRow(
        String address,
        String source,
        String from,
        boolean ultrapeer,
        Moment lastSeen,
        @Nullable Moment lastConnected,
        int failures,
        @Nullable Moment notBefore,
        String uptime)
        implements LiveRow {
    private static final Set<String> SOURCES = Set.of("user", "listed", "try", "pong", "neighbour", "hit", "udp", "cache", "web", "lan");

    static HostRow of(KnownHost host, Instant now) {
        var from = host.source().split(" ", 2);
        return new HostRow(
                host.address().toString(),
                "network.source." + kind(host),
                from.length > 1 ? from[1] : "",
                host.ultrapeer(),
                Moment.of(host.lastSeen(), now),
                Moment.ofNullable(host.lastConnected(), now),
                host.failures(),
                host.notBefore() != null && host.notBefore().isAfter(now) ? Moment.of(host.notBefore(), now) : null,
                host.dailyUptimeSeconds() > 0 ? Figures.duration(Duration.ofSeconds(host.dailyUptimeSeconds())) : "");
    }

    /** In what way it was heard of: the end of a message key. */
    static String kind(KnownHost host) {
        var kind = host.source().split(" ", 2)[0];
        return SOURCES.contains(kind) ? kind : "other";
    }

    @Override
    public String id() {
        return "k-" + address.replaceAll("[^0-9a-f]", "-");
    }
}
