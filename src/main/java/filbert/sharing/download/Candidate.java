package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.QueueTicket;
import filbert.sharing.download.http.ThexUri;
import filbert.sharing.download.http.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One source of one download: what it did, what it has, when to try it next. Owner only. */
final class Candidate {
    private static final int MAX_RENAMED = 3; // ours: a queue that forgets us each time is none

    private Source source;
    private final Pace pace = new Pace();
    private State state = State.IDLE;
    private Grounds grounds = Grounds.NONE;
    private Watcher watcher = (_, _) -> {};
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
    private Echo echo = Echo.NONE;
    private final boolean hearsay;
    private Set<TigerRoot> treesRefused = Set.of(); // most give theirs, or are never asked
    private long treeReadyAt;
    private @Nullable Place place;
    private long notBefore; // as its queue demands, whatever anybody wishes
    private int renamed; // names of our place in a row, each another

    Candidate(Source source, long now) {
        this(source, now, false);
    }

    private Candidate(Source source, long now, boolean hearsay) {
        this.hearsay = hearsay;
        this.source = source;
        vendor = source.vendor();
        readyAt = now;
        notBefore = now;
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

    Grounds grounds() {
        return grounds;
    }

    void is(State now, Grounds why) {
        var before = state;
        var same = before == now && grounds.equals(why);
        state = now;
        grounds = why;
        if (!same) {
            watcher.became(this, before);
        }
    }

    /** Told whenever it is something else than before. */
    interface Watcher {
        void became(Candidate candidate, State before);
    }

    Candidate watchedBy(Watcher other) {
        watcher = other;
        return this;
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
        pace.brought(now, bytes);
    }

    long rate(long now) {
        return pace.shown(now);
    }

    Pace pace() {
        return pace;
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

    void rest(long until, Grounds why) {
        is(State.IDLE, why);
        readyAt = Math.max(until, notBefore);
    }

    /** Of no use for this file, for all we know. */
    void drop(Grounds why) {
        is(State.BAD, why);
        place = null;
    }

    /** Our place in its queue, or the slot it led to; null when it told of none lately. */
    @Nullable Place place() {
        return place;
    }

    Optional<String> parqId() {
        return place == null ? Optional.empty() : place.id();
    }

    /** To be shown with every request, whatever became of the place. */
    Optional<QueueTicket> ticket() {
        return place == null ? Optional.empty() : place.ticket();
    }

    /** It lets us wait. @return false when it gives the place another name each time: then there is none */
    boolean queued(Turn turn, long now) {
        var known = parqId();
        var told = Place.of(turn, now);
        renamed = known.isPresent() && told.id().isPresent() && !told.isNamed(known.get()) ? renamed + 1 : 0;
        takesPlace(told.id().isPresent() ? told : told.named(known));
        if (renamed < MAX_RENAMED) {
            return true;
        }
        losesPlace();
        return false;
    }

    /** It serves us. What it calls the slot outlives the connection. @return whether that is news */
    boolean served(Optional<String> id, long now) {
        renamed = 0;
        var before = parqId();
        var known = id.or(() -> before);
        place = known.map(name -> Place.served(name, now)).orElse(null);
        notBefore = now;
        return !known.equals(before);
    }

    void takesPlace(Place other) {
        place = other;
        notBefore = other.earliest();
    }

    /** It wants to hear nothing of us for a while, whatever anybody wishes. */
    void thrownOut(long until) {
        losesPlace();
        notBefore = until;
    }

    private void losesPlace() {
        place = null;
        renamed = 0;
    }

    /** Each goes on with what the other had. */
    void exchangePlace(Candidate other) {
        var own = place;
        place = other.place;
        other.place = own;
        notBefore = place == null ? notBefore : place.earliest();
        other.notBefore = own == null ? other.notBefore : own.earliest();
    }

    /** Does it wait where that one's turn is sooner? */
    boolean wouldGainBy(Place other) {
        return state == State.IDLE && place != null && place.waits() && place.id().isPresent() && other.position() < place.position();
    }

    /** Nobody holds a connection meanwhile. */
    void waitsFor(Place turn) {
        rest(turn.due(), turn.waits() ? Grounds.of(Grounds.Kind.PLACE, turn.position()) : Grounds.NONE);
    }

    /** The server itself says that it is our turn now. */
    void called(long now) {
        notBefore = now;
        if (place != null) {
            place = place.called(now);
        }
        if (state == State.IDLE) {
            rest(now, Grounds.NONE);
        }
    }

    /** Is it time to ask for the place again, before it is given to others? */
    boolean due(long now) {
        return ready(now) && place != null && place.waits();
    }

    /** The place people see: none once it was given to others. */
    Optional<Place> inLine(long now) {
        return (state == State.IDLE || state == State.WAITING) && place != null && place.waits() && now < place.lost()
                ? Optional.of(place)
                : Optional.empty();
    }

    /** As people see it; who waits without a connection waits too. */
    State shown(long now) {
        return state == State.IDLE && inLine(now).isPresent() ? State.WAITING : state;
    }

    /** Its address is another one now. */
    void movesTo(HostAddress address) {
        source = source.at(address);
    }

    /** Lied about this file. */
    void ban(Grounds why) {
        drop(why);
        banned = Banned.YES;
    }

    void banByTree(Grounds why) {
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
            rest(now, Grounds.NONE);
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

    /** May it be asked by datagram before it is called? Once, and not when we dealt with it already. */
    boolean maySound() {
        return echo == Echo.NONE && !answered && !source.push() && state == State.IDLE;
    }

    /** It was asked by datagram; perhaps it has answered already. */
    void sounded(long now) {
        echo = echo == Echo.NONE ? Echo.asked(now) : echo;
    }

    /** @param size of the file; negative while nobody knows it */
    void sounds(Echo heard, long size, long now) {
        echo = heard;
        var says = heard.heard();
        if (says != null && !says.ranges().isEmpty() && !answered && size >= 0) {
            has(says.ranges(), size, now + Reaction.TEN_MINUTES.toNanos());
        }
    }

    /** Counts until it has answered a request. */
    Echo echo() {
        return answered ? Echo.NONE : echo;
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
        var refused = new HashSet<>(treesRefused);
        refused.add(root);
        treesRefused = refused;
    }

    void treeLater(long until) {
        treeReadyAt = until;
    }
}
