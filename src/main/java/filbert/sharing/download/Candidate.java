package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.ThexUri;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One source of one download: what it did, what it has, when to try it next. Owner only. */
final class Candidate {
    private Source source;
    private final RateMeter meter;
    private State state = State.IDLE;
    private String detail = "";
    private String vendor;
    private long readyAt; // nanos of the owner's timeline
    private int unreached; // attempts in a row that found nobody
    private int broken; // replies in a row that broke off
    private long received;
    private int strikes;
    private Banned banned = Banned.NO;
    private @Nullable Spans available;
    private long availableUntil;
    private @Nullable ThexUri thex;
    private boolean answered;
    private final boolean hearsay;
    private final Set<TigerRoot> treesRefused = new HashSet<>();
    private long treeReadyAt;

    Candidate(Source source, long now) {
        this(source, now, false);
    }

    private Candidate(Source source, long now, boolean hearsay) {
        this.hearsay = hearsay;
        this.source = source;
        meter = new RateMeter(now);
        vendor = source.vendor();
        readyAt = now;
    }

    /** One that somebody named, and that may know nothing of it. */
    static Candidate named(Source source, long now) {
        return new Candidate(source, now, true);
    }

    /** Nothing but somebody's word speaks for it. */
    boolean hearsay() {
        return hearsay && !answered;
    }

    /** As people see it. */
    enum State {
        IDLE("idle"),
        CONNECTING("connecting"),
        PUSHED("pushed"),
        REQUESTING("requesting"),
        RECEIVING("receiving"),
        WAITING("waiting"),
        BAD("bad");

        private final String key;

        State(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    private enum Banned {
        NO,
        /** Its bytes failed a tree; forgiven when the tree turns out to be the liar. */
        BY_TREE,
        YES
    }

    Source source() {
        return source;
    }

    /** The same host, heard of again: its newest index and proxies count. */
    void heardAgain(Source newer, long now) {
        source = newer;
        if (unreached > 0 && banned == Banned.NO) {
            revive(now);
        }
    }

    /** It says who passes pushes on to it now: those heard of before do not count any more (3-transfer, 3.2.6). */
    void proxies(List<HostAddress> now) {
        source = source.withProxies(now);
    }

    HostKey key() {
        return HostKey.of(source);
    }

    State state() {
        return state;
    }

    String detail() {
        return detail;
    }

    void is(State now, String why) {
        state = now;
        detail = why;
    }

    String vendor() {
        return vendor;
    }

    void vendor(String name) {
        if (!name.isEmpty()) {
            vendor = name;
        }
    }

    long received() {
        return received;
    }

    void brought(long now, long bytes) {
        received += bytes;
        meter.count(now, bytes);
    }

    long rate(long now) {
        return meter.perSecond(now);
    }

    boolean bad() {
        return state == State.BAD;
    }

    long readyAt() {
        return readyAt;
    }

    boolean ready(long now) {
        return state == State.IDLE && readyAt <= now;
    }

    void rest(long until, String why) {
        is(State.IDLE, why);
        readyAt = until;
    }

    /** Of no use for this file, for all we know. */
    void drop(String why) {
        is(State.BAD, why);
    }

    /** Lied about this file. */
    void ban(String why) {
        drop(why);
        banned = Banned.YES;
    }

    void banByTree(String why) {
        drop(why);
        banned = banned == Banned.YES ? Banned.YES : Banned.BY_TREE;
    }

    /** The tree lied, not its suppliers. @return whether this one had been banned because of it */
    boolean forgiveTree(long now) {
        strikes = 0;
        if (banned != Banned.BY_TREE) {
            return false;
        }
        revive(now);
        return true;
    }

    /** As on the first day, whatever it did. */
    void revive(long now) {
        banned = Banned.NO;
        unreached = 0;
        strikes = 0;
        if (state == State.BAD || state == State.IDLE) {
            rest(now, "");
        }
    }

    int strike() {
        return ++strikes;
    }

    int unreachedAgain() {
        return ++unreached;
    }

    int brokenAgain() {
        return ++broken;
    }

    void wholeAgain() {
        broken = 0;
    }

    void reached() {
        unreached = 0;
        answered = true;
    }

    /** Has it ever answered a request? */
    boolean answered() {
        return answered;
    }

    void has(List<ByteRange> ranges, long size, long until) {
        var spans = new Spans();
        for (var range : ranges) {
            if (range.first() < size) {
                spans.add(new Span(range.first(), Math.min(size, range.last() + 1)));
            }
        }
        available = spans;
        availableUntil = until;
    }

    void hasEverything() {
        available = null;
    }

    /** Null for everything, as far as we know. */
    @Nullable Spans available(long now) {
        if (available != null && availableUntil <= now) {
            available = null;
        }
        return available;
    }

    Optional<ThexUri> thex() {
        return Optional.ofNullable(thex);
    }

    void thex(ThexUri uri) {
        thex = uri;
    }

    /** May it be asked for this tree? A source never heard from is asked for bytes first. */
    boolean mayGiveTree(TigerRoot root, long now) {
        return treeReadyAt <= now && !treesRefused.contains(root);
    }

    void refusedTree(TigerRoot root) {
        treesRefused.add(root);
    }

    void treeLater(long until) {
        treeReadyAt = until;
    }
}
