package filbert.sharing.download;

/** What the store does not know yet of one download. Owner only. */
final class Arrears {
    private boolean any;
    private boolean pressing;
    private long revision;

    /** To be told with the next round that tells. */
    void arise() {
        any = true;
    }

    /** A restart before that would do harm. */
    void press() {
        pressing = true;
    }

    boolean any() {
        return any;
    }

    boolean pressing() {
        return pressing;
    }

    /** All is being told. @return what number that has; a lower one is never written over a higher */
    long settle() {
        any = false;
        pressing = false;
        return ++revision;
    }
}
