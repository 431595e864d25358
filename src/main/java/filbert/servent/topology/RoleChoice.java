package filbert.servent.topology;

/** Which role to take (1-connect, 3.9). */
public enum RoleChoice {
    /** Leaf for now; election decides once it exists. */
    AUTO,
    LEAF,
    ULTRAPEER
}
