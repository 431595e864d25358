package filbert.servent.outofband;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.guard.OncePer;
import java.time.Duration;
import java.util.LinkedHashMap;

/** Who answers by datagram, and who did it in a way that nobody should (2-search, 7.3). Confined to the owner. */
final class Answerers {
    static final int MOST = 2_048;
    static final Duration IGNORED = Duration.ofMinutes(10);

    private static final Duration KNOWS_TOKENS = Duration.ofMinutes(15);
    private static final Duration ONE_PORT = Duration.ofSeconds(60);

    private record Seen(int port, long at) {}

    private final AddressScope scope;
    private final Timeline timeline;
    private final OncePer<Object> ignored;
    private final OncePer<Object> secure;
    private final LinkedHashMap<Object, Seen> seen = new LinkedHashMap<>();

    Answerers(AddressScope scope, Timeline timeline) {
        this.scope = scope;
        this.timeline = timeline;
        this.ignored = new OncePer<>(timeline, IGNORED, MOST);
        this.secure = new OncePer<>(timeline, KNOWS_TOKENS, MOST);
    }

    /** Strangers are told apart by address; on our own network many may share one. */
    Object who(HostAddress from) {
        return scope.isStranger(from.ip()) ? from.ip() : from;
    }

    void ignore(HostAddress from) {
        ignored.pass(who(from));
    }

    boolean ignores(HostAddress from) {
        return ignored.recently(who(from));
    }

    /** @return false when its offer deserves no answer: it plays tricks with ports, or forgot that it knows tokens */
    boolean mayOffer(HostAddress from, int version) {
        var who = who(from);
        if (ignored.recently(who) || (version < 3 && secure.recently(who))) {
            return false;
        }
        if (version >= 3) {
            secure.pass(who);
        }
        var now = timeline.nanos();
        var before = seen.remove(who);
        seen.put(who, new Seen(from.port(), now));
        if (seen.size() > MOST) {
            seen.pollFirstEntry();
        }
        if (before != null && before.port() != from.port() && now - before.at() < ONE_PORT.toNanos()) {
            ignore(from);
            return false;
        }
        return true;
    }

    int remembered() {
        return seen.size();
    }
}
