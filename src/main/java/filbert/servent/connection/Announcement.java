package filbert.servent.connection;

import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.MessagesSupported.Entry;
import filbert.wire.vendor.VendorMessage;
import java.util.List;

/** The vendor messages read here or above when they come from a neighbour, and no others (1-connect, 10.2). */
final class Announcement {
    private static final Entry HOPS_FLOW = new Entry(VendorMessage.BEARSHARE, 4, 1);
    private static final Entry QUERY_STATUS_REQUEST = new Entry(VendorMessage.BEARSHARE, 11, 1);
    private static final Entry QUERY_STATUS_RESPONSE = new Entry(VendorMessage.BEARSHARE, 12, 1);
    private static final Entry PROXY_VETO = new Entry(VendorMessage.LIMEWIRE, 13, 1);
    private static final MessagesSupported FROM_AN_ULTRAPEER = new MessagesSupported(List.of(HOPS_FLOW, QUERY_STATUS_REQUEST));
    private static final MessagesSupported FROM_A_LEAF = new MessagesSupported(List.of(HOPS_FLOW, QUERY_STATUS_RESPONSE, PROXY_VETO));

    private Announcement() {}

    static MessagesSupported to(PeerCapabilities peer) {
        return peer.ultrapeer() ? FROM_AN_ULTRAPEER : FROM_A_LEAF;
    }
}
