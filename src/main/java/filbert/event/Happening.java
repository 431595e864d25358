package filbert.event;

import java.time.Instant;

/**
 * One thing that happened, for the home page and the activity log.
 *
 * @param kind a message key below {@code event.}, for instance {@code download.done}
 * @param person whose affair it is; else {@link #EVERYBODYS} or {@link #OWNERS}
 * @param subject what it happened to, as text from the household or the network: escape when shown
 */
public record Happening(Instant at, String kind, long person, String subject) {
    public static final long EVERYBODYS = 0;

    /** Of the house itself: nobody did it, and owners alone see it. */
    public static final long OWNERS = -1;
}
