package filbert.sharing.upload;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One place in the {@link WaitingLine}. Owner only. */
final class Waiter {
    static final Duration POLL_MIN = Duration.ofSeconds(45); // 3-transfer, 3.6.4: 0.1
    static final Duration POLL_MAX = Duration.ofMinutes(2); // 3-transfer, 3.6.4: 0.1
    static final Duration FIRST_RETRY = Duration.ofSeconds(30); // 3-transfer, 3.6.2, and the two below: PARQ
    static final Duration RETRY_BY_POSITION = Duration.ofSeconds(15);
    static final Duration LONGEST_RETRY = Duration.ofMinutes(20);
    static final Duration RETRY_WITH_SLOTS = Duration.ofMinutes(5); // it has all the slots one address may have

    /** The lifetime is so much longer than the wait; gtk-gnutella comes back 40 s before it ends. */
    static final Duration LEEWAY = Duration.ofMinutes(2);

    /** A slot that is free waits so long for one who is about to ask, or was just called. */
    static final Duration ABOUT_TO_ASK = Duration.ofSeconds(20);

    static final Duration CLAIM = Duration.ofSeconds(40);

    static final Duration BETWEEN_CALLS = Duration.ofMinutes(10); // 3-transfer, 3.6.3

    /** Time to come back after we were away. */
    static final Duration AFTER_RESTART = Duration.ofMinutes(10);

    private static final Duration GRACE = Duration.ofSeconds(2); // on the way to us
    private static final Duration STRIKES_FADE = Duration.ofMinutes(10); // 3-transfer, 3.6.2
    private static final Duration SLOT_KEPT = Duration.ofSeconds(45); // 3-transfer, 3.6.2: after a lost connection
    private static final Duration LOST_AGAIN = Duration.ofMinutes(2); // 3-transfer, 3.6.2

    enum Poll {
        /** Not in the line. */
        NEW,
        IN_TIME,
        /** Counted; the place is kept. */
        EARLY,
        /** Once too often; the place is lost. */
        THROWN_OUT
    }

    final long number;
    final Queueing manner;
    Instant since;

    /** Empty where the connection is the place. */
    final String id;

    /** Who came first has the lower one. */
    long turn;

    InetAddress peer;
    HostAddress host;
    Sha1 sha1;
    String file;
    String userAgent;

    /** The connection it waits or fetches on. */
    @Nullable Conversation conversation;

    /** Where it can be called. */
    @Nullable HostAddress node;

    /** The position it was told last: never told a worse one. */
    int told = Integer.MAX_VALUE;

    /** The earliest it was asked to come, in nanoseconds. */
    long earliest;

    /** The end of its lifetime, in nanoseconds. */
    long lost;

    /** The owner gave it a place beside the slots. */
    boolean promised;

    private int strikes;
    private long struckAt;
    private @Nullable Long calledAt;
    private boolean answered = true;
    private @Nullable Long disconnectedAt;

    Waiter(long number, String id, Ask ask, Instant since) {
        this(number, ask.queueing(), id, since, ask.peer(), ask.host(), ask.file().sha1(), ask.file().name());
        userAgent = ask.userAgent();
    }

    Waiter(long number, Queueing manner, String id, Instant since, InetAddress peer, HostAddress host, Sha1 sha1, String file) {
        this.number = number;
        this.manner = manner;
        this.id = id;
        this.since = since;
        this.peer = peer;
        this.host = host;
        this.sha1 = sha1;
        this.file = file;
        userAgent = "";
    }

    /** It asks, for what it asked before or under its ID for something else. */
    Poll polls(Ask ask, long nanos) {
        present(ask);
        var inTime = nanos - earliest >= -manner.tolerance().toNanos();
        if (inTime) {
            strikes = 0;
            return Poll.IN_TIME;
        }
        strikes = nanos - struckAt > STRIKES_FADE.toNanos() ? 1 : strikes + 1;
        struckAt = nanos;
        return strikes >= manner.strikes() ? Poll.THROWN_OUT : Poll.EARLY;
    }

    void present(Ask ask) {
        conversation = ask.conversation();
        peer = ask.peer();
        host = ask.host();
        sha1 = ask.file().sha1();
        file = ask.file().name();
        userAgent = ask.userAgent();
        node = ask.node().orElse(null);
        answered = true;
    }

    /** Neighbours behind one address are told apart by where they can be called, if they say; who says nothing is one with the others (3-transfer, 3.6.4). */
    boolean mayBe(Ask ask) {
        return peer.equals(ask.peer()) && (node == null || ask.node().isEmpty() || ask.node().get().equals(node));
    }

    /** Begins a wait. @param slotless it has as many slots as its address may have */
    void toWait(int position, boolean slotless, long nanos) {
        told = Math.min(told, position);
        if (manner == Queueing.ON_CONNECTION) {
            earliest = nanos + POLL_MIN.toNanos();
            lost = nanos + POLL_MAX.plus(GRACE).toNanos();
            return;
        }
        var byPosition = FIRST_RETRY.plus(RETRY_BY_POSITION.multipliedBy(told - 1));
        var retry = slotless && byPosition.compareTo(RETRY_WITH_SLOTS) < 0 ? RETRY_WITH_SLOTS : byPosition;
        earliest = nanos + (retry.compareTo(LONGEST_RETRY) < 0 ? retry : LONGEST_RETRY).toNanos();
        lost = earliest + LEEWAY.toNanos();
    }

    /** Would it take a slot that is free now any moment? One that gets a place beside them needs none. */
    boolean claims(long nanos) {
        if (promised) {
            return false;
        }
        if (manner == Queueing.ON_CONNECTION) {
            return conversation != null;
        }
        var expected = nanos - earliest > -ABOUT_TO_ASK.toNanos() && nanos - earliest < CLAIM.toNanos();
        return expected || isBeingCalled(nanos);
    }

    /** It may come at once, and is served when it does. */
    void promise(long nanos) {
        promised = true;
        earliest = Math.min(earliest, nanos);
    }

    private boolean isBeingCalled(long nanos) {
        return calledAt != null && !answered && nanos - calledAt < CLAIM.toNanos();
    }

    /** @return can it be told that it is its turn: it is away, can be called and was not called lately or in vain */
    boolean awaitsCall(long nanos) {
        return node != null && conversation == null && answered && (calledAt == null || nanos - calledAt >= BETWEEN_CALLS.toNanos());
    }

    void called(long nanos) {
        calledAt = nanos;
        answered = false;
        earliest = Math.min(earliest, nanos);
    }

    /** Its lifetime is over, and so is the one call it may still be worth. */
    boolean isLost(long nanos) {
        return lifetimeOver(nanos) && !isBeingCalled(nanos);
    }

    boolean lifetimeOver(long nanos) {
        return nanos - lost > 0;
    }

    /**
     * Its connection broke while it was sent something.
     *
     * @return does it keep its turn: not the second time in a row (3-transfer, 3.6.2)
     */
    boolean interrupted(long nanos) {
        conversation = null;
        var again = disconnectedAt != null && nanos - disconnectedAt < LOST_AGAIN.toNanos();
        disconnectedAt = nanos;
        earliest = nanos;
        lost = nanos + SLOT_KEPT.toNanos();
        return !again;
    }

    /** What is kept of it over a restart. */
    WaitingStore.Place place(Instant now, long nanos) {
        return new WaitingStore.Place(
                id, host, Optional.ofNullable(node), sha1, file, userAgent, told, since, now.plusNanos(earliest - nanos), now.plusNanos(lost - nanos));
    }

    /** Nobody loses a place because we were away. */
    static Waiter of(WaitingStore.Place place, long number, Instant now, long nanos) {
        var waiter = new Waiter(number, Queueing.BY_ID, place.id(), place.since(), Conversation.network(place.host().ip()), place.host(), place.sha1(), place.file());
        waiter.userAgent = place.userAgent();
        waiter.node = place.node().orElse(null);
        waiter.told = place.told();
        waiter.earliest = nanos + between(now, place.earliest(), LONGEST_RETRY).toNanos();
        waiter.lost = nanos + Math.max(between(now, place.lost(), LONGEST_RETRY.plus(LEEWAY)).toNanos(), AFTER_RESTART.toNanos());
        return waiter;
    }

    /** Clocks are set: nothing is further away than it can have been. */
    private static Duration between(Instant now, Instant then, Duration most) {
        var left = Duration.between(now, then);
        return left.compareTo(most) > 0 ? most : left.compareTo(most.negated()) < 0 ? most.negated() : left;
    }

    /** @param position as of now */
    WaitingView view(int position, Instant now, long nanos) {
        return new WaitingView(
                number,
                host,
                userAgent,
                file,
                position,
                conversation != null,
                manner == Queueing.BY_ID,
                node != null,
                Optional.ofNullable(node),
                promised,
                since,
                now.plusNanos(earliest - nanos),
                now.plusNanos(lost - nanos));
    }
}
