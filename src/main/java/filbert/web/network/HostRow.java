package filbert.web.network;

import filbert.servent.bootstrap.KnownHost;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.Moment;
import java.time.Duration;
import java.time.Instant;
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
    static HostRow of(KnownHost host, Instant now) {
        var from = host.source().split(" ", 2);
        return new HostRow(
                host.address().toString(),
                "network.source." + host.kind(),
                from.length > 1 ? from[1] : "",
                host.ultrapeer(),
                Moment.of(host.lastSeen(), now),
                Moment.ofNullable(host.lastConnected(), now),
                host.failures(),
                host.notBefore() != null && host.notBefore().isAfter(now) ? Moment.of(host.notBefore(), now) : null,
                host.dailyUptimeSeconds() > 0 ? Figures.duration(Duration.ofSeconds(host.dailyUptimeSeconds())) : "");
    }

    @Override
    public String id() {
        return "k-" + address.replaceAll("[^0-9a-f]", "-");
    }
}
