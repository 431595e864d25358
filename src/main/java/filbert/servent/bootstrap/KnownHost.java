package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host we might call (1-connect, 8.2).
 *
 * @param source who told us: {@code user}, {@code try}, {@code pong}, {@code neighbour}, {@code hit}, ...
 * @param dailyUptimeSeconds 0 when unknown
 * @param notBefore do not call earlier than this
 */
public record KnownHost(
        HostAddress address,
        String source,
        Instant firstSeen,
        Instant lastSeen,
        boolean ultrapeer,
        int dailyUptimeSeconds,
        @Nullable Instant lastConnected,
        @Nullable Instant lastFailure,
        int failures,
        @Nullable Instant notBefore) {}
