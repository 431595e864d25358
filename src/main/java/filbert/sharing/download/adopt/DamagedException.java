package filbert.sharing.download.adopt;

/** A file that looks like a leftover and cannot be read as one. The message is a key below {@code adopt.damage.}. */
public final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedException(String key) {
        super(key, null, false, false);
    }

    public String key() {
        return String.valueOf(getMessage());
    }
}
