package filbert.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that pass in one direction, whatever carries them, and keeps them under a rate when there is one.
 *
 * <p>Tokens, one a byte, come in at the rate and gather for half a second at most. Who sends takes some first ({@link Place#take}); who receives cannot know
 * beforehand and pays afterwards ({@link Place#read}); datagrams heard are paid by all ({@link #charge}). Where there are too few, everybody waits in one of
 * two lines: {@link Precedence#CONTROL} goes first, but leaves an eighth to the files that wait. Within a line each party has its turn, for one
 * {@link #slice}: a link by itself, or all links to one address together ({@link Place#of}).
 *
 * <p>Without a rate all this is one look and one counter. Thread-safe.
 */
public final class TokenBucket {
    private static final int SLICES_A_SECOND = 32;
    private static final int LEAST_SLICE = 512; // bytes
    private static final int MOST_SLICE = 64 * 1024; // what one piece of a file inside TLS has at most: so all files get the same
    private static final double GATHERED = 0.5; // seconds
    private static final double OWED = 1; // seconds: what strangers send unasked must not stop everybody for longer
    private static final int LEAST_OWED = 2 * 1024; // bytes: a datagram
    private static final int CONTROL_PER_BULK = 7;
    private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

    private final Timeline timeline;
    private final LongAdder passed = new LongAdder();
    private volatile long rate;

    // guarded by this
    private final FairLine<Place> control = new FairLine<>();
    private final FairLine<Place> bulk = new FairLine<>();
    private double level;
    private long filledAt;
    private long wentAhead; // control bytes since the files' last turn, while some wait
    private Timeline.@Nullable Timer alarm;

    /** @param timeline whose {@code after} may be called by any thread; tasks on it are short */
    public TokenBucket(Timeline timeline) {
        this.timeline = timeline;
    }

    /** @param bytesPerSecond from now on; 0: as many as there are */
    public void rate(long bytesPerSecond) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException(bytesPerSecond + " bytes per second");
        }
        List<Place> next;
        synchronized (this) {
            fill();
            rate = bytesPerSecond;
            level = Math.clamp(level, -mostOwed(), capacity());
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
            next = bytesPerSecond == 0 ? everybody() : served();
        }
        next.forEach(Place::call);
    }

    /** Bytes per second; 0 without a limit. */
    public long rate() {
        return rate;
    }

    /** Bytes so far, ever since this bucket was made. */
    public long passed() {
        return passed.sum();
    }

    /** Bytes that pass unasked: nothing can be done but to pay for them. */
    public void charge(long bytes) {
        passed.add(bytes);
        if (rate != 0) {
            synchronized (this) {
                pay(Precedence.CONTROL, bytes);
            }
        }
    }

    /** Bytes taken that did not pass after all. */
    public void giveBack(long bytes) {
        passed.add(-bytes);
        if (rate != 0) {
            synchronized (this) {
                level = Math.min(capacity(), level + bytes);
            }
        }
    }

    /** Most bytes to pass in one go. */
    public int slice() {
        var now = rate;
        return now == 0 ? Integer.MAX_VALUE : (int) Math.clamp(now / SLICES_A_SECOND, LEAST_SLICE, MOST_SLICE);
    }

    /** For somebody new. @param onTurn called by any thread when a wait has ended, holds up others, and has the place's owner ask again */
    public Place place(Runnable onTurn) {
        return new Place(onTurn);
    }

    private double capacity() {
        return rate == 0 ? 0 : Math.max(rate * GATHERED, 2.0 * slice());
    }

    private double mostOwed() {
        return rate == 0 ? 0 : Math.max(rate * OWED, LEAST_OWED);
    }

    private void fill() {
        var now = timeline.nanos();
        level = Math.min(capacity(), level + (now - filledAt) * 1e-9 * rate);
        filledAt = now;
    }

    private void pay(Precedence as, long bytes) {
        fill();
        level = Math.max(-mostOwed(), level - bytes);
        countAhead(as, bytes);
    }

    private void countAhead(Precedence as, long bytes) {
        if (as == Precedence.BULK || bulk.isEmpty()) {
            wentAhead = 0;
        } else {
            wentAhead += bytes;
        }
    }

    private boolean mustWait(Precedence as, long wanted) {
        var behind = switch (as) {
            case CONTROL -> !control.isEmpty() || bulkIsDue();
            case BULK -> !control.isEmpty() || !bulk.isEmpty();
        };
        return behind || level < wanted;
    }

    private boolean bulkIsDue() {
        return !bulk.isEmpty() && wentAhead >= CONTROL_PER_BULK * bulk.first().needs();
    }

    private FairLine<Place> nextLine() {
        return control.isEmpty() || bulkIsDue() ? bulk : control;
    }

    /** Whose turn it is now. */
    private List<Place> served() {
        fill();
        var left = level; // readers pay when they have read
        var called = new ArrayList<Place>();
        for (var line = nextLine(); !line.isEmpty() && left >= line.first().needs(); line = nextLine()) {
            var next = line.removeFirst();
            left -= next.needs();
            next.serve();
            called.add(next);
        }
        setAlarm();
        return called;
    }

    private List<Place> everybody() {
        var all = control.removeAll();
        all.addAll(bulk.removeAll());
        all.forEach(place -> place.waiting = false);
        return all;
    }

    private void setAlarm() {
        var line = nextLine();
        if (alarm == null && !line.isEmpty()) {
            var nanos = (long) ((line.first().needs() - level) * 1e9 / rate) + 1;
            alarm = timeline.after(Duration.ofNanos(Math.clamp(nanos, SHORTEST_PAUSE, LONGEST_PAUSE)), this::ring);
        }
    }

    private void ring() {
        List<Place> next;
        synchronized (this) {
            alarm = null;
            next = rate == 0 ? everybody() : served();
        }
        next.forEach(Place::call);
    }

    /** Somebody who sends or receives, one thing after the other: a link's half, or a socket's. */
    public final class Place {
        private final Runnable onTurn;
        private volatile boolean waiting;

        // guarded by the bucket
        private Precedence as = Precedence.CONTROL;
        private Object party = this; // as it stands in line
        private long wanted; // 0: reads
        private long taken;

        private Place(Runnable onTurn) {
            this.onTurn = onTurn;
        }

        /** Belongs to this party from now on: however many places it has, together they get one turn of a line where others get one. */
        public void of(Object one) {
            synchronized (TokenBucket.this) {
                if (!waiting) {
                    party = one;
                }
            }
        }

        /**
         * Asks before sending.
         *
         * @param bytes at least one
         * @return how many may leave now; 0: none before it is our turn
         */
        public long take(Precedence precedence, long bytes) {
            var now = rate == 0 ? bytes : ask(precedence, bytes);
            passed.add(now);
            return now;
        }

        private long ask(Precedence precedence, long bytes) {
            synchronized (TokenBucket.this) {
                if (rate == 0) {
                    return bytes;
                }
                if (taken > 0) {
                    return use(bytes);
                }
                var atMost = Math.min(bytes, slice());
                if (waiting) {
                    return 0;
                }
                fill();
                if (mustWait(precedence, atMost)) {
                    lineUp(precedence, atMost);
                    return 0;
                }
                pay(precedence, atMost);
                return atMost;
            }
        }

        private long use(long bytes) {
            var used = Math.min(taken, bytes);
            level += taken - used;
            taken = 0;
            return used;
        }

        /**
         * Pays after reading, {@link #slice} at most.
         *
         * @return whether to read on; if not, not before it is our turn
         */
        public boolean read(Precedence precedence, long bytes) {
            passed.add(bytes);
            if (rate == 0) {
                return true;
            }
            synchronized (TokenBucket.this) {
                pay(precedence, bytes);
                if (rate == 0) {
                    return true;
                }
                if (waiting) {
                    return false;
                }
                if (mustWait(precedence, slice())) {
                    lineUp(precedence, 0);
                    return false;
                }
                return true;
            }
        }

        /** Is it the limit that holds us up? */
        public boolean waits() {
            return waiting;
        }

        /** We want nothing any more. */
        public void leave() {
            synchronized (TokenBucket.this) {
                if (waiting) {
                    waiting = false;
                    (as == Precedence.CONTROL ? control : bulk).remove(party, this);
                }
                use(0);
            }
        }

        private void lineUp(Precedence precedence, long bytes) {
            as = precedence;
            wanted = bytes;
            waiting = true;
            (as == Precedence.CONTROL ? control : bulk).addLast(party, this);
            setAlarm();
        }

        private long needs() {
            return wanted == 0 ? slice() : Math.min(wanted, slice());
        }

        private void serve() {
            waiting = false;
            if (wanted > 0) {
                taken = needs();
                level -= taken;
                countAhead(as, taken);
            } else {
                countAhead(as, 0);
            }
        }

        private void call() {
            onTurn.run();
        }
    }
}
