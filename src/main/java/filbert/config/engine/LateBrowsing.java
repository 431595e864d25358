package filbert.config.engine;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looking at what others share; nobody is reached from outside the network. */
final class LateBrowsing implements Browsing {
    private final Signal changed = new Signal();
    private volatile @Nullable Browsing joined;

    void joined(Browsing browsing) {
        browsing.changed().watch(changed::raise);
        joined = browsing;
    }

    @Override
    public Begun visit(Wanted host) {
        var now = joined;
        return now == null ? Begun.NOT_REACHABLE : now.visit(host);
    }

    @Override
    public Optional<HostListing> listing(HostAddress address) {
        var now = joined;
        return now == null ? Optional.empty() : now.listing(address);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
