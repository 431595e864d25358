package filbert.household.wish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A search that goes on for days, as it stands.
 *
 * @param person whose it is
 * @param made when
 */
public record Wish(long id, long person, Instant made, Plan plan, Progress progress) {
    public enum State {
        ACTIVE,
        PAUSED,
        /** It took all it was to take. */
        SATISFIED
    }

    /**
     * How far it has come.
     *
     * @param next when it is asked next; {@link #AT_ONCE} when somebody wants it now
     * @param trouble message key below {@code wishes.trouble.} of what went wrong at the last run, or empty
     * @param taken files downloaded for it, {@code takenThatDay} of them on {@code day}
     */
    public record Progress(State state, Instant next, Optional<Instant> last, String trouble, int taken, LocalDate day, int takenThatDay) {
        /** Before anybody else's turn. */
        public static final Instant AT_ONCE = Instant.EPOCH;

        public static final Progress NEW = new Progress(State.ACTIVE, AT_ONCE, Optional.empty(), "", 0, LocalDate.EPOCH, 0);

        public boolean atOnce() {
            return next.equals(AT_ONCE);
        }

        Progress is(State other) {
            return new Progress(other, next, last, trouble, taken, day, takenThatDay);
        }

        Progress next(Instant when) {
            return new Progress(state, when, last, trouble, taken, day, takenThatDay);
        }

        Progress asked(Instant now, Instant then) {
            return new Progress(state, then, Optional.of(now), "", taken, day, takenThatDay);
        }

        Progress troubled(String key, Instant then) {
            return new Progress(state, then, last, key, taken, day, takenThatDay);
        }

        /** What may still be taken on this day. */
        int room(Taking taking, LocalDate today) {
            var thatDay = today.equals(day) ? takenThatDay : 0;
            return Math.max(0, Math.min(taking.most() - taken, taking.aDay() - thatDay));
        }

        Progress tookOne(LocalDate today) {
            return new Progress(state, next, last, trouble, taken + 1, today, today.equals(day) ? takenThatDay + 1 : 1);
        }
    }

    public boolean active() {
        return progress.state() == State.ACTIVE;
    }

    Wish with(Progress other) {
        return new Wish(id, person, made, plan, other);
    }
}
