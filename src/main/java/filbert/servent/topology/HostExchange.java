package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.connection.Neighbour;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Pings and pongs between neighbours, as far as they look for hosts (1-connect, 6.2). Confined to the owner. */
final class HostExchange {
    static final int MOST_PONGS = 10; // 1-connect, 6.2

    private static final int TTL = 4;
    private static final int CRAWLER_TTL = 2;
    private static final int MOST_PACKED_READ = 50;

    private final Self self;
    private final Supplier<Optional<InetAddress>> ipv6;
    private final Slots slots;
    private final HostCache hosts;
    private final OwnPong own;
    private final PongCache cache;
    private final RandomGenerator random;

    HostExchange(Self self, Supplier<Optional<InetAddress>> ipv6, Slots slots, HostCache hosts, OwnPong own, Timeline timeline, RandomGenerator random) {
        this.self = self;
        this.ipv6 = ipv6;
        this.slots = slots;
        this.hosts = hosts;
        this.own = own;
        this.cache = new PongCache(timeline);
        this.random = random;
    }

    /** The one ping that asks a new neighbour for hosts. */
    void greet(Neighbour neighbour) {
        neighbour.send(Guid.randomForPing(random), TTL, 0, neighbour.capabilities().ggep() ? request() : Ping.PLAIN);
    }

    /** "Whom do you know that has room for one like me?" */
    Ping request() {
        var wanted = self.ultrapeer() ? HostsWanted.FOR_ULTRAPEER : HostsWanted.FOR_LEAF;
        return Ping.wanting(ipv6.get().isPresent() ? wanted.alsoIpv6() : wanted);
    }

    Pong ownPong(Neighbour asking) {
        var pong = asking.capabilities().ggep() ? own.extended() : own.plain();
        return self.ultrapeer() && asking.capabilities().ggep() ? pong.withGuess() : pong;
    }

    void pinged(Neighbour from, Header header, Ping ping) {
        var ttl = Math.min(header.hops() + 1, TTL);
        if (header.ttl() == CRAWLER_TTL && header.hops() == 0 && self.ultrapeer()) {
            answerCrawler(from, header);
            return;
        }
        from.send(header.guid(), ttl, 0, ownPong(from));
        if (self.ultrapeer()) {
            for (var cached : cache.pick(MOST_PONGS, from.address())) {
                if (cached.pong().host().isIpv4() || takesIpv6(from)) {
                    from.send(header.guid(), ttl, cached.hops(), cached.pong());
                }
            }
        }
    }

    private static boolean takesIpv6(Neighbour peer) {
        return peer.capabilities().ipv6() || !peer.address().isIpv4();
    }

    private void answerCrawler(Neighbour from, Header header) {
        from.send(header.guid(), 1, 0, ownPong(from));
        for (var address : slots.ultrapeerAddresses().stream().limit(MOST_PONGS).toList()) {
            from.send(header.guid(), 1, 1, new Pong(address, 0, 8, Ggep.EMPTY));
        }
    }

    void ponged(Neighbour from, Header header, Pong pong) {
        var isItself = header.hops() == 0 && pong.host().ip().equals(from.address().ip());
        learn(pong, (isItself ? "neighbour " : "pong ") + from.address().ip().getHostAddress());
        if (self.ultrapeer() && pong.fromUltrapeer()) {
            cache.add(pong, header.hops() + 1);
        }
    }

    /** Also for pongs that came by UDP. */
    void learn(Pong pong, String source) {
        if (pong.fromUltrapeer()) {
            var room = pong.freeSlots().filter(slots -> (self.ultrapeer() ? slots.ultrapeer() : slots.leaf()) > 0).isPresent();
            var uptime = (int) pong.dailyUptime().orElse(Duration.ZERO).toSeconds();
            hosts.heardOf(pong.host(), source, uptime, room);
            pong.ipv6().filter(_ -> ipv6.get().isPresent()).ifPresent(host -> hosts.heardOf(host, source, uptime, room));
        }
        pong.hosts().stream().limit(MOST_PACKED_READ).forEach(suggestion -> hosts.heardOf(suggestion.host(), source, 0, false));
    }

    /** An ultrapeer is said to be there. */
    void heardOf(HostAddress host, String source) {
        hosts.heardOf(host, source, 0, false);
    }

    /** Hosts to hand to somebody who asks, none of them its own. */
    List<HostAddress> forOthers(InetAddress asking, HostsWanted wanted) {
        return hosts.suggestions(
                MOST_PONGS, host -> (host.isIpv4() ? !wanted.noIpv4() : wanted.ipv6()) && !host.ip().equals(asking), random);
    }
}
