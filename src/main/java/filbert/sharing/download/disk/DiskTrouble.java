package filbert.sharing.download.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;

/** The disk's fault, sorted by what the owner of the disk can do about it. */
public final class DiskTrouble extends IOException {
    private static final long serialVersionUID = 1;

    /** A disk's own error, and those of volumes on another machine that is away or was started anew. */
    private static final List<String> UNWELL = List.of(
            "input/output error", "stale file handle", "stale nfs", "transport endpoint is not connected", "host is down", "no route to host",
            "connection timed out", "no such device");

    private final Kind kind;

    /** @param detail what the trouble is about: a path, bytes needed, the system's words */
    public DiskTrouble(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    private DiskTrouble(Kind kind, String detail, IOException cause) {
        super(detail, cause);
        this.kind = kind;
    }

    public enum Kind {
        DISK_FULL("disk-full"),
        FOLDER_MISSING("folder-missing"),
        NOT_WRITABLE("folder-not-writable"),
        /** The folder somebody chose leads elsewhere by now. */
        FOLDER_MOVED("folder-moved"),
        DATA_MISSING("data-missing"),
        /** It reports an error of its own, which may pass: a plug that is loose, a drive that wakes up, or one that is dying. */
        DISK_UNWELL("disk-unwell"),
        DISK_ERROR("disk-error"),
        /** A part that somebody kept says another size. */
        KEPT_OTHERWISE("kept-otherwise");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Message key below {@code download.reason.}. */
        public String key() {
            return key;
        }
    }

    public static DiskTrouble of(IOException cause) {
        var words = String.valueOf(cause.getMessage());
        return switch (cause) {
            case DiskTrouble known -> known;
            case NoSuchFileException missing -> new DiskTrouble(Kind.FOLDER_MISSING, words, missing);
            case NotDirectoryException missing -> new DiskTrouble(Kind.FOLDER_MISSING, words, missing);
            case AccessDeniedException denied -> new DiskTrouble(Kind.NOT_WRITABLE, words, denied);
            default -> new DiskTrouble(byWords(reason(cause)), words, cause);
        };
    }

    private static String reason(IOException cause) {
        var words = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return String.valueOf(words).toLowerCase(Locale.ROOT);
    }

    /** The JDK has no types for these; the words are the C library's, untranslated. */
    private static Kind byWords(String words) {
        if (words.contains("no space left") || words.contains("quota exceeded") || words.contains("not enough space")) {
            return Kind.DISK_FULL;
        }
        if (words.contains("not a directory")) {
            return Kind.FOLDER_MISSING;
        }
        if (UNWELL.stream().anyMatch(words::contains)) {
            return Kind.DISK_UNWELL;
        }
        return words.contains("read-only file system") || words.contains("permission denied") ? Kind.NOT_WRITABLE : Kind.DISK_ERROR;
    }

    /** For the log. */
    public String sentence() {
        return switch (kind) {
            case DISK_FULL -> "The disk is full (" + detail() + "). It goes on by itself when there is room for it.";
            case FOLDER_MISSING -> "The folder for finished files is not there: " + detail() + ". It goes on by itself when it is.";
            case NOT_WRITABLE -> "The folder for finished files cannot be written: " + detail() + ". It goes on by itself when it can.";
            case FOLDER_MOVED -> "The folder chosen for it leads elsewhere now: " + detail() + ". Nothing is written there; it goes on when it leads there no more.";
            case DATA_MISSING -> "What had been fetched of it is gone from the disk: " + detail();
            case DISK_UNWELL -> "The disk reports an error: " + detail() + ". It is tried again by itself, and nothing is published meanwhile.";
            case DISK_ERROR -> "The disk failed: " + detail();
            case KEPT_OTHERWISE -> "A part that was kept is of " + detail() + " bytes";
        };
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
