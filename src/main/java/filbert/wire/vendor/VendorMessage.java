package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * A vendor message we understand. Which GUID goes with it is said where the GUID has a meaning; others take any (1-connect, 10.2).
 */
public sealed interface VendorMessage
        permits MessagesSupported,
                Features,
                HopsFlow,
                TcpConnectBack,
                UdpConnectBack,
                ConnectBackRedirect,
                QueryStatusRequest,
                QueryStatusResponse,
                CrawlerPing,
                CrawlerPong,
                HeadPing,
                HeadPong,
                OutOfBandOffer,
                OutOfBandClaim,
                OutOfBandProxyVeto,
                PushProxyRequest,
                PushProxyAcknowledgement,
                PushProxyCancel {
    /** Vendor code of the messages about messages. */
    String NOBODY = "\0\0\0\0";

    String BEARSHARE = "BEAR";
    String GTK_GNUTELLA = "GTKG";
    String LIMEWIRE = "LIME";

    /** As it travels, in type 0x31. */
    Vendor toVendor();

    /**
     * Empty for messages we do not know, versions above those we know, and bodies that are not what they should be: all are ignored without
     * penalty.
     */
    static Optional<? extends VendorMessage> of(Vendor message) {
        var version = message.version();
        var body = Unpooled.wrappedBuffer(message.body());
        return switch (message.vendor() + "/" + message.selector()) {
            case NOBODY + "/0" -> MessagesSupported.read(version, body);
            case NOBODY + "/10" -> Features.read(version, body);
            case BEARSHARE + "/4" -> HopsFlow.read(version, body);
            case BEARSHARE + "/7" -> TcpConnectBack.read(version, body);
            case BEARSHARE + "/11" -> QueryStatusRequest.read(version, body);
            case BEARSHARE + "/12" -> QueryStatusResponse.read(version, body);
            case GTK_GNUTELLA + "/7" -> UdpConnectBack.read(version, body);
            case GTK_GNUTELLA + "/21" -> PushProxyCancel.read(version, body);
            case LIMEWIRE + "/5" -> CrawlerPing.read(version, body);
            case LIMEWIRE + "/6" -> CrawlerPong.read(version, body);
            case LIMEWIRE + "/7" -> ConnectBackRedirect.read(ConnectBackRedirect.Transport.TCP, version, body);
            case LIMEWIRE + "/8" -> ConnectBackRedirect.read(ConnectBackRedirect.Transport.UDP, version, body);
            case LIMEWIRE + "/11" -> OutOfBandClaim.read(version, body);
            case LIMEWIRE + "/12" -> OutOfBandOffer.read(version, body);
            case LIMEWIRE + "/13" -> OutOfBandProxyVeto.read(version, body);
            case LIMEWIRE + "/21" -> PushProxyRequest.read(version, body);
            case LIMEWIRE + "/22" -> PushProxyAcknowledgement.read(version, body);
            case LIMEWIRE + "/23" -> HeadPing.read(version, body);
            case LIMEWIRE + "/24" -> HeadPong.read(version, body);
            default -> Optional.empty();
        };
    }
}
