package filbert.sharing.download.http;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.PushEndpoint;
import filbert.wire.header.Queued;
import filbert.wire.message.MalformedMessageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The head of a reply, understood (3-transfer, 3.2.4 and 3.2.6). A header that makes no sense counts as absent; only the status line must be
 * right.
 *
 * @param status 100 to 999
 * @param reason the server's words, at most {@value #MAX_WORDS} printable characters; from the network
 */
public record ReplyHead(int status, String reason, HeaderBlock block) {
    static final int MAX_WORDS = 200; // 3-transfer, 3.15: "strip control characters; cap 200 chars"

    private static final int MAX_PROXIES = 8; // 3-transfer, 3.7.3: as many as gtk-gnutella keeps

    /** Old servents leave out the version. */
    private static final Pattern STATUS_LINE = Pattern.compile("(?s)HTTP(?:/\\d{1,2}\\.\\d{1,2})? +([1-9]\\d\\d)(?: +(.*))?");

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]+");
    private static final Pattern RETRY_SECONDS = Pattern.compile("\\d+");
    private static final int MOST_DIGITS = 9; // more than thirty years
    private static final Duration EVER = Duration.ofSeconds(999_999_999);

    /** @throws MalformedMessageException when the block does not begin with a status line */
    public static ReplyHead of(HeaderBlock block) {
        var line = STATUS_LINE.matcher(block.startLine());
        if (!line.matches()) {
            throw new MalformedMessageException("no status line: '" + words(block.startLine()) + "'");
        }
        return new ReplyHead(Integer.parseInt(line.group(1)), words(line.group(2) == null ? "" : line.group(2)), block);
    }

    private static String words(String text) {
        var printable = NOT_PRINTABLE.matcher(text).replaceAll(" ").strip();
        return printable.length() <= MAX_WORDS ? printable : printable.substring(0, MAX_WORDS);
    }

    public boolean successful() {
        return status / 100 == 2;
    }

    /** Does the server say that its port takes TLS from the first byte on (3-transfer, 3.2.6 and 3.14)? */
    public boolean speaksTls() {
        return Stream.of(block.get("X-Features").orElse("").split(",")).anyMatch(feature -> feature.strip().startsWith("tls/1."));
    }

    /** Bytes of the body, when the server says. */
    public OptionalLong contentLength() {
        return block.get("Content-Length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElseGet(OptionalLong::empty);
    }

    /** Is the body something else than the plain bytes, in plain length? */
    public boolean encoded() {
        return block.get("Content-Encoding").filter(text -> !text.equalsIgnoreCase("identity")).isPresent()
                || block.get("Transfer-Encoding").filter(text -> !text.equalsIgnoreCase("identity")).isPresent();
    }

    /** May another request follow on this connection (3-transfer, 3.2.3)? */
    public boolean keepsAlive() {
        var connection = block.get("Connection").orElse("").toLowerCase(Locale.ROOT);
        var tokens = Arrays.stream(connection.split(",", -1)).map(String::strip).toList();
        return block.startLine().startsWith("HTTP/1.1") ? !tokens.contains("close") : tokens.contains("keep-alive");
    }

    public Optional<ContentRange> contentRange() {
        return block.get("Content-Range").flatMap(ContentRange::parse);
    }

    /** From now; negative when the date is past. Seconds or an HTTP date. */
    public Optional<Duration> retryAfter(Instant now) {
        return block.get("Retry-After").flatMap(text -> {
            if (RETRY_SECONDS.matcher(text).matches()) {
                return Optional.of(text.length() > MOST_DIGITS ? EVER : Duration.ofSeconds(Long.parseLong(text)));
            }
            try {
                return Optional.of(Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeException | ArithmeticException senseless) {
                return Optional.empty();
            }
        });
    }

    /** What a partial source has; empty when it does not say, which means everything. */
    public Optional<List<ByteRange>> availableRanges() {
        return block.get("X-Available-Ranges").map(ByteRange::list);
    }

    /** Who passes pushes on to the server; empty when it does not say. Three spellings are in use, and LimeWire may put bits first (3-transfer, 3.2.6). */
    public Optional<List<HostAddress>> pushProxies() {
        return Stream.of("X-Push-Proxy", "X-Push-Proxies", "X-Pushproxies")
                .map(block::get)
                .flatMap(Optional::stream)
                .findFirst()
                .map(list -> Arrays.stream(list.split(",", -1)).flatMap(text -> HostAddress.parse(text).stream()).limit(MAX_PROXIES).toList())
                .or(() -> block.get("X-FW-Node-Info").flatMap(PushEndpoint::parse).map(PushEndpoint::proxies));
    }

    public Optional<QueuePlace> queuePlace() {
        return block.get("X-Queue").flatMap(QueuePlace::parse);
    }

    /** When to ask again, of a server that queues us. Told in both ways, the one that outlives the connection counts (3-transfer, 3.6). */
    public Optional<Turn> turn(Instant now) {
        return block.get("X-Queued")
                .flatMap(Queued::parse)
                .map(queued -> Turn.of(queued, retryAfter(now)))
                .or(() -> queuePlace().map(Turn::of));
    }

    /** What names our place in the server's queue, or the slot we have there (3-transfer, 3.6.2). */
    public Optional<String> parqId() {
        return block.get("X-Queued").flatMap(Queued::id);
    }

    public Optional<ThexUri> thex() {
        return block.get("X-Thex-URI").flatMap(ThexUri::parse);
    }

    /** SHA-1s the server says this file has: one, none, or, from a confused server, several. */
    public List<Sha1> sha1s() {
        return contentUrns().map(Urn::sha1).flatMap(Optional::stream).distinct().toList();
    }

    /** The tree root the server claims, from its THEX address or a bitprint. */
    public Optional<TigerRoot> tigerRoot() {
        return thex().map(ThexUri::root)
                .or(() -> contentUrns().map(Urn::tigerRoot).flatMap(Optional::stream).findFirst());
    }

    private Stream<Urn> contentUrns() {
        return Stream.of("X-Gnutella-Content-URN", "X-Content-URN")
                .map(block::get)
                .flatMap(Optional::stream)
                .flatMap(values -> Arrays.stream(values.split(",", -1)))
                .map(String::strip)
                .map(Urn::parse)
                .flatMap(Optional::stream);
    }

    /** How the server's program calls itself; from the network. */
    public String vendor() {
        return words(block.get("Server").or(() -> block.get("User-Agent")).orElse(""));
    }
}
