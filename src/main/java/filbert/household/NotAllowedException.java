package filbert.household;

/** A person asked for what their role does not allow. */
public final class NotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Role needed;

    public NotAllowedException(Role needed) {
        super("needs the role " + needed);
        this.needed = needed;
    }

    public Role needed() {
        return needed;
    }
}
