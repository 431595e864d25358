package filbert.sharing.download;

import java.io.IOException;

/** What lies there is not the file that is known. The disk is all right. */
public final class AnotherFileException extends IOException {
    private static final long serialVersionUID = 1;

    public AnotherFileException(String what) {
        super(what);
    }
}
