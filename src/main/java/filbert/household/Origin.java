package filbert.household;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where somebody comes from who has not proved yet who they are: an address, or the /64 of IPv6 that one house has to itself. */
public record Origin(String text) {
    public static final Origin UNKNOWN = new Origin("unknown");

    private static final int HOUSE_BYTES = 8;

    public static Origin of(@Nullable InetSocketAddress socket) {
        var address = socket == null ? null : socket.getAddress();
        if (address == null) {
            return UNKNOWN;
        }
        return new Origin((address instanceof Inet4Address ? address : house(address)).getHostAddress());
    }

    private static InetAddress house(InetAddress address) {
        var bytes = address.getAddress();
        Arrays.fill(bytes, HOUSE_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as long as before", e);
        }
    }
}
