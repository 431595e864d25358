package filbert.operations;

import java.io.IOException;

/** A file is no backup of ours that can be put back. */
public final class UnusableBackupException extends IOException {
    private static final long serialVersionUID = 1;

    private final String key;

    /**
     * @param key a message key below {@code backup.problem.}: {@code broken} (cut short, or no backup at all), {@code newer}, {@code large}
     * @param detail for the log
     */
    public UnusableBackupException(String key, String detail) {
        super(detail);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
