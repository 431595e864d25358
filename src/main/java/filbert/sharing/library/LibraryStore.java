package filbert.sharing.library;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps folders, files and hashes. Every method may block; none is called on the owner. Writes are durable when they return. */
public interface LibraryStore {
    List<SharedFolder> folders();

    /** @return the folder with its id */
    SharedFolder insert(SharedFolder folder);

    void update(SharedFolder folder);

    /** With all its files. */
    void delete(long folderId);

    /** Streams the files of one folder ordered by relative path; nothing is held in memory. */
    void eachFile(long folderId, Consumer<StoredFile> each);

    /** Inserts or updates by (folder, relative path), in one transaction. @return the files with their ids, in order */
    List<StoredFile> save(Collection<StoredFile> files);

    void deleteFiles(Collection<Long> fileIds);

    FilesPage page(FilesQuery query);

    Optional<StoredFile> file(long id);

    /** Bottom row of the tiger tree kept for a content, 24 bytes a node; empty when unknown. */
    Optional<byte[]> treeRow(filbert.identity.TigerRoot root);

    void saveTreeRow(filbert.identity.TigerRoot root, byte[] row);

    /**
     * A file as stored.
     *
     * @param fileKey inode or its like, as text; with size and mtime it says whether the hash still holds
     * @param index what hits call it, 0 while not visible to the network
     */
    record StoredFile(SharedFile file, String fileKey, long index) {}
}
