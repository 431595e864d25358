package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;

/** What this servent is to others at the moment. Confined to the owner. */
public interface Self {
    /** Names this servent for good: in handshakes, at the end of hits, in pushes. */
    Guid servent();

    boolean ultrapeer();

    /** Where others should call us: the address peers see us at once known, else our own side of a link. Its port is the listening port. */
    HostAddress address();

    /** Has anybody from outside called us lately? When false, {@link #address} is likely to be of no use to strangers (1-connect, 9). */
    boolean reachable();

    /** Must we ask others to be called through? On a network of our own everybody can call everybody; on the Internet only who was called lately knows. */
    default boolean firewalled(AddressScope scope) {
        return scope == AddressScope.PUBLIC && !reachable();
    }
}
