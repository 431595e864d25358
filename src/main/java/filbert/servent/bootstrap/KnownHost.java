package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host we might call (1-connect, 8.2).
 *
 * @param source who told us: {@code listed}, or what kind of news it was and from whom, such as {@code try 192.0.2.7} or {@code pong 192.0.2.7}
 * @param confirmed told by two whose addresses differ in their first 16 bits
 * @param dailyUptimeSeconds 0 when unknown
 * @param notBefore do not call earlier than this
 */
public record KnownHost(
        HostAddress address,
        String source,
        Instant firstSeen,
        Instant lastSeen,
        boolean ultrapeer,
        boolean confirmed,
        int dailyUptimeSeconds,
        @Nullable Instant lastConnected,
        @Nullable Instant lastFailure,
        int failures,
        @Nullable Instant notBefore) {
    private static final Set<String> KINDS = Set.of("user", "listed", "try", "pong", "neighbour", "hit", "udp", "cache", "web", "lan");

    /** In what way it was heard of: the first word of its source, or {@code other}. */
    public String kind() {
        var kind = source.split(" ", 2)[0];
        return KINDS.contains(kind) ? kind : "other";
    }
}
