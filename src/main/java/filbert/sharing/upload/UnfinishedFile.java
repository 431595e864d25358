package filbert.sharing.upload;

/**
 * A file on its way to us, as it stands at one moment.
 *
 * @param file with {@link ServedFile#UNFINISHED} for an index; the same as long as the download lasts
 * @param verified synced, and right by a trusted tree
 * @param person who fetches it
 */
public record UnfinishedFile(ServedFile file, VerifiedRanges verified, long person) {}
