package filbert.household;

/** A person asked for what their role does not allow. */
public final class NotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Role needed;
    private final boolean quotaWillDo;

    public NotAllowedException(Role needed) {
        this(needed, false, "needs the role " + needed);
    }

    private NotAllowedException(Role needed, boolean quotaWillDo, String message) {
        super(message);
        this.needed = needed;
        this.quotaWillDo = quotaWillDo;
    }

    /** A guest wanted something from the network. */
    static NotAllowedException withoutQuota() {
        return new NotAllowedException(Role.MEMBER, true, "a guest needs a quota");
    }

    public Role needed() {
        return needed;
    }

    /** Would a quota do instead of the role? */
    public boolean quotaWillDo() {
        return quotaWillDo;
    }
}
