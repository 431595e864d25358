package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Push;
import java.net.InetAddress;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * As an ultrapeer: hands pushes that came by HTTP or datagram to the leaf they name. Only for who wants to be called itself, once a second for each
 * address and ten times a minute for each leaf: else leaves of ours could be set upon others (3-transfer, 3.9.4). Confined to the owner.
 */
final class PushRelay implements PushProxy {
    private static final int PER_SOURCE = 1;
    private static final Duration SOURCE_WINDOW = Duration.ofSeconds(1);
    private static final int PER_LEAF = 10;
    private static final Duration LEAF_WINDOW = Duration.ofMinutes(1);

    private final Self self;
    private final AddressScope scope;
    private final Neighbourhood neighbourhood;
    private final RandomGenerator random;
    private final RecentCalls<InetAddress> sources;
    private final RecentCalls<Guid> leaves;

    PushRelay(Self self, AddressScope scope, Timeline timeline, Neighbourhood neighbourhood, RandomGenerator random) {
        this.self = self;
        this.scope = scope;
        this.neighbourhood = neighbourhood;
        this.random = random;
        this.sources = new RecentCalls<>(timeline, PER_SOURCE, SOURCE_WINDOW);
        this.leaves = new RecentCalls<>(timeline, PER_LEAF, LEAF_WINDOW);
    }

    @Override
    public Outcome relay(Guid servent, long index, HostAddress requester, InetAddress source) {
        return relay(Guid.random(random), new Push(servent, index, requester, Ggep.EMPTY), source);
    }

    /** @param message its GUID: one that has come another way already is not passed on again */
    Outcome relay(Guid message, Push push, InetAddress source) {
        var requester = push.requester();
        if (!requester.ip().equals(source) || !scope.admits(requester) || requester.equals(self.address())) {
            return Outcome.NOT_YOURS;
        }
        if (!self.ultrapeer() || !neighbourhood.isBorneByALeaf(push.servent())) {
            return Outcome.NOT_HERE;
        }
        if (!sources.allow(source) || !leaves.allow(push.servent())) {
            return Outcome.TOO_OFTEN;
        }
        neighbourhood.pushToLeaf(message, push);
        return Outcome.FORWARDED;
    }
}
