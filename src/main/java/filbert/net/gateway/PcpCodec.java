package filbert.net.gateway;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * RFC 6887, 7 and 11.1, network order. Request: version 2, opcode (top bit clear), two reserved bytes, lifetime u32, client address of sixteen
 * bytes. Answer: version, opcode with the top bit set, a reserved byte, result, lifetime u32, epoch u32, twelve reserved bytes. MAP adds nonce of
 * twelve bytes, protocol, three reserved bytes, internal port u16, external port u16, external address of sixteen bytes; options may follow.
 * ANNOUNCE (14.1) adds nothing.
 */
final class PcpCodec {
    static final int PORT = 5351; // RFC 6887, 19.1: the one of NAT-PMP
    static final int LONGEST = 1_100; // RFC 6887, 7

    private static final int VERSION = 2;
    private static final int ANNOUNCE = 0;
    private static final int MAP = 1;
    private static final int ANSWER = 0x80;
    private static final int HEADER = 24;
    private static final int MAP_LENGTH = 36;
    private static final int UNSUPPORTED_VERSION = 1;
    private static final int IPV6_LENGTH = 16;

    private PcpCodec() {}

    /** Twelve bytes that tell our own mapping from everybody else's (RFC 6887, 11.2). */
    record Nonce(long first, int last) {}

    /** @param lifetime seconds, 0 deletes; {@code outside} the external port suggested, 0 for any */
    record Map(InetAddress client, Nonce nonce, Transport transport, int port, int outside, long lifetime) {}

    sealed interface Answer {}

    /** @param epoch seconds since the router lost its state, unsigned 32 bits */
    record Mapped(Nonce nonce, int protocol, int port, int outside, InetAddress address, long lifetime, long epoch) implements Answer {}

    record Announced(long epoch) implements Answer {}

    /** @param nonce of the MAP it answers; empty for other answers */
    record Refused(int code, long lifetime, Optional<Nonce> nonce) implements Answer {}

    /** The router speaks only NAT-PMP (RFC 6887, appendix A) or no version of ours. */
    record OtherVersion(int version) implements Answer {}

    static byte[] write(Map request) {
        var out = header(MAP, request.lifetime(), request.client(), HEADER + MAP_LENGTH);
        out.putLong(request.nonce().first()).putInt(request.nonce().last());
        out.put((byte) request.transport().number()).put(new byte[3]);
        out.putShort((short) request.port()).putShort((short) request.outside());
        // no address suggested: all zeros, of the family wanted (RFC 6887, 11.1)
        out.put(request.client() instanceof Inet4Address ? mapped(new byte[4]) : new byte[IPV6_LENGTH]);
        return out.array();
    }

    static byte[] announce(InetAddress client) {
        return header(ANNOUNCE, 0, client, HEADER).array();
    }

    private static ByteBuffer header(int opcode, long lifetime, InetAddress client, int length) {
        var bytes = client.getAddress();
        return ByteBuffer.allocate(length)
                .put((byte) VERSION)
                .put((byte) opcode)
                .putShort((short) 0)
                .putInt((int) lifetime)
                .put(bytes.length == IPV6_LENGTH ? bytes : mapped(bytes));
    }

    private static byte[] mapped(byte[] ipv4) {
        return ByteBuffer.allocate(IPV6_LENGTH).putLong(0).putInt(0xFFFF).put(ipv4).array();
    }

    /** @return empty for what is no answer of ours to judge: a request, another opcode */
    static Optional<Answer> read(byte[] datagram) throws GatewayException {
        if (datagram.length < 4 || datagram.length > LONGEST) {
            throw GatewayException.confused(datagram.length + " bytes are no PCP answer");
        }
        var in = ByteBuffer.wrap(datagram);
        var version = in.get() & 0xFF;
        var opcode = in.get() & 0xFF;
        if ((opcode & ANSWER) == 0) {
            return Optional.empty();
        }
        if (version != VERSION) {
            return Optional.of(new OtherVersion(version));
        }
        if (datagram.length < HEADER || datagram.length % 4 != 0) {
            throw GatewayException.confused(datagram.length + " bytes are no PCP answer");
        }
        var code = in.getShort() & 0xFF;
        var lifetime = in.getInt() & 0xFFFF_FFFFL;
        var epoch = in.getInt() & 0xFFFF_FFFFL;
        in.position(HEADER);
        if (code == UNSUPPORTED_VERSION) {
            return Optional.of(new OtherVersion(version));
        }
        return switch (opcode & ~ANSWER) {
            case ANNOUNCE -> Optional.of(code == 0 ? new Announced(epoch) : new Refused(code, lifetime, Optional.empty()));
            case MAP -> Optional.of(map(in, code, lifetime, epoch));
            default -> Optional.empty();
        };
    }

    private static Answer map(ByteBuffer in, int code, long lifetime, long epoch) throws GatewayException {
        if (in.remaining() < MAP_LENGTH) {
            if (code != 0) {
                return new Refused(code, lifetime, Optional.empty());
            }
            throw GatewayException.confused("a PCP mapping of " + in.remaining() + " bytes, need " + MAP_LENGTH);
        }
        var nonce = new Nonce(in.getLong(), in.getInt());
        var protocol = in.getInt() >>> 24;
        var port = in.getShort() & 0xFFFF;
        var outside = in.getShort() & 0xFFFF;
        var address = new byte[IPV6_LENGTH];
        in.get(address);
        if (code != 0) {
            return new Refused(code, lifetime, Optional.of(nonce));
        }
        try {
            return new Mapped(nonce, protocol, port, outside, InetAddress.getByAddress(address), lifetime, epoch);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("bug: an address of a wrong length", e);
        }
    }

    /** RFC 6887, 7.4. */
    static String meaning(int code) {
        return switch (code) {
            case 2 -> "not authorized";
            case 3 -> "malformed request";
            case 4 -> "unsupported operation";
            case 5, 6 -> "unsupported option";
            case 7 -> "network failure";
            case 8 -> "no resources left";
            case 9 -> "unsupported protocol";
            case 10 -> "too many ports for one user";
            case 11 -> "cannot provide this port";
            case 12 -> "our address was changed on the way";
            case 13 -> "too many peers";
            default -> "";
        };
    }
}
