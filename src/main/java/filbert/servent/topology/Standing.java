package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.SeenAt;
import filbert.servent.Reachability.Transport;
import filbert.servent.handshake.Encryption;
import filbert.servent.handshake.Introduction;
import filbert.servent.reachability.Proofs;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our own place on the network, learnt as we go. Confined to the owner. */
final class Standing implements Self {
    private final Guid servent;
    private final String userAgent;
    private final TopologySettings settings;
    private final AddressScope scope;
    private final BooleanSupplier browsable;
    private final Proofs proofs;
    private final AddressVotes votes4;
    private final AddressVotes votes6;
    private HostAddress listening = HostAddress.of(0, 0);
    private int mapped; // 0: none
    private @Nullable InetAddress ourSide;
    private boolean ultrapeer;
    private boolean asksAgain;

    /** One that lets nobody browse. */
    Standing(Guid servent, String userAgent, TopologySettings settings, AddressScope scope, Timeline timeline) {
        this(servent, userAgent, settings, scope, timeline, () -> false);
    }

    Standing(Guid servent, String userAgent, TopologySettings settings, AddressScope scope, Timeline timeline, BooleanSupplier browsable) {
        this.browsable = browsable;
        this.servent = servent;
        this.userAgent = userAgent;
        this.settings = settings;
        this.ultrapeer = settings.ultrapeer();
        this.asksAgain = settings.requeries();
        this.scope = scope;
        this.proofs = new Proofs(timeline);
        this.votes4 = new AddressVotes(scope);
        this.votes6 = new AddressVotes(scope);
    }

    /** From now on. */
    void become(boolean anUltrapeer) {
        ultrapeer = anUltrapeer;
    }

    /** In handshakes to come (1-connect, 3.3, {@code X-Requeries}). */
    void asksAgain(AskingAgain now) {
        asksAgain = settings.requeries() || now == AskingAgain.BY_ITSELF;
    }

    void listening(HostAddress at) {
        listening = at;
    }

    HostAddress listening() {
        return listening;
    }

    /**
     * The router passes calls to this port of its own on to us: others are to be told that one. Over IPv6 no router stands between.
     *
     * @param port 0 for none
     */
    void mapped(int port) {
        var before = portFor(Family.IPV4);
        mapped = port;
        if (portFor(Family.IPV4) != before) {
            proofs.forget(Family.IPV4);
        }
    }

    /** Where others call us. */
    int portFor(Family family) {
        return family == Family.IPV4 && mapped != 0 ? mapped : listening.port();
    }

    private HostAddress at(InetAddress ip) {
        return new HostAddress(ip, scope.isStranger(ip) ? portFor(Family.of(ip)) : listening.port());
    }

    /** A peer told where it sees us. @return true when that changed what we believe */
    boolean vote(InetAddress voter, InetAddress claim) {
        var family = Family.of(claim);
        var votes = family == Family.IPV4 ? votes4 : votes6;
        var known = votes.believed();
        var changed = votes.vote(voter, claim);
        if (changed && known.isPresent()) {
            proofs.forget(family);
        }
        return changed;
    }

    /** Where peers see us, for each family that has been named. */
    List<SeenAt> seenAt() {
        return Stream.concat(votes4.view(Family.IPV4).stream(), votes6.view(Family.IPV6).stream()).toList();
    }

    /** Our own port at any address we are known by. */
    boolean isUs(HostAddress host) {
        return (host.port() == listening.port() || host.port() == portFor(Family.of(host.ip())))
                && (host.ip().equals(listening.ip()) || host.ip().equals(address().ip()) || host.ip().isAnyLocalAddress());
    }

    /** What is known of the ways to us. */
    Proofs proofs() {
        return proofs;
    }

    /** The address of our end of a link. */
    void ourSide(InetAddress ip) {
        if (scope.admits(ip)) {
            ourSide = ip;
        }
    }

    /** Somebody called us. Only addresses of our scope prove anything (1-connect, 2.2). */
    void called(InetAddress from) {
        if (scope.admits(from)) {
            proofs.proved(Transport.TCP, from);
        }
    }

    Optional<HostAddress> external() {
        return votes4.believed().or(votes6::believed).map(this::at);
    }

    Introduction introduction() {
        var address = address();
        var known = scope.admits(address.ip()) ? Optional.of(address) : Optional.<HostAddress>empty();
        return new Introduction(userAgent, ultrapeer(), servent, known, settings.ultrapeerSlots(), Encryption.NONE, "", settings.footprint().compression(), browsable.getAsBoolean(), asksAgain);
    }

    @Override
    public Guid servent() {
        return servent;
    }

    @Override
    public boolean ultrapeer() {
        return ultrapeer;
    }

    @Override
    public HostAddress address() {
        var ip = votes4.likely().or(votes6::likely).orElseGet(() -> ourSide != null ? ourSide : listening.ip());
        return at(ip);
    }

    @Override
    public boolean reachable() {
        return proofs.stands(Transport.TCP);
    }
}
