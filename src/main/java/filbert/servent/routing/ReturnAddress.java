package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Addresses;
import filbert.wire.message.Query;

/** Where hits of a query shall go: IPv4 in bytes 0 to 3 of its GUID, network order, UDP port in bytes 13 and 14, little-endian (2-search, 7.1). */
public final class ReturnAddress {
    private static final int IP = 32; // bits below it in the high half
    private static final int LOW_BYTE = 16; // byte 13
    private static final int HIGH_BYTE = 8; // byte 14

    private ReturnAddress() {}

    /** @return the GUID with another address, IPv4, in place of what stood there */
    public static Guid put(HostAddress address, Guid query) {
        var bytes = query.bytes();
        System.arraycopy(address.ip().getAddress(), 0, bytes, 0, 4);
        bytes[13] = (byte) address.port();
        bytes[14] = (byte) (address.port() >>> 8);
        return Guid.of(bytes);
    }

    /** An IPv6 address stands in the query itself, under {@code 6}, and 127.0.0.0 in its GUID. */
    public static HostAddress of(Guid query, Ggep extensions) {
        return Addresses.read((int) (query.high() >>> IP), of(query).port(), extensions);
    }

    public static HostAddress of(Guid query) {
        var port = (int) (query.low() >>> LOW_BYTE & 0xFF) | (int) (query.low() >>> HIGH_BYTE & 0xFF) << 8;
        return HostAddress.of((int) (query.high() >>> IP), port);
    }

    /**
     * Would hits of a leaf's query go to somebody else? Then it is dropped, as LimeWire and gtk-gnutella do. An address nobody has makes the wish void,
     * not the query; an IPv6 address is compared with another only.
     *
     * @param us where we can be called: a leaf may have its hits sent to its ultrapeer
     */
    static boolean isAstray(Guid guid, Query query, HostAddress leaf, HostAddress us) {
        var to = of(guid, query.extensions());
        if (!query.outOfBand() || (!to.isIpv4() && leaf.isIpv4())) {
            return false;
        }
        var usable = to.port() != 0 && !to.ip().isAnyLocalAddress() && (AddressScope.PUBLIC.admits(to) || !AddressScope.PUBLIC.admits(leaf.ip()));
        return usable && !to.ip().equals(leaf.ip()) && !to.ip().equals(us.ip());
    }
}
