package filbert.sharing.library;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps folders, files and hashes. Every method may block; none is called on the owner. Writes are durable when they return. */
public interface LibraryStore {
    List<SharedFolder> folders();

    /** @return the folder with its id */
    SharedFolder insert(SharedFolder folder);

    /** @throws NoSuchElementException for an unknown id */
    void update(SharedFolder folder);

    /** With all its files. */
    void delete(long folderId);

    /**
     * The next files of a folder, behind {@code relative}, in the order {@link String#compareTo} gives their relative paths; {@code ""} starts at
     * the first. A page at a time, so that a scan holds no cursor.
     */
    List<StoredFile> filesAfter(long folderId, String relative, int atMost);

    /** The next files without hashes over all folders, behind {@code size} and {@code id}, smallest first, then by id. */
    List<StoredFile> unhashedAfter(long size, long id, int atMost);

    /** The next hashed files over all folders whose tags were never looked for, behind {@code id}, by id. */
    List<StoredFile> untaggedAfter(long id, int atMost);

    /**
     * Inserts or updates by (folder, relative path), in one transaction; a file keeps the id it was first given, and no id is ever given twice.
     *
     * @return the files with their ids, in order
     */
    List<StoredFile> save(Collection<StoredFile> files);

    void deleteFiles(Collection<Long> fileIds);

    /** The file at this place. */
    Optional<StoredFile> at(long folderId, String relative);

    /** Puts a file that is stored into another place, where none is; it keeps its id. */
    void move(StoredFile file);

    default FilesPage page(FilesQuery query) {
        return page(query, OptionalLong.empty());
    }

    /** @param total how many files there are, if that is known: counting them may take longer than listing a hundred */
    FilesPage page(FilesQuery query, OptionalLong total);

    /** Names of the folders there are in a shared one, or below in it, as far as files lie in them; sorted, {@link FilesQuery#MOST_FOLDERS} at most. */
    List<String> folders(FilesQuery query);

    Optional<StoredFile> file(long id);

    /** In no order; unknown ids are left out. */
    List<StoredFile> files(Collection<Long> ids);

    /** One of the files with this content. */
    Optional<StoredFile> bySha1(Sha1 sha1);

    /** A hashed file of this folder with the same key, size and time, under whatever name: a renamed one needs no hashing. */
    Optional<StoredFile> twin(long folderId, String fileKey, long size, Instant modified);

    /** A row of the tiger tree kept for a content, 24 bytes a node; empty when unknown. */
    Optional<byte[]> treeRow(TigerRoot root);

    /** In one transaction; rows kept already are replaced. */
    void saveTreeRows(Map<TigerRoot, byte[]> rows);

    /** A store that forgets when the process ends: for practice networks and tests. */
    static LibraryStore inMemory() {
        return new MemoryLibraryStore();
    }

    /**
     * A file as stored. Its id, from 1, is also the index hits call it by.
     *
     * @param fileKey inode or its like, as text, or empty; with size and mtime it says whether the hashes still hold
     * @param added when it was first seen here
     */
    record StoredFile(SharedFile file, String fileKey, Instant added) {
        StoredFile unhashed() {
            return new StoredFile(file.unhashed(), fileKey, added);
        }

        /** In the same place, and not changed. */
        boolean isSameVersionAs(@Nullable StoredFile other) {
            return other != null
                    && file.path().equals(other.file.path())
                    && file.size() == other.file.size()
                    && file.modified().equals(other.file.modified());
        }
    }
}
