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
    private static final Entry PUSH_PROXY_REQUEST = new Entry(VendorMessage.LIMEWIRE, 21, 1);
    private static final Entry PUSH_PROXY_ACKNOWLEDGEMENT = new Entry(VendorMessage.LIMEWIRE, 22, 2);
    private static final Entry PUSH_PROXY_CANCEL = new Entry(VendorMessage.GTK_GNUTELLA, 21, 1);
    private static final MessagesSupported FROM_AN_ULTRAPEER =
            new MessagesSupported(List.of(HOPS_FLOW, QUERY_STATUS_REQUEST, PUSH_PROXY_ACKNOWLEDGEMENT));
    private static final MessagesSupported FROM_A_LEAF =
            new MessagesSupported(List.of(HOPS_FLOW, QUERY_STATUS_RESPONSE, PROXY_VETO, PUSH_PROXY_REQUEST, PUSH_PROXY_CANCEL));

    private Announcement() {}

    static MessagesSupported to(PeerCapabilities peer) {
        return peer.ultrapeer() ? FROM_AN_ULTRAPEER : FROM_A_LEAF;
    }
}
