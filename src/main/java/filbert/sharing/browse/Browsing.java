package filbert.sharing.browse;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.util.List;
import java.util.Optional;

/** Looks at what other hosts share. Any thread. */
public interface Browsing {
    /**
     * Whom to ask.
     *
     * @param servent its GUID, when known: without it the host cannot be asked to call us
     * @param push must it be asked to call us?
     * @param proxies who passes pushes on to it
     */
    record Wanted(HostAddress address, Optional<Guid> servent, boolean push, List<HostAddress> proxies) {
        public Wanted {
            proxies = List.copyOf(proxies);
        }

        /** One that can be called. */
        public static Wanted direct(HostAddress address) {
            return new Wanted(address, Optional.empty(), false, List.of());
        }
    }

    /** What became of asking. */
    enum Begun {
        ASKED,
        /** The list is on its way already. */
        UNDER_WAY,
        /** Outside the network we joined, or we are not on any. */
        NOT_REACHABLE,
        /** Too many at once. */
        BUSY
    }

    /** Begins to fetch the list anew; what was there before is forgotten. */
    Begun visit(Wanted host);

    /** The list as far as it is there. */
    Optional<HostListing> listing(HostAddress address);

    Signal changed();
}
