package filbert.servent.search;

/** What a hit says of the speed and the room it would be served with. Implemented by uploads; asked on the owner, answers at once. */
public interface UploadSlots {
    /** Would a download have to wait? */
    boolean allTaken();

    /** What one download may expect, in kbit/s. */
    long kilobitsPerSlot();
}
