package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.handshake.Encryption;
import filbert.servent.handshake.Introduction;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our own place on the network, learnt as we go. Confined to the owner. */
final class Standing implements Self {
    private static final Duration PROOF_LASTS = Duration.ofMinutes(30); // 1-connect, 9

    private final Guid servent;
    private final String userAgent;
    private final TopologySettings settings;
    private final AddressScope scope;
    private final Timeline timeline;
    private final AddressVotes votes;
    private HostAddress listening = HostAddress.of(0, 0);
    private @Nullable InetAddress ourSide;
    private boolean everCalled;
    private long calledAt;

    Standing(Guid servent, String userAgent, TopologySettings settings, AddressScope scope, Timeline timeline) {
        this.servent = servent;
        this.userAgent = userAgent;
        this.settings = settings;
        this.scope = scope;
        this.timeline = timeline;
        this.votes = new AddressVotes(scope);
    }

    void listening(HostAddress at) {
        listening = at;
    }

    HostAddress listening() {
        return listening;
    }

    /** A peer told where it sees us. @return true when that changed what we believe */
    boolean vote(InetAddress voter, InetAddress claim) {
        return votes.vote(voter, claim);
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
            everCalled = true;
            calledAt = timeline.nanos();
        }
    }

    Optional<HostAddress> external() {
        return votes.believed().map(ip -> new HostAddress(ip, listening.port()));
    }

    Introduction introduction() {
        var address = address();
        var known = scope.admits(address.ip()) ? Optional.of(address) : Optional.<HostAddress>empty();
        return new Introduction(userAgent, ultrapeer(), servent, known, settings.ultrapeerSlots(), Encryption.NONE);
    }

    @Override
    public Guid servent() {
        return servent;
    }

    @Override
    public boolean ultrapeer() {
        return settings.ultrapeer();
    }

    @Override
    public HostAddress address() {
        var ip = votes.likely().orElseGet(() -> ourSide != null ? ourSide : listening.ip());
        return new HostAddress(ip, listening.port());
    }

    @Override
    public boolean reachable() {
        return everCalled && timeline.nanos() - calledAt < PROOF_LASTS.toNanos();
    }
}
