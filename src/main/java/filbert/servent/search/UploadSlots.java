package filbert.servent.search;

/** What a hit says of the speed and the room it would be served with. Implemented by uploads; asked on the owner, answers at once. */
public interface UploadSlots {
    /** Would a download have to wait? */
    boolean allTaken();

    /** How many more could be served at once. */
    default int free() {
        return allTaken() ? 0 : 1;
    }

    /** How many stand in line. */
    default int waiting() {
        return 0;
    }

    /** May whoever asks have the list of all we share with the network (3-transfer, 3.10)? */
    default boolean browsable() {
        return false;
    }

    /** Does that list say in which folders the files are? */
    default boolean tellsFolders() {
        return false;
    }

    /** What one download may expect, in kbit/s. */
    long kilobitsPerSlot();
}
