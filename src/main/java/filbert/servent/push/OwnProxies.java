package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import filbert.wire.vendor.PushProxyAcknowledgement;
import filbert.wire.vendor.PushProxyCancel;
import filbert.wire.vendor.PushProxyRequest;
import filbert.wire.vendor.VendorMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ultrapeers that pass pushes on to us while we are a leaf nobody can call: asked as soon as they say that they understand, again when our role or
 * port has changed, and told when we need them no more (1-connect, 10.4; 3-transfer, 3.9.4). Confined to the owner, but for {@link #whereabouts}.
 */
public final class OwnProxies {
    /** LimeWire ignores more in HTTP (3-transfer, 3.7.3) and names as many in hits (2-search, 3.5). */
    static final int MOST_NAMED = 4;

    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** Whoever refuses does so by silence, perhaps because it was not sure yet that it can be called itself. */
    static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

    private static final int REQUEST = 21;
    private static final int CANCEL = 21;

    private record Asked(long at, Optional<HostAddress> proxy) {}

    private record Place(boolean ultrapeer, int port) {}

    private final Self self;
    private final AddressScope scope;
    private final Owner owner;
    private final Neighbourhood neighbourhood;
    private final Map<Neighbour, Asked> asked = new LinkedHashMap<>();
    private final Timeline.Timer looking;
    private Place place = new Place(false, 0);
    private volatile Whereabouts whereabouts = Whereabouts.UNKNOWN;

    public OwnProxies(Self self, AddressScope scope, Owner owner, Neighbourhood neighbourhood) {
        this.self = self;
        this.scope = scope;
        this.owner = owner;
        this.neighbourhood = neighbourhood;
        this.looking = owner.every(LOOK_EVERY, this::look);
    }

    public void close() {
        looking.cancel();
    }

    private void look() {
        var here = neighbourhood.everybody();
        asked.keySet().retainAll(here);
        var now = new Place(self.ultrapeer(), self.address().port());
        if (!now.equals(place)) {
            place = now;
            asked.clear();
        }
        if (self.ultrapeer() || !self.firewalled(scope)) {
            cancel();
        } else {
            here.stream().filter(this::mayBeAsked).forEach(this::ask);
        }
        tell();
    }

    private boolean mayBeAsked(Neighbour neighbour) {
        var before = asked.get(neighbour);
        var due = before == null || (before.proxy().isEmpty() && owner.nanos() - before.at() >= ASKED_AGAIN.toNanos());
        return due && !neighbour.isLeaf() && neighbour.reads(VendorMessage.LIMEWIRE, REQUEST);
    }

    private void ask(Neighbour neighbour) {
        asked.put(neighbour, new Asked(owner.nanos(), Optional.empty()));
        neighbour.send(self.servent(), 1, 0, new PushProxyRequest().toVendor());
    }

    private void cancel() {
        asked.keySet().stream()
                .filter(neighbour -> neighbour.reads(VendorMessage.GTK_GNUTELLA, CANCEL))
                .forEach(neighbour -> neighbour.send(Guid.ZERO, 1, 0, new PushProxyCancel().toVendor()));
        asked.clear();
    }

    /** An ultrapeer agrees. What it says of its port is believed, what it says of somebody else's address is not: others will be told to call there. */
    void acknowledged(Neighbour from, Guid guid, PushProxyAcknowledgement told) {
        var before = asked.get(from);
        if (before != null && guid.equals(self.servent())) {
            var proxy = new HostAddress(from.address().ip(), told.port());
            asked.put(from, new Asked(before.at(), Optional.of(proxy).filter(scope::admits)));
            tell();
        }
    }

    /** Those that agreed and are still there. */
    public List<HostAddress> named() {
        return self.firewalled(scope)
                ? neighbourhood.everybody().stream()
                        .map(asked::get)
                        .flatMap(each -> each == null ? Stream.empty() : each.proxy().stream())
                        .distinct()
                        .limit(MOST_NAMED)
                        .toList()
                : List.of();
    }

    private void tell() {
        whereabouts = new Whereabouts(scope.admits(self.address()), self.servent(), self.address(), self.firewalled(scope), named());
    }

    /** A few seconds old at most. Any thread. */
    public Whereabouts whereabouts() {
        return whereabouts;
    }
}
