package filbert.servent.topology;

/** Who makes us ask the same thing again (1-connect, 3.3, {@code X-Requeries}). */
public enum AskingAgain {
    /** Nobody but people, each time. */
    BY_PEOPLE,
    /** We do by ourselves, now and then. */
    BY_ITSELF
}
