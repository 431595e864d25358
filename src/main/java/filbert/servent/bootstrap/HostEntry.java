package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A host in the {@link HostCache}. Confined to the owner. */
final class HostEntry {
    final HostAddress address;
    final String source;
    final Object teller;
    final Instant firstSeen;
    Instant lastSeen;
    boolean confirmed;
    int dailyUptime;
    boolean freeSlots;
    @Nullable Instant lastConnected;
    @Nullable Instant lastFailure;
    int failures;
    @Nullable Instant notBefore;

    HostEntry(HostAddress address, String source, Instant firstSeen) {
        this.address = address;
        this.source = source;
        this.teller = Tellers.of(source);
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    static HostEntry of(KnownHost host) {
        var entry = new HostEntry(host.address(), host.source(), host.firstSeen());
        entry.lastSeen = host.lastSeen();
        entry.confirmed = host.confirmed();
        entry.dailyUptime = host.dailyUptimeSeconds();
        entry.lastConnected = host.lastConnected();
        entry.lastFailure = host.lastFailure();
        entry.failures = host.failures();
        entry.notBefore = host.notBefore();
        return entry;
    }

    boolean listed() {
        return source.equals(HostCache.LISTED);
    }

    /** When it was last heard of or spoken with. */
    Instant latest() {
        return lastConnected != null && lastConnected.isAfter(lastSeen) ? lastConnected : lastSeen;
    }

    KnownHost view() {
        return new KnownHost(
                address, source, firstSeen, lastSeen, true, confirmed, dailyUptime, lastConnected, lastFailure, failures, notBefore);
    }
}
