package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.guard.Bans;
import filbert.servent.guard.CallRate;
import filbert.servent.guard.Crowd;
import filbert.servent.guard.OncePer;
import filbert.servent.handshake.Admission;
import filbert.servent.handshake.Encryption;
import filbert.servent.handshake.HandshakeLink;
import filbert.servent.handshake.IncomingHandshake;
import filbert.servent.handshake.Introduction;
import filbert.servent.handshake.PeerCapabilities;
import filbert.servent.handshake.Verdict;
import filbert.servent.reception.Door;
import filbert.wire.header.HeaderBlock;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servents that call us: the answering side of handshakes, from the greeting to the settled link. Confined to the owner, but for the door. */
final class Callers implements Door {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    static final int MOST_AT_ONCE = 100;
    static final int MOST_FROM_ONE = 20; // so that one address cannot keep out everybody else

    private static final int HANDSHAKES = 2; // 1-connect, 2.3
    private static final Duration HANDSHAKE_WINDOW = Duration.ofSeconds(60);
    private static final Duration CRAWL_EVERY = Duration.ofMinutes(5); // 1-connect, 3.7
    private static final int MOST_CRAWLERS = 1_024;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int TOO_OFTEN = 429;
    private static final int BANNED = 550;

    private final Owner owner;
    private final AddressScope scope;
    private final TopologySettings settings;
    private final Standing standing;
    private final Families families;
    private final Slots slots;
    private final Bans bans;
    private final Arrivals arrivals;
    private final CallRate handshakes;
    private final OncePer<InetAddress> crawls;
    private final Crowd open = new Crowd(MOST_AT_ONCE, MOST_FROM_ONE);
    private final Set<Call> underWay = new HashSet<>();
    private boolean stopped;

    Callers(
            Owner owner,
            AddressScope scope,
            TopologySettings settings,
            Standing standing,
            Families families,
            Slots slots,
            Bans bans,
            Arrivals arrivals) {
        this.owner = owner;
        this.scope = scope;
        this.settings = settings;
        this.standing = standing;
        this.families = families;
        this.slots = slots;
        this.bans = bans;
        this.arrivals = arrivals;
        this.handshakes = new CallRate(owner, HANDSHAKES, HANDSHAKE_WINDOW);
        this.crawls = new OncePer<>(owner, CRAWL_EVERY, MOST_CRAWLERS);
    }

    @Override
    public void called(InetAddress from) {
        owner.execute(() -> standing.called(from));
    }

    @Override
    public void gnutella(Link link, ByteBuf soFar) {
        var call = new Call(link);
        if (!open.admit(call)) {
            soFar.release();
            link.close();
            return;
        }
        owner.execute(call::register);
        call.handshake.open(soFar);
    }

    /** Hangs up on everybody still shaking hands. */
    void stop() {
        stopped = true;
        List.copyOf(underWay).forEach(Call::hangUp);
    }

    /** Not the banned and the hostile; private networks take strangers only when their address is listed. */
    boolean isWelcome(InetAddress ip) {
        if (bans.banned(ip).isPresent()) {
            return false;
        }
        return !settings.listedOnly() || !scope.isStranger(ip) || settings.hosts().stream().anyMatch(host -> host.ip().equals(ip));
    }

    /** What we say of TLS to who calls. */
    private static Encryption encryption(Link link) {
        if (!link.offersTls()) {
            return Encryption.NONE;
        }
        return link.tls().isPresent() ? Encryption.SPOKEN : Encryption.OFFERED;
    }

    private final class Call implements HandshakeLink.Talk, Admission, Crowd.Guest {
        private final Link link;
        private final HandshakeLink handshake;
        private IncomingHandshake state = new IncomingHandshake.Ended(0, "not begun");
        private boolean begun;
        private boolean asUltrapeer;
        private boolean over;

        Call(Link link) {
            this.link = link;
            this.handshake = new HandshakeLink(link, owner, this);
        }

        void register() {
            if (stopped || over) {
                hangUp();
            } else {
                underWay.add(this);
            }
        }

        private void leave() {
            over = true;
            underWay.remove(this);
            open.left(this);
        }

        void hangUp() {
            leave();
            handshake.drop();
        }

        @Override
        public InetAddress from() {
            return link.remote().ip();
        }

        @Override
        public void makeRoom() {
            owner.execute(() -> {
                if (!over) {
                    hangUp();
                }
            });
        }

        @Override
        public void heard(HeaderBlock block) {
            if (!underWay.contains(this) || (!begun && !begin())) {
                return;
            }
            arrivals.heard(link, block);
            var step = state.on(block);
            state = step.next();
            step.reply().ifPresent(handshake::say);
            switch (state) {
                case IncomingHandshake.AwaitingCall _ -> throw new IllegalStateException("bug: a call that leads nowhere");
                case IncomingHandshake.AwaitingConfirmation _ -> handshake.listen();
                case IncomingHandshake.Established established when established.upgrade() -> handshake.encrypt();
                case IncomingHandshake.Established established -> settle(established);
                case IncomingHandshake.Ended(var code, var reason) -> {
                    LOG.debug("{} handshake ended: {} {}", link, code, reason);
                    leave();
                    if (step.reply().isPresent()) {
                        handshake.end();
                    } else {
                        handshake.drop();
                    }
                }
            }
        }

        private void settle(IncomingHandshake.Established established) {
            leave();
            arrivals.settled(handshake, link, established.agreement(), asUltrapeer, false);
        }

        @Override
        public void encrypted() {
            if (underWay.contains(this) && state instanceof IncomingHandshake.Established established) {
                settle(established);
            }
        }

        private Introduction introduction() {
            return families.word(standing.listening().port()).said(standing.introduction(), link.local().ip());
        }

        /** @return false when the caller is sent away before anything is considered */
        private boolean begin() {
            begun = true;
            asUltrapeer = standing.ultrapeer();
            var ip = link.remote().ip();
            state = new IncomingHandshake.AwaitingCall(introduction().with(encryption(link)), ip, this);
            var answer = scope.isStranger(ip) ? handshakes.call(ip) : CallRate.Answer.WELCOME;
            switch (answer) {
                case WELCOME -> {
                    return true;
                }
                case TOLD_OFF -> refuse(TOO_OFTEN, "Banned for " + HANDSHAKE_WINDOW.toSeconds() + " s: too many handshakes");
                case IGNORED -> hangUp();
            }
            return false;
        }

        private void refuse(int code, String reason) {
            leave();
            handshake.say(IncomingHandshake.refusal(standing.introduction(), link.remote().ip(), code, reason));
            handshake.end();
        }

        @Override
        public void broken(HandshakeLink.Break how, String why) {
            LOG.debug("{} handshake broken: {}", link, why);
            if (how == HandshakeLink.Break.GARBLED && !begun) {
                refuse(TOO_LARGE, "Header too long or malformed");
            } else {
                hangUp();
            }
        }

        @Override
        public Verdict consider(PeerCapabilities peer) {
            var ip = link.remote().ip();
            var banned = bans.banned(ip);
            if (banned.isPresent()) {
                return new Verdict.Reject(BANNED, "Banned for " + banned.get().toMinutes() + " min", List.of());
            }
            return isWelcome(ip) ? slots.consider(peer, link.remote()) : new Verdict.Reject(FORBIDDEN, "Private network", List.of());
        }

        @Override
        public Optional<List<HostAddress>> neighboursForCrawler() {
            return crawls.pass(link.remote().ip()) ? Optional.of(slots.ultrapeerAddresses()) : Optional.empty();
        }
    }
}
