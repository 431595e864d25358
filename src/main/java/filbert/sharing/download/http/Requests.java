package filbert.sharing.download.http;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.push.Whereabouts;
import filbert.wire.header.HeaderBlock;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The requests a downloader writes. Header names in their classic case, because LimeWire compares {@code Range} case-sensitively; the N2R line is
 * byte-exact, because LimeWire measures its length (3-transfer, 3.2.2 and 3.2.3).
 */
public final class Requests {
    /** What peers refuse or answer with a web page, as part of any User-Agent (3-transfer, 3.2.5). */
    private static final List<String> FILTERED = List.of(
            "Mozilla", "Morpheus", "DA", "Download", "FlashGet", "GetRight", "Go!Zilla", "Inet", "MIIxpc", "MSProxy", "Mass", "MLdonkey",
            "NetAnts", "NetZip", "Teleport", "WebDownloader", "Foxy");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String userAgent;
    private final Supplier<Whereabouts> whereabouts;

    /** @param userAgent for instance {@code Filbert/0.1}: none of the names that servents refuse to serve */
    public Requests(String userAgent) {
        this(userAgent, () -> Whereabouts.UNKNOWN);
    }

    /** @param whereabouts how we can be called */
    public Requests(String userAgent, Supplier<Whereabouts> whereabouts) {
        this.whereabouts = whereabouts;
        var lower = userAgent.toLowerCase(Locale.ROOT);
        if (FILTERED.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException("User-Agent '" + userAgent + "' contains what servents refuse");
        }
        this.userAgent = userAgent;
    }

    /**
     * Bytes {@code first} to {@code last}, inclusive, of the file with this hash.
     *
     * @param downloaded bytes of it we have
     * @param ticket what the host named our place in its queue, once it did
     */
    public HeaderBlock range(HostAddress host, Sha1 sha1, ByteRange range, long downloaded, Optional<QueueTicket> ticket) {
        var request = range(host, sha1, range, downloaded);
        return ticket.map(shown -> request.with("X-Queued", shown.value())).orElse(request);
    }

    private HeaderBlock range(HostAddress host, Sha1 sha1, ByteRange range, long downloaded) {
        return whereabouts.get()
                .introduce(get("/uri-res/N2R?urn:sha1:" + sha1.base32(), host))
                .with("Range", "bytes=" + range.first() + "-" + range.last())
                .with("Connection", "Keep-Alive")
                .with("X-Queue", "1.1")
                .with("X-Features", "queue/1.1, fwalt/0.1")
                .with("X-Downloaded", Long.toString(downloaded))
                .with("X-Gnutella-Content-URN", "urn:sha1:" + sha1.base32());
    }

    /**
     * Bytes of a file nobody told a hash of, as the host calls it. Without a word about queues: this is asked on the way, and takes nobody's place.
     *
     * @param index the host's number of it, {@code name} as it wrote it
     */
    public HeaderBlock named(HostAddress host, long index, String name, ByteRange range) {
        return whereabouts.get()
                .introduce(get("/get/" + index + "/" + escaped(name), host))
                .with("Range", "bytes=" + range.first() + "-" + range.last())
                .with("Connection", "Keep-Alive");
    }

    /**
     * The same, of a file that is fetched so.
     *
     * @param ticket what the host named our place in its queue, once it did
     */
    public HeaderBlock named(HostAddress host, long index, String name, ByteRange range, Optional<QueueTicket> ticket) {
        var request = named(host, index, name, range).with("X-Queue", "1.1").with("X-Features", "queue/1.1");
        return ticket.map(shown -> request.with("X-Queued", shown.value())).orElse(request);
    }

    /** 3-transfer, 3.2.2: everything but what is plain everywhere, in UTF-8 and NFC; a blank is never {@code +}. */
    private static String escaped(String name) {
        var escaped = new StringBuilder();
        for (var octet : Normalizer.normalize(name, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || "-_.~".indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return escaped.toString();
    }

    /** How we can be called. */
    public Whereabouts whereabouts() {
        return whereabouts.get();
    }

    /** The tree, from where {@link ThexUri} says. */
    public HeaderBlock tree(HostAddress host, String path) {
        return get(path, host).with("Accept", "application/dime").with("Connection", "Keep-Alive");
    }

    /** The tree, from where every servent that has trees keeps it. */
    public HeaderBlock tree(HostAddress host, Sha1 sha1) {
        return tree(host, "/uri-res/N2X?urn:sha1:" + sha1.base32());
    }

    private HeaderBlock get(String target, HostAddress host) {
        return HeaderBlock.of("GET " + target + " HTTP/1.1").with("Host", host.toString()).with("User-Agent", userAgent);
    }
}
