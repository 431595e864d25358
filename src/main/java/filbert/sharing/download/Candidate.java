package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import java.util.List;
import java.util.Optional;

/** One source of one download: what it did, when to try it next, and with it what it has and how we stand with its queue. Owner only. */
final class Candidate {
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
    private final Wares wares = new Wares();
    private final Footing footing;
    private boolean answered;
    private Echo echo = Echo.NONE;
    private final boolean hearsay;

    Candidate(Source source, long now) {
        this(source, now, false);
    }

    private Candidate(Source source, long now, boolean hearsay) {
        this.hearsay = hearsay;
        this.source = source;
        vendor = source.vendor();
        readyAt = now;
        footing = new Footing(now);
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
        readyAt = Math.max(until, footing.notBefore());
    }

    /** Of no use for this file, for all we know. */
    void drop(Grounds why) {
        is(State.BAD, why);
        footing.drop();
    }

    /** What it says it has. */
    Wares wares() {
        return wares;
    }

    /** How we stand with its queue. */
    Footing footing() {
        return footing;
    }

    /** Does it wait where that one's turn is sooner? */
    boolean wouldGainBy(Place other) {
        return state == State.IDLE && footing.wouldGainBy(other);
    }

    /** Nobody holds a connection meanwhile. */
    void waitsFor(Place turn) {
        rest(turn.due(), turn.waits() ? Grounds.of(Grounds.Kind.PLACE, turn.position()) : Grounds.NONE);
    }

    /** The server itself says that it is our turn now. */
    void called(long now) {
        footing.called(now);
        if (state == State.IDLE) {
            rest(now, Grounds.NONE);
        }
    }

    /** Is it time to ask for the place again, before it is given to others? */
    boolean due(long now) {
        return ready(now) && footing.waits();
    }

    /** The place people see: none once it was given to others. */
    Optional<Place> inLine(long now) {
        return state == State.IDLE || state == State.WAITING ? footing.inLine(now) : Optional.empty();
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
            wares.has(says.ranges(), size, now + Reaction.TEN_MINUTES.toNanos());
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
}
