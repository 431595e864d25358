package filbert.servent.connection;

import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.MessagesSupported.Entry;
import filbert.wire.vendor.VendorMessage;
import java.util.List;
import java.util.stream.Stream;

/** The vendor messages read here or above when they come from a neighbour, and no others (1-connect, 10.2). */
final class Announcement {
    private static final Entry HOPS_FLOW = new Entry(VendorMessage.BEARSHARE, 4, 1);
    private static final Entry TCP_CONNECT_BACK = new Entry(VendorMessage.BEARSHARE, 7, 1);
    private static final Entry UDP_CONNECT_BACK = new Entry(VendorMessage.GTK_GNUTELLA, 7, 2);
    private static final Entry QUERY_STATUS_REQUEST = new Entry(VendorMessage.BEARSHARE, 11, 1);
    private static final Entry QUERY_STATUS_RESPONSE = new Entry(VendorMessage.BEARSHARE, 12, 1);
    private static final Entry PROXY_VETO = new Entry(VendorMessage.LIMEWIRE, 13, 1);
    private static final Entry PUSH_PROXY_REQUEST = new Entry(VendorMessage.LIMEWIRE, 21, 1);
    private static final Entry PUSH_PROXY_ACKNOWLEDGEMENT = new Entry(VendorMessage.LIMEWIRE, 22, 2);
    private static final Entry PUSH_PROXY_CANCEL = new Entry(VendorMessage.GTK_GNUTELLA, 21, 1);
    private static final Entry TCP_REDIRECT = new Entry(VendorMessage.LIMEWIRE, 7, 1);
    private static final Entry UDP_REDIRECT = new Entry(VendorMessage.LIMEWIRE, 8, 1);
    private static final Entry HEAD_PING = new Entry(VendorMessage.LIMEWIRE, 23, 2);
    private static final Entry HEAD_PONG = new Entry(VendorMessage.LIMEWIRE, 24, 2);
    private static final List<Entry> FROM_ALL = List.of(HOPS_FLOW, TCP_CONNECT_BACK, UDP_CONNECT_BACK);
    private static final MessagesSupported FROM_OUR_ULTRAPEER = and(QUERY_STATUS_REQUEST, PUSH_PROXY_ACKNOWLEDGEMENT, HEAD_PING);
    private static final MessagesSupported BETWEEN_ULTRAPEERS = and(QUERY_STATUS_REQUEST, PUSH_PROXY_ACKNOWLEDGEMENT, TCP_REDIRECT, UDP_REDIRECT, HEAD_PING);
    private static final MessagesSupported FROM_A_LEAF = and(QUERY_STATUS_RESPONSE, PROXY_VETO, PUSH_PROXY_REQUEST, PUSH_PROXY_CANCEL, HEAD_PONG);

    private Announcement() {}

    private static MessagesSupported and(Entry... more) {
        return new MessagesSupported(Stream.concat(FROM_ALL.stream(), Stream.of(more)).toList());
    }

    static MessagesSupported to(PeerCapabilities peer, boolean weAreUltrapeer) {
        if (!peer.ultrapeer()) {
            return FROM_A_LEAF;
        }
        return weAreUltrapeer ? BETWEEN_ULTRAPEERS : FROM_OUR_ULTRAPEER;
    }
}
