package filbert.servent.search;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who offers a file, as lists need it: small enough to keep for tens of thousands of files, some thirty bytes a host. Kept as text, one line a source:
 * whether it must be asked to call us and is busy ({@code d}irect, {@code b}usy, {@code p}ush, {@code q}: both), the host as {@link Whence} writes it,
 * then, where known, a tab and the vendor, a tab and the folder. Immutable.
 */
public final class Offers {
    public static final Offers NONE = new Offers("");

    private static final char DIRECT = 'd';
    private static final char BUSY = 'b';
    private static final char PUSH = 'p';
    private static final char PUSH_BUSY = 'q';
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final String text;
    private final int count;
    private final int firewalled;
    private final int busy;
    private final boolean atOnce;

    /**
     * One of them.
     *
     * @param host as {@link Whence} writes it
     * @param folder as the host tells it, or nothing
     */
    public record One(String host, String vendor, boolean push, boolean busy, String folder) {}

    private Offers(String text) {
        this.text = text;
        var all = 0;
        var pushed = 0;
        var occupied = 0;
        for (var at = 0; at < text.length(); at = end(text, at) + 1) {
            var kind = text.charAt(at);
            all++;
            pushed += kind == PUSH || kind == PUSH_BUSY ? 1 : 0;
            occupied += kind == BUSY || kind == PUSH_BUSY ? 1 : 0;
        }
        count = all;
        firewalled = pushed;
        busy = occupied;
        atOnce = text.startsWith(String.valueOf(DIRECT)) || text.contains("\n" + DIRECT);
    }

    private static int end(String text, int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    public static Offers of(Collection<Source> sources) {
        return sources.isEmpty() ? NONE : new Offers(sources.stream().map(Offers::line).collect(Collectors.joining("\n")));
    }

    private static String line(Source source) {
        var line = kind(source.push(), source.busy()) + Whence.of(source).toString() + '\t' + clean(source.vendor()) + '\t' + clean(source.folder());
        return line.stripTrailing();
    }

    private static String clean(String text) {
        return CONTROLS.matcher(text).replaceAll("");
    }

    /** What {@link #toString} wrote. */
    public static Offers parse(String text) {
        return text.isEmpty() ? NONE : new Offers(text);
    }

    public int count() {
        return count;
    }

    public int firewalled() {
        return firewalled;
    }

    public int busy() {
        return busy;
    }

    /** Can one of them be asked now, without being called first? */
    public boolean atOnce() {
        return atOnce;
    }

    /** Whoever was heard of first. */
    public Optional<One> first() {
        return text.isEmpty() ? Optional.empty() : Optional.of(one(0, end(text, 0)));
    }

    public void each(Consumer<One> taker) {
        for (var at = 0; at < text.length(); ) {
            var end = end(text, at);
            taker.accept(one(at, end));
            at = end + 1;
        }
    }

    private One one(int at, int end) {
        var kind = text.charAt(at);
        var host = Math.min(at + 1, end);
        var vendor = tab(host, end);
        var folder = tab(Math.min(vendor + 1, end), end);
        return new One(
                text.substring(host, vendor),
                text.substring(Math.min(vendor + 1, end), folder),
                kind == PUSH || kind == PUSH_BUSY,
                kind == BUSY || kind == PUSH_BUSY,
                text.substring(Math.min(folder + 1, end), end));
    }

    private int tab(int from, int end) {
        var tab = text.indexOf('\t', from);
        return tab < 0 || tab > end ? end : tab;
    }

    /** Is there one of this host? */
    public boolean isOf(String host) {
        return any(one -> one.host().equals(host));
    }

    public boolean any(Predicate<One> wanted) {
        var found = new boolean[1];
        each(one -> found[0] |= wanted.test(one));
        return found[0];
    }

    /** The same hosts, without the folders that are not wanted. */
    public Offers withFolders(Predicate<String> wanted) {
        if (!any(one -> !one.folder().isEmpty() && !wanted.test(one.folder()))) {
            return this;
        }
        var lines = new ArrayList<String>(count);
        each(one -> lines.add(line(one, wanted.test(one.folder()) ? one.folder() : "")));
        return new Offers(String.join("\n", lines));
    }

    private static String line(One one, String folder) {
        var kind = kind(one.push(), one.busy());
        return (kind + one.host() + '\t' + one.vendor() + '\t' + folder).stripTrailing();
    }

    private static char kind(boolean push, boolean busy) {
        return push ? busy ? PUSH_BUSY : PUSH : busy ? BUSY : DIRECT;
    }

    /** Of all of them. */
    public List<InetAddress> addresses() {
        var addresses = new ArrayList<InetAddress>(count);
        each(one -> Whence.ip(one.host()).ifPresent(addresses::add));
        return addresses;
    }

    /** As much as it weighs: characters. */
    int length() {
        return text.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offers offers && offers.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
