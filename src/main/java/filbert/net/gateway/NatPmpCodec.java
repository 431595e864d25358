package filbert.net.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * RFC 6886, 3.2 and 3.3, network order. Address request: version 0, opcode 0. Mapping request: version 0, opcode 1 (UDP) or 2 (TCP), two reserved
 * bytes, internal port u16, external port u16, lifetime u32. Answers: version 0, 128 + opcode, result u16, epoch u32; then the IPv4 address, or
 * internal port u16, external port u16, lifetime u32.
 */
final class NatPmpCodec {
    static final int LONGEST = 64; // an answer has 16 bytes; more is no NAT-PMP

    private static final int ADDRESS = 0;
    private static final int MAP_UDP = 1;
    private static final int MAP_TCP = 2;
    private static final int ANSWER = 128;
    private static final int HEADER = 8;
    private static final int UNSUPPORTED_VERSION = 1;
    private static final int UNSUPPORTED_OPCODE = 5;

    private NatPmpCodec() {}

    sealed interface Answer {}

    record External(InetAddress address, long epoch) implements Answer {}

    /** @param lifetime seconds, 0 when it was deleted */
    record Mapped(Transport transport, int port, int outside, long lifetime, long epoch) implements Answer {}

    record Refused(int opcode, int code) implements Answer {
        /** Is the protocol itself refused? */
        boolean notSpoken() {
            return code == UNSUPPORTED_VERSION || code == UNSUPPORTED_OPCODE;
        }

        boolean answers(Transport transport) {
            return opcode == NatPmpCodec.opcode(transport);
        }

        boolean answersAddress() {
            return opcode == ADDRESS;
        }
    }

    static byte[] addressRequest() {
        return new byte[] {0, ADDRESS};
    }

    /** @param lifetime seconds, 0 deletes; then {@code outside} must be 0 too (RFC 6886, 3.4) */
    static byte[] mapRequest(Transport transport, int port, int outside, long lifetime) {
        return ByteBuffer.allocate(12)
                .put((byte) 0)
                .put((byte) opcode(transport))
                .putShort((short) 0)
                .putShort((short) port)
                .putShort((short) outside)
                .putInt((int) lifetime)
                .array();
    }

    private static int opcode(Transport transport) {
        return transport == Transport.TCP ? MAP_TCP : MAP_UDP;
    }

    /** @return empty for what answers nothing we ask */
    static Optional<Answer> read(byte[] datagram) throws GatewayException {
        if (datagram.length < 4 || datagram.length > LONGEST) {
            throw GatewayException.confused(datagram.length + " bytes are no NAT-PMP answer");
        }
        var in = ByteBuffer.wrap(datagram);
        var version = in.get() & 0xFF;
        var opcode = (in.get() & 0xFF) - ANSWER;
        var code = in.getShort() & 0xFFFF;
        if (version != 0 || opcode < ADDRESS || opcode > MAP_TCP) {
            return Optional.empty();
        }
        if (code != 0) {
            return Optional.of(new Refused(opcode, code));
        }
        var need = opcode == ADDRESS ? HEADER + 4 : HEADER + 8;
        if (datagram.length < need) {
            throw GatewayException.confused("a NAT-PMP answer of " + datagram.length + " bytes, need " + need);
        }
        var epoch = in.getInt() & 0xFFFF_FFFFL;
        if (opcode == ADDRESS) {
            return Optional.of(new External(address(in), epoch));
        }
        var transport = opcode == MAP_TCP ? Transport.TCP : Transport.UDP;
        return Optional.of(new Mapped(transport, in.getShort() & 0xFFFF, in.getShort() & 0xFFFF, in.getInt() & 0xFFFF_FFFFL, epoch));
    }

    private static InetAddress address(ByteBuffer in) {
        var bytes = new byte[4];
        in.get(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("bug: an address of a wrong length", e);
        }
    }

    /** RFC 6886, 3.5. */
    static String meaning(int code) {
        return switch (code) {
            case 2 -> "not authorized";
            case 3 -> "network failure";
            case 4 -> "no resources left";
            default -> "";
        };
    }
}
