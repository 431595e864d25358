package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.servent.connection.Neighbour;
import filbert.wire.vendor.VendorMessage;

/** Hears the vendor messages that are not about the connection they came on. Called on the owner. */
public interface VendorListener {
    /**
     * @param guid as in the header; what it names depends on the message
     * @return false when nobody here has a use for it
     */
    boolean heard(Neighbour from, Guid guid, VendorMessage message);
}
