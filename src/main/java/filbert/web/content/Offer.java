package filbert.web.content;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.Person;
import filbert.identity.Sha1;
import filbert.sharing.download.DownloadReader;
import java.util.NoSuchElementException;

/**
 * A file somebody may have.
 *
 * @param name from the network: it decides the type, and is what a browser saves it as
 * @param size bytes
 * @param etag strong: the same content, whatever it is called and wherever it lies; of what is not hashed, the same file as it was
 */
public record Offer(String name, long size, String etag, Opener opener) {
    /** Where its bytes are. */
    public interface Opener {
        /**
         * Bytes {@code from} to {@code to}, exclusive. May block.
         *
         * @throws filbert.sharing.download.UnreadableException when nobody can have them now
         */
        DownloadReader open(long from, long to);
    }

    public Offer(String name, long size, Sha1 sha1, Opener opener) {
        this(name, size, etag(sha1), opener);
    }

    private static String etag(Sha1 sha1) {
        return "\"" + sha1.base32() + "\"";
    }

    /** @throws java.util.NoSuchElementException when there is none this person may see */
    public static Offer of(HouseholdLibrary library, Person person, long id) {
        var file = library.file(person, id);
        var etag = file.hashed().map(hashes -> etag(hashes.sha1())).orElseGet(() -> "\"" + id + "-" + file.size() + "-" + file.modified().toEpochMilli() + "\"");
        return new Offer(file.name(), file.size(), etag, (from, to) -> library.read(person, id, from, to));
    }

    /** @throws NoSuchElementException when there is none this person may see, or nobody can say what it is before it is done */
    public static Offer of(HouseholdDownloads downloads, Person person, long id) {
        var view = downloads.view(person, id);
        var content = view.content().orElseThrow(() -> new NoSuchElementException("content")); // nothing of it can be verified before it is all there
        return new Offer(view.name(), view.size(), content, (from, to) -> downloads.read(person, id, from, to));
    }
}
