package filbert.household;

/** What a person may do; each includes those after it. */
public enum Role {
    /** Everything. */
    OWNER,
    /** Own searches and downloads, the shared library. */
    MEMBER,
    /** Looks and plays; no network downloads without a quota, see {@link Fetchers}. */
    GUEST;

    public boolean includes(Role needed) {
        return compareTo(needed) <= 0;
    }
}
