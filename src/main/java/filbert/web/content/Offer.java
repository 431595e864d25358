package filbert.web.content;

import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.identity.Sha1;
import filbert.sharing.download.DownloadReader;

/**
 * A file somebody may have.
 *
 * @param name from the network: it decides the type, and is what a browser saves it as
 * @param size bytes
 */
public record Offer(String name, long size, Sha1 sha1, Opener opener) {
    /** Where its bytes are. */
    public interface Opener {
        /**
         * Bytes {@code from} to {@code to}, exclusive. May block.
         *
         * @throws filbert.sharing.download.UnreadableException when nobody can have them now
         */
        DownloadReader open(long from, long to);
    }

    /** @throws java.util.NoSuchElementException when there is none this person may see */
    public static Offer of(HouseholdDownloads downloads, Person person, long id) {
        var view = downloads.view(person, id);
        return new Offer(view.name(), view.size(), view.sha1(), (from, to) -> downloads.read(person, id, from, to));
    }

    /** Strong: the same content, whatever it is called and wherever it lies. */
    String etag() {
        return "\"" + sha1.base32() + "\"";
    }
}
