package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.servent.search.Source;
import filbert.sharing.download.MagnetLink.Fault;
import filbert.sharing.download.MagnetLink.Why;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of magnets (3-transfer, 3.11): {@code magnet:?} and {@code &}-separated {@code key=value}, percent-encoded UTF-8. Numbered keys
 * ({@code xt.1}) describe several files, and so do several links with blanks or line ends between them. A bare URN of a file is taken for the link
 * that names it alone. Unknown keys are kept for the page to list.
 */
final class MagnetUri {
    static final int MAX_LENGTH = 64 * 1024; // ours: no link anybody can paste is longer
    static final int MAX_FILES = 50; // 3-transfer, 3.11: "cap 50 files"
    static final int MAX_SOURCES = 100; // ours, per file
    private static final int MAX_PARTS = 2_000; // ours

    private static final String SCHEME = "magnet:?";
    private static final Pattern BETWEEN = Pattern.compile("(?<!\\s)\\s++(?=(?i:magnet:\\?|urn:))"); // each blank is looked at once
    private static final Pattern BARE = Pattern.compile("(?i)urn:[a-z0-9/:.]{1,200}");
    private static final String UNFIT = "[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]"; // would turn the writing of a name around, or hide it
    private static final int NUMBERS = 1_000_001; // of one link: those in its keys, and none
    private static final Pattern KEY = Pattern.compile("([a-z]{1,8})(?:\\.(\\d{1,6}))?");
    private static final Pattern HEX_SHA1 = Pattern.compile("(?i)urn:sha1:([0-9a-f]{40})");
    private static final Pattern WEB_SOURCE =
            Pattern.compile("(?i)http://(\\[[0-9a-f:.]+]|[0-9.]+)(?::(\\d{1,5}))?/uri-res/N2R\\?(urn:[^#&]+)");
    private static final Pattern PUSH_SOURCE =
            Pattern.compile("(?i)push://([0-9a-f]{32})((?::[0-9.]+:\\d{1,5})*)(?:/.*)?");
    private static final int HTTP_PORT = 80;
    private static final HostAddress NOWHERE = HostAddress.of(new byte[4], 0);

    private static final int MAX_NOTES = 100; // ours: lines of a list on the page
    private static final int MAX_SHOWN = 200; // ours, characters: as long as a search may be typed
    private static final Set<String> USED = Set.of("xt", "xs", "as", "dn", "xl", "sz", "fs", "kt");
    private static final List<String> PARTIAL = List.of("urn:kzhash:", "urn:sig2dat:", "urn:uuhash:"); // FastTrack: begin and samples only
    private static final List<String> FOREIGN =
            List.of("urn:ed2k:", "urn:ed2khash:", "urn:aich:", "urn:btih:", "urn:btmh:", "urn:md5:", "urn:crc32:");

    private final Map<Integer, FileParts> files = new TreeMap<>();
    private final List<String> keywords = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private int link;
    private int taken; // parts of all links

    private MagnetUri() {}

    static List<Magnet> parse(String uri) {
        var magnets = read(uri).files();
        if (magnets.isEmpty()) {
            throw new IllegalArgumentException("magnet.unsupported");
        }
        return magnets;
    }

    static MagnetLink read(String uri) {
        if (uri.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("magnet.too-long");
        }
        var link = new MagnetUri();
        for (var text : BETWEEN.split(uri.strip(), MAX_PARTS)) {
            link.takeAll(unquoted(text.strip()));
        }
        var magnets = link.files.values().stream().map(FileParts::magnet).flatMap(Optional::stream).toList();
        return new MagnetLink(magnets, link.keywords, link.unused, link.faults);
    }

    private void takeAll(String text) {
        if (BARE.matcher(text).matches()) {
            take("xt=" + text);
        } else if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var before = taken;
            for (var part : text.substring(SCHEME.length()).replace("&amp;", "&").split("&", MAX_PARTS + 1)) {
                if (taken - before >= MAX_PARTS) {
                    fault(part, Why.TOO_MANY);
                    break;
                }
                take(part);
            }
        } else if (link == 0) {
            throw new IllegalArgumentException("magnet.malformed");
        } else {
            fault(text, Why.PART);
        }
        link++;
    }

    private void take(String part) {
        taken++;
        if (part.isEmpty()) {
            return;
        }
        var equals = part.indexOf('=');
        if (equals <= 0) {
            fault(part, Why.PART);
            return;
        }
        var key = KEY.matcher(part.substring(0, equals).toLowerCase(Locale.ROOT));
        var value = part.substring(equals + 1);
        if (!key.matches() || !USED.contains(key.group(1))) {
            note(unused, shortened(decode(part, ' ')));
        } else if (key.group(1).equals("kt")) {
            keyword(decode(value, ' ').strip());
        } else {
            var number = link * NUMBERS + (key.group(2) == null ? -1 : Integer.parseInt(key.group(2)));
            if (!files.containsKey(number) && files.size() >= MAX_FILES) {
                fault(part, Why.TOO_MANY);
            } else {
                files.computeIfAbsent(number, _ -> new FileParts()).add(key.group(1), value);
            }
        }
    }

    private void keyword(String words) {
        if (words.length() > MAX_SHOWN) {
            fault(words, Why.TOO_MANY);
        } else if (!words.isEmpty() && !keywords.contains(words)) {
            note(keywords, words);
        }
    }

    private void fault(String part, Why why) {
        note(faults, new Fault(shortened(decode(part, '+')), why));
    }

    private static <T> void note(List<T> list, T entry) {
        if (list.size() < MAX_NOTES) {
            list.add(entry);
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    /** What the parts with one number say. The first usable value of a key wins. */
    private final class FileParts {
        private @Nullable Sha1 sha1;
        private @Nullable TigerRoot tigerRoot;
        private String name = "";
        private long size = -1;
        private final List<String> sources = new ArrayList<>();

        void add(String key, String raw) {
            switch (key) {
                case "xt" -> topic(unquoted(decode(raw, '+')));
                case "dn" -> name = name.isEmpty() ? decode(raw, ' ').replaceAll(UNFIT, "").strip() : name;
                case "xs", "as" -> source(unquoted(decode(raw, '+')));
                default -> size(key, raw);
            }
        }

        private void size(String key, String raw) {
            var length = length(raw);
            if (length < 0) {
                fault(key + "=" + raw, Why.SIZE);
            }
            size = size < 0 ? length : size;
        }

        private void topic(String text) {
            var urn = urn(text);
            if (urn.isEmpty()) {
                fault(text, whyNot(text));
            }
            if (sha1 == null) {
                sha1 = urn.flatMap(Urn::sha1).orElse(null);
            }
            if (tigerRoot == null) {
                tigerRoot = urn.flatMap(Urn::tigerRoot).orElse(null);
            }
        }

        private void source(String text) {
            if (sources.size() < MAX_SOURCES) {
                sources.add(text);
            } else {
                fault(text, Why.TOO_MANY);
            }
        }

        Optional<Magnet> magnet() {
            var content = sha1;
            if (content == null) {
                if (tigerRoot != null) {
                    fault("urn:tree:tiger:" + tigerRoot.base32(), Why.TREE_ONLY);
                }
                return Optional.empty();
            }
            var named = name.isEmpty() ? content.base32() : name;
            var hosts = new LinkedHashSet<Source>();
            for (var text : sources) {
                hostIn(text, content, named).ifPresentOrElse(hosts::add, () -> fault(text, Why.SOURCE));
            }
            return Optional.of(new Magnet(content, Optional.ofNullable(tigerRoot), named, size, List.copyOf(hosts)));
        }
    }

    private static Why whyNot(String topic) {
        var lower = topic.toLowerCase(Locale.ROOT);
        if (PARTIAL.stream().anyMatch(lower::startsWith)) {
            return Why.PARTIAL_HASH;
        }
        return FOREIGN.stream().anyMatch(lower::startsWith) ? Why.FOREIGN_HASH : Why.HASH;
    }

    private static Optional<Urn> urn(String text) {
        var hex = HEX_SHA1.matcher(text);
        if (!hex.matches()) {
            return Urn.parse(text);
        }
        try {
            return Optional.of(Urn.of(Sha1.of(HexFormat.of().parseHex(hex.group(1)))));
        } catch (IllegalArgumentException zero) {
            return Optional.empty();
        }
    }

    private static long length(String raw) {
        try {
            return raw.matches("\\d{1,19}") ? Long.parseLong(raw) : -1;
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    /** Only literal addresses, and only for the same content; names are never resolved. */
    private static Optional<Source> hostIn(String text, Sha1 content, String name) {
        var web = WEB_SOURCE.matcher(text);
        if (web.matches()) {
            var port = web.group(2) == null ? HTTP_PORT : Integer.parseInt(web.group(2));
            return urn(web.group(3)).flatMap(Urn::sha1).filter(content::equals).flatMap(_ -> HostAddress.parse(web.group(1) + ":" + port)
                    .map(address -> source(address, Guid.ZERO, name, false, List.of())));
        }
        var push = PUSH_SOURCE.matcher(text);
        if (push.matches()) {
            var proxies = new ArrayList<HostAddress>();
            var addresses = push.group(2).split(":", -1);
            for (var i = 1; i + 1 < addresses.length; i += 2) {
                HostAddress.parse(addresses[i] + ":" + addresses[i + 1]).ifPresent(proxies::add);
            }
            return Optional.of(source(NOWHERE, Guid.parse(push.group(1)), name, true, proxies));
        }
        return Optional.empty();
    }

    private static Source source(HostAddress address, Guid servent, String name, boolean push, List<HostAddress> proxies) {
        return new Source(address, servent, 0, name, "", 0, push, false, proxies);
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'") ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * Malformed escapes stay as they are.
     *
     * @param plus what {@code +} means: a blank in names, itself elsewhere
     */
    private static String decode(String raw, char plus) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (var i = 0; i < raw.length(); i++) {
            var symbol = raw.charAt(i);
            if (symbol == '%' && i + 2 < raw.length() && HexFormat.isHexDigit(raw.charAt(i + 1)) && HexFormat.isHexDigit(raw.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(symbol == '+' ? plus : symbol).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
