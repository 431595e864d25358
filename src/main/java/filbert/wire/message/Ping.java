package filbert.wire.message;

import filbert.wire.ggep.Ggep;
import java.util.Optional;

/** "Who is there?" (1-connect, 6.2). */
public record Ping(Ggep extensions) implements Message {
    public static final Ping PLAIN = new Ping(Ggep.EMPTY);

    private static final String ADDRESS = "IP";
    private static final String QUERY_KEY = "QK";
    private static final String GUESS = "GUE";
    private static final byte GUESS_VERSION = 0x02;
    private static final int INTRODUCTION_LENGTH = 3; // version u8, port u16 little-endian

    /** A ping that asks for hosts to call. */
    public static Ping wanting(HostsWanted hosts) {
        return new Ping(Ggep.EMPTY.with(HostsWanted.KEY, hosts.bytes()));
    }

    /** Also asks at which address the other sees us; over UDP only. */
    public Ping askingForAddress() {
        return new Ping(extensions.with(ADDRESS));
    }

    /** Which hosts the sender asks for; empty when it asks for none. */
    public Optional<HostsWanted> hostsWanted() {
        return extensions.get(HostsWanted.KEY).map(HostsWanted::read);
    }

    /** Asks for a key for queries by datagram (2-search, section 8). */
    public static Ping wantingQueryKey() {
        return new Ping(Ggep.EMPTY.with(QUERY_KEY));
    }

    /** Also asks for such a key. */
    public Ping askingForQueryKey() {
        return new Ping(extensions.with(QUERY_KEY));
    }

    /** Also says that we answer such queries, and at which port (2-search, section 8, point 1). */
    public Ping introducing(int port) {
        return new Ping(extensions.with(GUESS, GUESS_VERSION, (byte) port, (byte) (port >>> 8)));
    }

    /** Where the sender says it answers such queries; empty when it does not say (2-search, section 8, point 1). */
    public Optional<Integer> introducedPort() {
        return extensions.get(GUESS)
                .filter(bytes -> bytes.length >= INTRODUCTION_LENGTH)
                .map(bytes -> (bytes[1] & 0xFF) | (bytes[2] & 0xFF) << 8)
                .filter(port -> port != 0);
    }

    /** Are the hosts it wants such as answer queries by datagram? As gtk-gnutella reads it: with a key, or where only a version is told. */
    public boolean asksForGuessHosts() {
        return asksForQueryKey() ? extensions.has(HostsWanted.KEY) : extensions.has(GUESS);
    }

    public boolean asksForQueryKey() {
        return extensions.has(QUERY_KEY);
    }

    /** Does the sender want to know the address we see it at? */
    public boolean asksForAddress() {
        return extensions.has(ADDRESS);
    }
}
