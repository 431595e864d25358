package filbert.servent.inquiry;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.datagram.Post;
import filbert.servent.guard.Allowance;
import filbert.servent.guard.OncePer;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import filbert.wire.vendor.CrawlerPing;
import filbert.wire.vendor.CrawlerPong;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a crawler who our neighbours are: as an ultrapeer only, and an address once in two minutes, for the answer is much longer than the question
 * (1-connect, 10.3). Confined to the owner.
 */
public final class CrawlerAnswers {
    static final Duration EVERY = Duration.ofMinutes(2); // 1-connect, 10.3
    static final int MOST_NAMED = 100; // of either kind: with it the datagram stays below 1,400 bytes (1-connect, 11)

    private static final int MOST_ADDRESSES = 1_024;
    private static final int BURST = 10; // of all askers, ours
    private static final Duration EACH = Duration.ofSeconds(2);

    private final Self self;
    private final AddressScope scope;
    private final Neighbourhood neighbourhood;
    private final OncePer<InetAddress> answered;
    private final Allowance overall;
    private @Nullable Post post;

    public CrawlerAnswers(Self self, AddressScope scope, Timeline timeline, Neighbourhood neighbourhood) {
        this.self = self;
        this.scope = scope;
        this.neighbourhood = neighbourhood;
        this.answered = new OncePer<>(timeline, EVERY, MOST_ADDRESSES);
        this.overall = new Allowance(timeline, BURST, EACH);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    public void asked(HostAddress from, Guid guid, CrawlerPing ping) {
        if (post != null && self.ultrapeer() && answered.pass(from.ip()) && overall.take()) {
            var everybody = neighbourhood.everybody();
            var ultrapeers = named(everybody.stream().filter(each -> !each.isLeaf()).toList(), ping.ultrapeers());
            var leaves = named(everybody.stream().filter(Neighbour::isLeaf).toList(), ping.leaves());
            post.send(from, guid, new CrawlerPong(ultrapeers, leaves).toVendor());
        }
    }

    /** Where they listen, as far as they said so for their own address. */
    private List<HostAddress> named(List<Neighbour> neighbours, int most) {
        return neighbours.stream()
                .flatMap(each -> each.capabilities().listenAddress().filter(host -> host.ip().equals(each.address().ip())).stream())
                .filter(host -> host.isIpv4() && scope.admits(host))
                .limit(Math.min(most, MOST_NAMED))
                .toList();
    }
}
