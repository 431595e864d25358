package filbert.household;

import filbert.servent.search.FoundLine;
import filbert.sharing.library.FileType;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of the files found somebody wants to see, in the words of the search page's address: {@code type}, {@code ext}, {@code min}, {@code max},
 * {@code minlen}, {@code bitrate}, {@code has=sources:3} and {@code not}. What makes no sense narrows nothing.
 *
 * @param values by name, none of them empty; others than these are left out
 */
public record Narrowing(Map<String, String> values) {
    /** Everything a narrowing may be made of. */
    public static final List<String> NAMES = List.of("type", "ext", "min", "max", "minlen", "bitrate", "has", "not");

    public static final Narrowing NONE = new Narrowing(Map.of());

    private static final int LONGEST = 200; // 2-search, 1.3: no query is longer; these need not be either
    private static final String HAS_SOURCES = "sources:";
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})\\s*k?(?:bit/s|bps|bit)?");

    public Narrowing {
        var kept = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = values.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                kept.put(name, value.substring(0, Math.min(value.length(), LONGEST)));
            }
        }
        values = Collections.unmodifiableMap(kept);
    }

    /** What {@link #toString} wrote, or somebody typed: {@code type=audio&min=1MB}. */
    public static Narrowing parse(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Narrowing(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** {@code type=audio&min=1MB}, or nothing. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public int leastSources() {
        var has = value("has");
        return has.startsWith(HAS_SOURCES) && COUNT.matcher(has.substring(HAS_SOURCES.length())).matches()
                ? Integer.parseInt(has.substring(HAS_SOURCES.length()))
                : 0;
    }

    /** Seconds; 0 for any. */
    public int leastSeconds() {
        return PlayLength.parse(value("minlen")).orElse(0);
    }

    /** Kilobits per second; 0 for any. */
    public int leastKilobits() {
        var rate = RATE.matcher(value("bitrate").toLowerCase(Locale.ROOT));
        return rate.matches() ? Integer.parseInt(rate.group(1)) : 0;
    }

    /** All of it. */
    public Predicate<FoundLine> test() {
        return others().and(length()).and(bitRate()).and(kind());
    }

    /** Who does not say how long it plays is hidden by any length. */
    public Predicate<FoundLine> length() {
        var least = leastSeconds();
        return file -> file.tags().seconds() >= least;
    }

    public Predicate<FoundLine> bitRate() {
        var least = leastKilobits();
        return file -> file.tags().kilobits() >= least;
    }

    public Predicate<FoundLine> kind() {
        var type = value("type");
        return file -> type.isEmpty() || FileType.of(file.name()).key().equals(type);
    }

    /** Everything but kind, length and bit rate, so that each choice of those can be counted. */
    public Predicate<FoundLine> others() {
        var extension = value("ext").toLowerCase(Locale.ROOT).replace(".", "");
        var least = ByteSize.parse(value("min")).orElse(0);
        var most = ByteSize.parse(value("max")).orElse(Long.MAX_VALUE);
        var without = Arrays.stream(value("not").toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        var sources = leastSources();
        return file -> (extension.isEmpty() || file.name().toLowerCase(Locale.ROOT).endsWith("." + extension))
                && file.size() >= least
                && file.size() <= most
                && file.sources() >= sources
                && without.stream().noneMatch(file.name().toLowerCase(Locale.ROOT)::contains);
    }
}
