package filbert.sharing.library;

/** Who sees a folder's files. */
public enum Visibility {
    /** Everybody on the Gnutella network. */
    NETWORK,
    /** People with a login here. */
    HOUSEHOLD,
    /** The person who added it. */
    PRIVATE
}
