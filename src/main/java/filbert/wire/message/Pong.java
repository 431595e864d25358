package filbert.wire.message;

import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.LittleEndian;
import filbert.wire.ggep.PackedHosts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.net.InetAddress;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * "I am here, and this is what I share": {@code files} and {@code kibibytes} are unsigned 32 bits (1-connect, 6.1). The keys of 1-connect, 6.3
 * read as values; one of the wrong length is as if it were not there.
 */
public record Pong(HostAddress host, long files, long kibibytes, Ggep extensions) implements Message {
    private static final long SMALLEST_MARK = 8;
    private static final long LARGEST_MARK = 1L << 31;
    private static final long SECONDS_A_DAY = 86_400;
    private static final String UPTIME = "DU";
    private static final String HOSTS = "IPP";
    private static final String ADDRESS = "IP";
    private static final String CACHES = "PHC";
    private static final String GUESS = "GUE";
    private static final byte GUESS_VERSION = 0x02; // major in the high half, minor in the low: 2-search, section 8
    private static final String QUERY_KEY = "QK";
    private static final int SHORTEST_KEY = 4; // 2-search, section 8
    private static final int LONGEST_KEY = 16;

    /** A host another one names. */
    public record Suggestion(HostAddress host, boolean tls) {}

    /** The kibibytes an ultrapeer tells: the nearest power of two, at least 8. */
    public static long kibibytesOfUltrapeer(long shared) {
        var lower = Math.clamp(Long.highestOneBit(Math.max(shared, 1)), SMALLEST_MARK, LARGEST_MARK);
        return lower < LARGEST_MARK && shared >= lower + lower / 2 ? lower << 1 : lower;
    }

    /** The kibibytes a leaf tells: odd, unless it shares nothing, so never mistaken for an ultrapeer's. */
    public static long kibibytesOfLeaf(long shared) {
        return shared == 0 ? 0 : Math.min(shared, 0xFFFF_FFFFL) | 1;
    }

    /** Marked by a power of two of kibibytes, or by its free slots. */
    public boolean fromUltrapeer() {
        return (kibibytes >= SMALLEST_MARK && Long.bitCount(kibibytes) == 1) || extensions.has(FreeSlots.KEY);
    }

    public Pong with(FreeSlots slots) {
        return with(FreeSlots.KEY, slots.bytes());
    }

    public Pong with(VendorVersion vendor) {
        return with(VendorVersion.KEY, vendor.bytes());
    }

    /** Average uptime a day. */
    public Pong withDailyUptime(Duration uptime) {
        return with(UPTIME, LittleEndian.of(Math.clamp(uptime.toSeconds(), 0, SECONDS_A_DAY)));
    }

    /** The address the asker is seen at. */
    public Pong withObservedAddress(HostAddress asker) {
        return with(ADDRESS, PackedHosts.write(List.of(asker)));
    }

    /** Hosts to call; nothing is added where none are given. */
    public Pong withHosts(List<HostAddress> hosts) {
        var ipv4 = hosts.stream().filter(HostAddress::isIpv4).toList();
        var ipv6 = hosts.stream().filter(host -> !host.isIpv4()).toList();
        var half = ipv4.isEmpty() ? this : with(HOSTS, PackedHosts.write(ipv4));
        return ipv6.isEmpty() ? half : half.with(HOSTS + "6", PackedHosts.write(ipv6));
    }

    /** Where the sender can be called over IPv6 besides. */
    public Pong withIpv6(InetAddress ipv6) {
        return new Pong(host, files, kibibytes, Addresses.with(ipv6, extensions));
    }

    /** As it stands: no address filter was applied. Empty when it has none, or none besides {@link #host}. */
    public Optional<HostAddress> ipv6() {
        return extensions.get(Addresses.IPV6).filter(ip -> ip.length == PackedHosts.IPV6).map(ip -> HostAddress.of(ip, host.port()));
    }

    /** We answer queries by datagram as GUESS 0.2 has it. */
    public Pong withGuess() {
        return with(GUESS, new byte[] {GUESS_VERSION});
    }

    /** The key such queries must show. */
    public Pong withQueryKey(byte[] key) {
        return with(QUERY_KEY, key);
    }

    private Pong with(String key, byte[] payload) {
        return new Pong(host, files, kibibytes, extensions.with(key, payload));
    }

    public Optional<FreeSlots> freeSlots() {
        return extensions.get(FreeSlots.KEY).flatMap(FreeSlots::read);
    }

    public Optional<VendorVersion> vendor() {
        return extensions.get(VendorVersion.KEY).flatMap(VendorVersion::read);
    }

    public Optional<Duration> dailyUptime() {
        return extensions.get(UPTIME).flatMap(LittleEndian::parse).filter(seconds -> seconds <= SECONDS_A_DAY).map(Duration::ofSeconds);
    }

    /** Where the answering servent sees us. */
    public Optional<HostAddress> observedAddress() {
        return extensions
                .get(ADDRESS)
                .flatMap(packed -> PackedHosts.read(packed, packed.length == PackedHosts.IPV6 + 2 ? PackedHosts.IPV6 : PackedHosts.IPV4))
                .filter(hosts -> hosts.size() == 1)
                .map(List::getFirst);
    }

    /** Hosts to call, as they stand: no address filter was applied. */
    public List<Suggestion> hosts() {
        return Stream.concat(hosts(HOSTS, PackedHosts.IPV4), hosts(HOSTS + "6", PackedHosts.IPV6)).toList();
    }

    private Stream<Suggestion> hosts(String key, int addressLength) {
        var hosts = extensions.get(key).flatMap(packed -> PackedHosts.read(packed, addressLength)).orElse(List.of());
        var tls = extensions.get(key + "_TLS").map(PackedHosts::readBits).orElseGet(BitSet::new);
        return IntStream.range(0, hosts.size())
                .filter(i -> hosts.get(i).port() != 0)
                .mapToObj(i -> new Suggestion(hosts.get(i), tls.get(i)));
    }

    /** Is the answering servent a UDP host cache? */
    public boolean hostCache() {
        return extensions.has("UDPHC");
    }

    /** Further UDP host caches, {@code host} or {@code host:port}, as they stand. */
    public List<String> hostCaches() {
        return extensions
                .get(CACHES)
                .flatMap(Utf8::strictly)
                .map(text -> text.lines().map(line -> line.split("&", 2)[0].strip()).filter(line -> !line.isEmpty()).toList())
                .orElse(List.of());
    }

    /** The language the servent prefers, two letters. */
    public Optional<String> language() {
        return extensions.get("LOC").filter(text -> text.length >= 2).map(text -> new String(text, 0, 2, StandardCharsets.ISO_8859_1));
    }

    /** What queries by datagram must show. */
    public Optional<byte[]> queryKey() {
        return extensions.get(QUERY_KEY).filter(key -> key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY);
    }

    /** The version of GUESS the servent answers, major times 16 plus minor; no byte is 0.1. */
    public Optional<Integer> guess() {
        return extensions.get(GUESS).filter(version -> version.length <= 1).map(version -> version.length == 0 ? 1 : version[0] & 0xFF);
    }
}
