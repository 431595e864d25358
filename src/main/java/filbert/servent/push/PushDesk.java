package filbert.servent.push;

import filbert.identity.Guid;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.PushListener;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Push;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;

/** Sends our pushes and remembers that a call is due; takes pushes for us and passes on those that are safe to follow. Confined to the owner. */
public final class PushDesk implements Pushes, PushListener {
    private static final Duration GIV_IS_DUE = Duration.ofSeconds(60);
    private static final int MAX_PENDING = 1_000;

    private static final Duration LATELY = Duration.ofSeconds(30); // both limits: 3-transfer, 3.9.3
    private static final int MAX_ASKED_PER_SERVENT = 4;
    private static final int MAX_CALLS_PER_TARGET = 5;

    private static final long RUDP_MAGIC = 0x7FFF_FFFDL; // firewall to firewall, which we do not speak: 3-transfer, 3.9.6

    private final Self self;
    private final AddressScope scope;
    private final Timeline timeline;
    private final Neighbourhood neighbourhood;
    private final PushRequests requests;
    private final RecentCalls<Guid> asked;
    private final RecentCalls<InetAddress> called;
    private final LinkedHashMap<Guid, Long> pending = new LinkedHashMap<>();

    public PushDesk(
            Self self, AddressScope scope, Timeline timeline, Neighbourhood neighbourhood, PushRequests requests) {
        this.self = self;
        this.scope = scope;
        this.timeline = timeline;
        this.neighbourhood = neighbourhood;
        this.requests = requests;
        this.asked = new RecentCalls<>(timeline, MAX_ASKED_PER_SERVENT, LATELY);
        this.called = new RecentCalls<>(timeline, MAX_CALLS_PER_TARGET, LATELY);
    }

    @Override
    public boolean ask(Guid servent, long index) {
        var requester = self.address();
        if (!scope.admits(requester) || (scope == AddressScope.PUBLIC && !self.reachable()) || !asked.allow(servent)) {
            return false;
        }
        if (!neighbourhood.push(new Push(servent, index, requester, Ggep.EMPTY))) {
            return false;
        }
        pending.remove(servent);
        pending.putLast(servent, timeline.nanos());
        if (pending.size() > MAX_PENDING) {
            pending.pollFirstEntry();
        }
        return true;
    }

    @Override
    public boolean claim(Guid servent) {
        var askedAt = pending.remove(servent);
        return askedAt != null && timeline.nanos() - askedAt <= GIV_IS_DUE.toNanos();
    }

    @Override
    public void pushed(Push push) {
        var requester = push.requester();
        if (push.index() != RUDP_MAGIC && !requester.equals(self.address()) && scope.admits(requester) && called.allow(requester.ip())) {
            requests.asked(requester, push.index());
        }
    }
}
