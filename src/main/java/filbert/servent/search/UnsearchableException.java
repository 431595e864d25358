package filbert.servent.search;

/** Words nobody would answer. {@code key} is a message key below {@code search.refused.}. */
public final class UnsearchableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;

    public UnsearchableException(String key) {
        super(key);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
