package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.datagram.Post;
import filbert.servent.guard.OncePer;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.PushListener;
import filbert.servent.search.Source;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Push;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends our pushes and remembers that a call is due; takes pushes for us and follows those that are safe to follow. What a hit or a reply says about
 * proxies is hearsay: none of their addresses gets more than a few datagrams in half a minute or two calls an hour before it has shown that it speaks
 * HTTP. Confined to the owner.
 */
public final class PushDesk implements Pushes, PushListener {
    private static final Duration GIV_IS_DUE = Duration.ofSeconds(60);
    private static final int MAX_PENDING = 1_000;

    private static final Duration LATELY = Duration.ofSeconds(30); // both limits: 3-transfer, 3.9.3
    private static final int MAX_ASKED_PER_SERVENT = 4;
    private static final int MAX_CALLS_PER_TARGET = 5;

    private static final int MOST_PROXIES = 4; // 3-transfer, 3.9.3
    private static final int DATAGRAM_TTL = 2; // as LimeWire: 3-transfer, 3.9.3
    private static final int MOST_DATAGRAMS = 4; // of one address LATELY, ours
    private static final int CALLS_TO_STRANGERS = 2; // 3-transfer, 3.15
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 2_048;

    private static final long ANY_FILE = 0; // 3-transfer, 3.9.1: "0 = generic"
    private static final long RUDP_MAGIC = 0x7FFF_FFFDL; // firewall to firewall, which we do not speak: 3-transfer, 3.9.6

    private record Useless(Guid servent, HostAddress proxy) {}

    private final Self self;
    private final AddressScope scope;
    private final Owner owner;
    private final Dialer dialer;
    private final RandomGenerator random;
    private final Neighbourhood neighbourhood;
    private final PushRequests requests;
    private final RecentCalls<Guid> asked;
    private final RecentCalls<InetAddress> called;
    private final RecentCalls<InetAddress> written;
    private final RecentCalls<InetAddress> dialled;
    private final OncePer<InetAddress> proven;
    private final OncePer<Useless> useless;
    private final LinkedHashMap<Guid, Errand> pending = new LinkedHashMap<>();
    private final Ways ways = new Ways();
    private @Nullable Post post;

    /**
     * What it stands on.
     *
     * @param dialer scoped
     */
    public record Ground(Self self, AddressScope scope, Owner owner, Dialer dialer, RandomGenerator random) {}

    public PushDesk(Ground ground, Neighbourhood neighbourhood, PushRequests requests) {
        this.self = ground.self();
        this.scope = ground.scope();
        this.owner = ground.owner();
        this.dialer = ground.dialer();
        this.random = ground.random();
        this.neighbourhood = neighbourhood;
        this.requests = requests;
        this.asked = new RecentCalls<>(owner, MAX_ASKED_PER_SERVENT, LATELY);
        this.called = new RecentCalls<>(owner, MAX_CALLS_PER_TARGET, LATELY);
        this.written = new RecentCalls<>(owner, MOST_DATAGRAMS, LATELY);
        this.dialled = new RecentCalls<>(owner, CALLS_TO_STRANGERS, AN_HOUR);
        this.proven = new OncePer<>(owner, AN_HOUR, MOST_REMEMBERED);
        this.useless = new OncePer<>(owner, AN_HOUR, MOST_REMEMBERED);
    }

    void opened(Post wayOut) {
        post = wayOut;
    }

    @Override
    public boolean ask(Source source) {
        var servent = source.servent();
        var requester = self.address();
        if (!scope.admits(requester) || self.firewalled(scope) || !asked.allow(servent)) {
            return false;
        }
        var proxies = source.proxies().stream()
                .filter(proxy -> scope.admits(proxy) && !proxy.equals(requester) && !useless.recently(new Useless(servent, proxy)))
                .distinct()
                .limit(MOST_PROXIES)
                .toList();
        var push = new Push(servent, source.index() == RUDP_MAGIC ? ANY_FILE : source.index(), requester, Ggep.EMPTY);
        var errand = new Errand(ways, push, neighbourhood.isBorneByANeighbour(servent) ? List.of() : proxies, owner.nanos());
        var itself = scope.admits(source.address()) && source.address().isIpv4() ? List.of(source.address()) : List.<HostAddress>of();
        if (!errand.begin(itself, Guid.random(random))) {
            return false;
        }
        var before = pending.remove(servent);
        if (before != null) {
            before.end();
        }
        pending.putLast(servent, errand);
        if (pending.size() > MAX_PENDING) {
            pending.pollFirstEntry().getValue().end();
        }
        return true;
    }

    @Override
    public boolean claim(Guid servent) {
        var errand = pending.remove(servent);
        if (errand == null) {
            return false;
        }
        errand.end();
        return owner.nanos() - errand.begun() <= GIV_IS_DUE.toNanos();
    }

    @Override
    public void pushed(Push push) {
        var requester = push.requester();
        if (push.index() != RUDP_MAGIC && !requester.equals(self.address()) && scope.admits(requester) && called.allow(requester.ip())) {
            requests.asked(requester, push.index());
        }
    }

    /** One for us by datagram: only who wants to be called itself is called. */
    void pushed(Guid message, Push push, HostAddress from) {
        if (push.requester().ip().equals(from.ip()) && neighbourhood.isNewPush(message)) {
            pushed(push);
        }
    }

    private final class Ways implements Errand.Means {
        @Override
        public boolean datagram(HostAddress to, Guid message, Push push) {
            if (post == null || !to.isIpv4() || !written.allow(to.ip())) {
                return false;
            }
            post.send(to, message, DATAGRAM_TTL, push);
            return true;
        }

        @Override
        public boolean mayCall(Guid servent, HostAddress proxy) {
            return !useless.recently(new Useless(servent, proxy)) && (!scope.isStranger(proxy.ip()) || proven.recently(proxy.ip()) || dialled.allow(proxy.ip()));
        }

        @Override
        public void call(HostAddress proxy, Push push, IntConsumer ended) {
            ProxyCall.make(owner, dialer, push, proxy, status -> {
                if (status != ProxyCall.NO_ANSWER) {
                    proven.pass(proxy.ip());
                }
                ended.accept(status);
            });
        }

        @Override
        public void gaveNoHelp(Guid servent, HostAddress proxy) {
            useless.pass(new Useless(servent, proxy));
        }

        @Override
        public boolean route(Push push) {
            return neighbourhood.push(push);
        }

        @Override
        public Timeline.Timer after(Duration delay, Runnable task) {
            return owner.after(delay, task);
        }
    }
}
