package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;

/** One thing a journal remembers. */
sealed interface JournalRecord {
    /** Always the first record. */
    record Header(Wanted wanted) implements JournalRecord {}

    /** These bytes are on disk and synced. */
    record Written(Span span) implements JournalRecord {}

    /** These bytes are on disk, synced, and right by the tree. */
    record Verified(Span span) implements JournalRecord {}

    /** These bytes were wrong and are to be fetched again. */
    record Missing(Span span) implements JournalRecord {}

    /**
     * The tree that verifies from now on.
     *
     * @param nodes one row of it, 24 bytes a node
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and up to 49 KiB
    record Tree(TigerRoot root, byte[] nodes) implements JournalRecord {}

    /** No tree is trusted any more; what it verified counts as written only. */
    record TreeDropped() implements JournalRecord {}

    /** All bytes of a file nobody told a hash of are there, and this is their SHA-1. */
    record Hashed(Sha1 content) implements JournalRecord {}

    /** From now on the file may be found under this path instead. */
    record Publishing(String path) implements JournalRecord {}

    /** The same, of somebody for whom the partial file was worked at before. */
    record PublishingFor(long person, String path) implements JournalRecord {}
}
