package filbert.sharing.download;

/** How far a {@link Fetching} is. */
enum Stage {
    /** The size is unknown, or the partial file is being opened. */
    PREPARING,
    FETCHING,
    SETTLING,
    CHECKING,
    PUBLISHING,
    OVER
}
