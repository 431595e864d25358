package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.net.Way;
import filbert.servent.Refusal;
import filbert.servent.bootstrap.CoolOff;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.guard.Bans;
import filbert.servent.guard.OncePer;
import filbert.servent.guard.Prefix;
import filbert.servent.handshake.Admission;
import filbert.servent.handshake.Encryption;
import filbert.servent.handshake.HandshakeLink;
import filbert.servent.handshake.Introduction;
import filbert.servent.handshake.OutgoingHandshake;
import filbert.servent.handshake.PeerCapabilities;
import filbert.servent.handshake.Verdict;
import filbert.wire.header.HeaderBlock;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servents we call: whom, when, how many at once, and the calling side of handshakes (1-connect, 8.2). Confined to the owner. */
final class Dialling {
    private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);

    static final int MOST_AT_ONCE = 8; // 1-connect, 8.2
    static final Duration SAME_ADDRESS_EVERY = Duration.ofMinutes(2); // 1-connect, 2.3
    static final Duration PATIENCE = Duration.ofSeconds(8); // 1-connect, 3.2

    /** How long a host that failed at TLS is called without (ours; 3-transfer, 3.14: gtk-gnutella takes 300 s for a source). */
    static final Duration WITHOUT_TLS = Duration.ofHours(1);

    private static final int MOST_REMEMBERED = 4_096;
    private static final int CALLS_PER_FREE_SLOT = 2;

    private final Owner owner;
    private final Dialer dialer;
    private final AddressScope scope;
    private final Way way;
    private final TopologySettings settings;
    private final Standing standing;
    private final Families families;
    private final Slots slots;
    private final HostCache hosts;
    private final Bans bans;
    private final Arrivals arrivals;
    private final OncePer<InetAddress> dialled;
    private final OncePer<HostAddress> failedAtTls;
    private final Map<HostAddress, Call> underWay = new LinkedHashMap<>();
    private boolean stopped;

    Dialling(
            Network network,
            TopologySettings settings,
            Standing standing,
            Families families,
            Slots slots,
            HostCache hosts,
            Bans bans,
            Arrivals arrivals) {
        this.owner = network.owner();
        this.dialer = network.dialer();
        this.scope = network.scope();
        this.way = network.way();
        this.settings = settings;
        this.standing = standing;
        this.families = families;
        this.slots = slots;
        this.hosts = hosts;
        this.bans = bans;
        this.arrivals = arrivals;
        this.dialled = new OncePer<>(owner, SAME_ADDRESS_EVERY, MOST_REMEMBERED);
        this.failedAtTls = new OncePer<>(owner, WITHOUT_TLS, MOST_REMEMBERED);
    }

    /** Calls as many hosts as there are ultrapeers wanting. Call whenever something may have changed. */
    void fillSlots() {
        var wanted = slots.wantedUltrapeers() - slots.ultrapeers();
        var most = Math.min(MOST_AT_ONCE, wanted * CALLS_PER_FREE_SLOT);
        while (!stopped && way.open() && underWay.size() < most) {
            var next = hosts.next(settings.listedOnly(), this::mayCall);
            if (next.isEmpty()) {
                return;
            }
            dial(next.get(), false);
        }
    }

    /** Calls a host a person chose: it waits for nothing, but is never called twice at a time, nor if it is ourselves. */
    void call(HostAddress host) {
        if (!stopped && way.open() && !standing.isUs(host) && !underWay.containsKey(host) && !slots.isNeighbour(host)) {
            dial(host, true);
        }
    }

    int underWay() {
        return underWay.size();
    }

    void stop() {
        stopped = true;
        List.copyOf(underWay.values()).forEach(Call::hangUp);
    }

    private boolean mayCall(HostAddress host) {
        if (standing.isUs(host) || !families.mayReach(host.ip()) || underWay.containsKey(host) || slots.isNeighbour(host) || bans.banned(host.ip()).isPresent()) {
            return false;
        }
        if (!scope.isStranger(host.ip())) {
            return true;
        }
        var neighbourhood = Prefix.neighbourhood(host.ip());
        return !dialled.recently(host.ip())
                && !slots.tooManyFrom(host.ip())
                && underWay.keySet().stream().noneMatch(other -> Prefix.neighbourhood(other.ip()).equals(neighbourhood));
    }

    private void dial(HostAddress to, boolean chosen) {
        dialled.pass(to.ip());
        var call = new Call(to, chosen);
        underWay.put(to, call);
        dialer.dial(to, PATIENCE, call::linked, cause -> owner.execute(() -> call.failed(cause)));
    }

    private final class Call implements HandshakeLink.Talk, Admission {
        private final HostAddress to;
        private final boolean chosen;
        private final Introduction us;
        private final Families.Word families;
        private final boolean plainOnly;
        private @Nullable OutgoingHandshake state;
        private @Nullable HandshakeLink handshake;
        private @Nullable Link link;

        Call(HostAddress to, boolean chosen) {
            this.to = to;
            this.chosen = chosen;
            this.us = standing.introduction();
            this.families = Dialling.this.families.word(standing.listening().port());
            this.plainOnly = failedAtTls.recently(to);
        }

        /** On the link's loop. */
        void linked(Link opened) {
            var shaking = new HandshakeLink(opened, owner, this);
            var first = OutgoingHandshake.begin(families.said(us.with(encryption(opened)), opened.local().ip()), to.ip(), this);
            owner.execute(() -> began(opened, shaking, first.next()));
            first.reply().ifPresent(shaking::say);
            shaking.open(Unpooled.EMPTY_BUFFER);
        }

        private Encryption encryption(Link opened) {
            if (!opened.offersTls()) {
                return Encryption.NONE;
            }
            return plainOnly ? Encryption.SPOKEN : Encryption.OFFERED;
        }

        private void began(Link opened, HandshakeLink shaking, OutgoingHandshake first) {
            link = opened;
            handshake = shaking;
            state = first;
            if (underWay.get(to) != this) {
                shaking.drop(); // we stopped meanwhile
            }
        }

        void failed(IOException cause) {
            gone(Refusal.uncalled(to.toString(), cause));
        }

        @Override
        public void heard(HeaderBlock block) {
            if (link == null || handshake == null || state == null || underWay.get(to) != this) {
                return;
            }
            arrivals.heard(link, block);
            var step = state.on(block);
            state = step.next();
            step.reply().ifPresent(handshake::say);
            switch (step.next()) {
                case OutgoingHandshake.AwaitingAnswer _ -> throw new IllegalStateException("bug: a call that leads nowhere");
                case OutgoingHandshake.Established established when established.upgrade() -> handshake.encrypt();
                case OutgoingHandshake.Established established -> settle(handshake, link, established);
                case OutgoingHandshake.Refused(var code, var reason) -> {
                    hosts.coolOff(to, CoolOff.afterRefusal(code));
                    hangUp();
                    arrivals.refused(new Refusal(Refusal.Kind.REFUSED, to.toString(), (code + " " + reason).strip()));
                }
                case OutgoingHandshake.Declined(var code, var reason) -> {
                    LOG.debug("{} declined by us: {} {}", to, code, reason);
                    if (slots.freeUltrapeerSlots() > 0) {
                        hosts.coolOff(to, CoolOff.afterRefusal(code)); // not its fault when others were quicker
                    }
                    leave();
                    handshake.end();
                    fillSlots();
                }
            }
        }

        private void settle(HandshakeLink shaking, Link opened, OutgoingHandshake.Established established) {
            leave();
            hosts.connected(to);
            arrivals.settled(shaking, opened, established.agreement(), us.ultrapeer(), chosen);
        }

        @Override
        public void encrypted() {
            if (link != null && handshake != null && underWay.get(to) == this && state instanceof OutgoingHandshake.Established established) {
                settle(handshake, link, established);
            }
        }

        @Override
        public void broken(HandshakeLink.Break how, String why) {
            LOG.debug("{} handshake broken: {}", to, why);
            if (how == HandshakeLink.Break.NO_TLS) {
                failedAtTls.pass(to); // never plain on the same socket; a later call is (1-connect, 4.3)
            }
            gone(switch (how) {
                case CLOSED -> Refusal.lost(to.toString(), why);
                case SILENT -> new Refusal(Refusal.Kind.SILENT, to.toString(), why);
                case GARBLED -> new Refusal(Refusal.Kind.GARBLED, to.toString(), why);
                case NO_TLS -> new Refusal(Refusal.Kind.NO_TLS, to.toString(), why);
            });
            if (handshake != null) {
                handshake.drop();
            }
        }

        @Override
        public Verdict consider(PeerCapabilities peer) {
            return chosen ? slots.considerChosen(peer, to) : slots.consider(peer, to);
        }

        @Override
        public Optional<List<HostAddress>> neighboursForCrawler() {
            return Optional.empty(); // who is called crawls nobody
        }

        private void gone(Refusal why) {
            if (leave() && way.open()) { // else it is not the host's fault
                hosts.failed(to);
                arrivals.refused(why);
            }
        }

        private boolean leave() {
            return underWay.remove(to, this);
        }

        void hangUp() {
            leave();
            if (handshake != null) {
                handshake.drop();
            }
        }
    }
}
