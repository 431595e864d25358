package filbert.household;

import filbert.servent.spam.ListedFile;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Keeps the lists of junk and of hostile addresses somebody wrote, in the formats of gtk-gnutella. Every method may block. */
public interface JunkListStore {
    /** At most so many lists. */
    int MOST_LISTS = 20;

    /**
     * A list as it was read.
     *
     * @param name of its file
     * @param trouble why it could not be read, in the system's words; or empty
     */
    record Listed(String name, ListedFile content, Instant read, String trouble) {}

    /** Reads them all, from now on they count. By name. */
    List<Listed> readAgain();

    /** As they were read last. */
    List<Listed> read();

    /**
     * Writes one, whole or not at all, in place of one of the same name.
     *
     * @throws UncheckedIOException when it cannot be written; the old one stays
     */
    void keep(String name, byte[] text);

    /** @return false when it is not there */
    boolean remove(String name);

}
