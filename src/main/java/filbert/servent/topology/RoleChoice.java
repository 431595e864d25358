package filbert.servent.topology;

/** Which role to take (1-connect, 3.9). */
public enum RoleChoice {
    /** Leaf at first; {@link Election} decides. */
    AUTO,
    LEAF,
    ULTRAPEER
}
