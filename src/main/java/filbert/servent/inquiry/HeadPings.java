package filbert.servent.inquiry;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.datagram.Post;
import filbert.servent.guard.Allowance;
import filbert.servent.guard.OncePer;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks hosts by datagram whether they have a file, before anybody calls them (3-transfer, 3.13): a host once in five minutes when it has answered before, and
 * twice an hour when it has not, so that nobody who was merely named is bothered. What they say is no proof. Confined to the owner.
 */
public final class HeadPings {
    static final Duration AGAIN = Duration.ofMinutes(5); // 3-transfer, 3.13: as gtk-gnutella
    static final Duration STRANGERS_AGAIN = Duration.ofMinutes(30); // ours: twice an hour
    static final int MOST_AWAITED = 500; // ours
    static final Duration AWAITED = Duration.ofSeconds(10); // 1-connect, 1.5

    private static final int MOST_ADDRESSES = 4_096; // ours
    private static final int BURST = 10; // of all hosts, ours
    private static final Duration EACH = Duration.ofMillis(200);
    private static final int VERSION = 2;

    private record Asked(HostAddress host, Consumer<HeadPong> then, long at) {}

    private final AddressScope scope;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final LinkedHashMap<Guid, Asked> awaited = new LinkedHashMap<>();
    private final OncePer<InetAddress> strangers;
    private final OncePer<InetAddress> known;
    private final OncePer<InetAddress> answered;
    private final Allowance overall;
    private @Nullable Post post;

    public HeadPings(AddressScope scope, Timeline timeline, RandomGenerator random) {
        this.scope = scope;
        this.timeline = timeline;
        this.random = random;
        strangers = new OncePer<>(timeline, STRANGERS_AGAIN, MOST_ADDRESSES);
        known = new OncePer<>(timeline, AGAIN, MOST_ADDRESSES);
        answered = new OncePer<>(timeline, Duration.ofHours(12), MOST_ADDRESSES);
        overall = new Allowance(timeline, BURST, EACH);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** @param then told if it answers in time. @return false when it is not asked now */
    public boolean ask(HostAddress host, Sha1 content, Consumer<HeadPong> then) {
        var wayOut = post;
        if (wayOut == null || !scope.admits(host)) {
            return false;
        }
        var manners = answered.recently(host.ip()) ? known : strangers;
        if (manners.recently(host.ip()) || !overall.take()) {
            return false;
        }
        manners.pass(host.ip());
        var guid = Guid.random(random);
        awaited.put(guid, new Asked(host, then, timeline.nanos()));
        if (awaited.size() > MOST_AWAITED) {
            awaited.pollFirstEntry();
        }
        wayOut.send(host, guid, new HeadPing(VERSION, HeadPing.RANGES, content, Optional.empty()).toVendor());
        return true;
    }

    /** Only from whom was asked, under the name it was asked by, once and in time. */
    public void told(HostAddress from, Guid guid, HeadPong pong) {
        var asked = awaited.get(guid);
        if (asked == null || !asked.host().equals(from)) {
            return;
        }
        awaited.remove(guid);
        if (timeline.nanos() - asked.at() <= AWAITED.toNanos()) {
            answered.pass(from.ip());
            asked.then().accept(pong);
        }
    }
}
