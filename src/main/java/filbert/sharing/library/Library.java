package filbert.sharing.library;

import filbert.event.Signal;
import filbert.identity.Sha1;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The shared folders and their files. Every method is safe from any thread that may block. */
public interface Library {
    LibraryView view();

    FilesPage files(FilesQuery query);

    /** Names of the folders in the one that is asked about. */
    List<String> folders(FilesQuery query);

    Optional<SharedFile> file(long id);

    /** Any complete, hashed file with this content, whatever its visibility. */
    Optional<SharedFile> bySha1(Sha1 sha1);

    FolderCheck check(Path folder);

    /** Why nobody may even look through this folder: a key below {@code folder.problem.}, or empty. Writes nothing. */
    String refusal(Path folder);

    /** The folders in this one, as far as they could be shared. Writes nothing. */
    FolderListing listing(Path folder);

    /** Durable when it returns; scanning goes on in the background. @throws IllegalArgumentException with a key below {@code folder.problem.} */
    SharedFolder add(long person, Path folder, Visibility visibility, List<String> excludes);

    /** @throws java.util.NoSuchElementException for an unknown id */
    SharedFolder change(long folderId, Visibility visibility, List<String> excludes);

    /** From now on it is this person's. @throws java.util.NoSuchElementException for an unknown id */
    SharedFolder handOver(long folderId, long person);

    /** Stops sharing; touches no file on disk. */
    void remove(long folderId);

    void rescan(long folderId);

    /** Stops reading and hashing a folder until the next look at the whole of it, which goes on with what is missing. */
    void cancel(long folderId);

    /** Has a file read again, as if its hashes had never been known; until that is done nobody outside is offered it. @return false when there is none */
    boolean rehash(long file);

    /**
     * Brings a file into another shared folder, or elsewhere in its own, under its own name or a numbered one, never over another file. It keeps its id and its
     * hashes, and is seen by whom the new folder says.
     *
     * @param person who wishes it
     * @param below path of a folder within, made when it is not there; empty for the shared folder itself
     * @return complete already within a volume; to another one it is copied in the background, and this ends with a {@link NotMovedException} when that fails
     * @throws NotMovedException when it stays where it is
     */
    CompletableFuture<SharedFile> move(long person, long file, long folder, String below);

    /** Moves that take a while, and those that failed. */
    List<MoveUnderWay> moves();

    /** Raised when files, folders or progress changed. */
    Signal changed();
}
