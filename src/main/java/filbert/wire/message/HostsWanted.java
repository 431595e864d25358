package filbert.wire.message;

/**
 * Which hosts a ping asks for: key SCP, no byte or one of flags (1-connect, 6.3).
 *
 * @param ultrapeerSlots ultrapeers with free ultrapeer slots, else with free leaf slots
 * @param tls wants to know who speaks TLS
 * @param ipv6 takes IPv6 addresses too
 * @param noIpv4 takes nothing else; only with {@code ipv6}
 */
public record HostsWanted(boolean ultrapeerSlots, boolean tls, boolean ipv6, boolean noIpv4) {
    public static final HostsWanted FOR_LEAF = new HostsWanted(false, false, false, false);
    public static final HostsWanted FOR_ULTRAPEER = new HostsWanted(true, false, false, false);

    static final String KEY = "SCP";
    private static final int ULTRAPEER_SLOTS = 0x01;
    private static final int TLS = 0x02;
    private static final int IPV6 = 0x04;
    private static final int NO_IPV4 = 0x08;

    static HostsWanted read(byte[] payload) {
        var flags = payload.length == 0 ? 0 : payload[0];
        var ipv6 = (flags & IPV6) != 0;
        return new HostsWanted((flags & ULTRAPEER_SLOTS) != 0, (flags & TLS) != 0, ipv6, ipv6 && (flags & NO_IPV4) != 0);
    }

    /** The same, and IPv6 addresses too. */
    public HostsWanted alsoIpv6() {
        return new HostsWanted(ultrapeerSlots, tls, true, noIpv4);
    }

    byte[] bytes() {
        var flags = (ultrapeerSlots ? ULTRAPEER_SLOTS : 0) | (tls ? TLS : 0) | (ipv6 ? IPV6 : 0) | (ipv6 && noIpv4 ? NO_IPV4 : 0);
        return new byte[] {(byte) flags};
    }
}
