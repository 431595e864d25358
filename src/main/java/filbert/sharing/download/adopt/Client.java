package filbert.sharing.download.adopt;

/** Who left it. */
public enum Client {
    GTK_GNUTELLA("gtk-gnutella"),
    /** LimeWire and what came of it: FrostWire before it left Gnutella, WireShare. */
    LIMEWIRE("limewire"),
    FILBERT("filbert"),
    /** A whole file that says nothing of itself. */
    FINISHED("finished");

    private final String key;

    Client(String key) {
        this.key = key;
    }

    /** Message key below {@code adopt.client.}. */
    public String key() {
        return key;
    }
}
