package filbert.household;

/** What a token may be used for, within what its person and its role may. */
public enum Scope {
    /** Looking at everything but searches' makers and the house's own affairs. */
    READ,
    /** Searching, and reading what was found. */
    SEARCH,
    /** Downloading, and reading how it goes. */
    DOWNLOAD,
    /** Changing settings, people, tokens and everything else, and reading those. */
    ADMIN
}
