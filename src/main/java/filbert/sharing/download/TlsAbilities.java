package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.net.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which sources are called with TLS from the first byte: those that said they speak it and did not fail at it lately. Remembers the
 * {@value #MOST} latest. Owner only.
 */
final class TlsAbilities {
    static final int MOST = 4_096;
    static final Duration SPOKEN = Duration.ofHours(24); // ours: whoever has the address then may be somebody else
    static final Duration FAILED = Duration.ofSeconds(300); // 3-transfer, 3.14: 'remembers "no TLS" for 300 s'

    private record Known(boolean spoken, long until) {}

    private final Timeline timeline;
    private final Map<HostAddress, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    TlsAbilities(Timeline timeline) {
        this.timeline = timeline;
    }

    /** It says that it speaks TLS: so it does, unless it failed a moment ago. */
    void told(HostAddress host) {
        var before = known.get(host);
        if (before == null || before.spoken() || isOver(before)) {
            know(host, new Known(true, timeline.nanos() + SPOKEN.toNanos()));
        }
    }

    /** A handshake with it came to nothing. */
    void failed(HostAddress host) {
        know(host, new Known(false, timeline.nanos() + FAILED.toNanos()));
    }

    boolean spoken(HostAddress host) {
        var now = known.get(host);
        return now != null && now.spoken() && !isOver(now);
    }

    private boolean isOver(Known what) {
        return timeline.nanos() - what.until() >= 0;
    }

    private void know(HostAddress host, Known what) {
        known.put(host, what);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    int remembered() {
        return known.size();
    }
}
