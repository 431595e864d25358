package filbert.servent.handshake;

/** Whether links are compressed (1-connect, 4.2). */
public enum Compression {
    /** We neither ask for it nor do it: a deflater and an inflater hold some 300 KiB for each link. */
    NONE,
    /** Both ways where the peer takes part. */
    OFFERED
}
