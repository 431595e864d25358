package filbert.household;

/** Turns passwords into something that may be stored. Slow by design. */
public interface PasswordHashing {
    /** The longest password, in bytes of UTF-8, that is looked at as a whole. */
    int longest();

    String hash(String password);

    boolean matches(String password, String hash);
}
