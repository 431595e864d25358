package filbert.sharing.download;

/** Who wants to know of a finished file: the library, which shares it or not as its settings say. Called on a worker; may block. */
public interface Finished {
    /** @param download done, with its path; durable already. May be told twice of the same file when a crash came in between */
    void finished(DownloadView download);
}
