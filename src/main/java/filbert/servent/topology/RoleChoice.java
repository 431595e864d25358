package filbert.servent.topology;

/** Which role to take (1-connect, 3.9). */
public enum RoleChoice {
    /** Leaf for now; election decides once it exists. */
    AUTO,
    LEAF,
    /** Not in {@link NetworkMode#PUBLIC}, where the role stays leaf until everything an ultrapeer owes its leaves is there. */
    ULTRAPEER
}
