package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.net.Timeline;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.connection.Neighbour;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.LittleEndian;
import filbert.wire.message.Header;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;

/** Pings and pongs between neighbours, as far as they look for hosts (1-connect, 6.2). Confined to the owner. */
final class HostExchange {
    static final int MOST_PONGS = 10; // 1-connect, 6.2

    private static final int TTL = 4;
    private static final int CRAWLER_TTL = 2;
    private static final long LONGEST_UPTIME = 86_400;

    private final Self self;
    private final Slots slots;
    private final HostCache hosts;
    private final OwnPong own;
    private final PongCache cache;
    private final RandomGenerator random;

    HostExchange(Self self, Slots slots, HostCache hosts, OwnPong own, Timeline timeline, RandomGenerator random) {
        this.self = self;
        this.slots = slots;
        this.hosts = hosts;
        this.own = own;
        this.cache = new PongCache(timeline);
        this.random = random;
    }

    /** The one ping that asks a new neighbour for hosts. */
    void greet(Neighbour neighbour) {
        neighbour.send(Guid.randomForPing(random), TTL, 0, new Ping(neighbour.capabilities().ggep() ? request() : Ggep.EMPTY));
    }

    private Ggep request() {
        return Ggep.EMPTY.with(PongKeys.SEND_CACHED_HOSTS, self.ultrapeer() ? PongKeys.WANTS_ULTRAPEER_SLOTS : 0);
    }

    Pong ownPong(Neighbour asking) {
        return asking.capabilities().ggep() ? own.extended() : own.plain();
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
                from.send(header.guid(), ttl, cached.hops(), cached.pong());
            }
        }
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
        if (self.ultrapeer() && OwnPong.isUltrapeers(pong)) {
            cache.add(pong, header.hops() + 1);
        }
    }

    /** Also for pongs that came by UDP. */
    void learn(Pong pong, String source) {
        var keys = pong.extensions();
        if (OwnPong.isUltrapeers(pong)) {
            var uptime = keys.get(PongKeys.DAILY_UPTIME).flatMap(LittleEndian::parse).filter(seconds -> seconds <= LONGEST_UPTIME).orElse(0L);
            hosts.heardOf(pong.host(), source, uptime.intValue(), PongKeys.hasRoom(keys, self.ultrapeer()));
        }
        PongKeys.packedHosts(keys).forEach(host -> hosts.heardOf(host, source, 0, false));
    }

    /** Hosts to hand to somebody who asks, none of them its own. */
    List<filbert.identity.HostAddress> forOthers(InetAddress asking) {
        return hosts.suggestions(PongKeys.MOST_PACKED, host -> !host.ip().equals(asking));
    }
}
