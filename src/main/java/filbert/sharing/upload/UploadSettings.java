package filbert.sharing.upload;

/**
 * How generous we are.
 *
 * @param slots uploads at a time, 1 to 1,000; default 6
 * @param slotsPerAddress of those for one address; default 2
 * @param waiting longest line of those who wait for a slot on an open connection; default 20, 0 for no line at all, nor for those who come back
 * @param browse may anybody have the list of all files visible to the network; default yes
 * @param folderNames does that list say in which folders below the shared ones they are; default no, as gtk-gnutella's
 */
public record UploadSettings(int slots, int slotsPerAddress, int waiting, boolean browse, boolean folderNames) {
    /** 3-transfer, 3.12 and 3.6.4. */
    public static final UploadSettings DEFAULT = new UploadSettings(6, 2, 20);

    private static final int MOST_SLOTS = 1_000;

    /** One that lets others browse, but says nothing of folders. */
    public UploadSettings(int slots, int slotsPerAddress, int waiting) {
        this(slots, slotsPerAddress, waiting, true, false);
    }

    public UploadSettings {
        if (slots < 1 || slots > MOST_SLOTS || slotsPerAddress < 1 || slotsPerAddress > slots || waiting < 0 || waiting > MOST_SLOTS) {
            throw new IllegalArgumentException(
                    "upload slots " + slots + ", per address " + slotsPerAddress + ", waiting " + waiting + "; need 1 to " + MOST_SLOTS);
        }
    }
}
