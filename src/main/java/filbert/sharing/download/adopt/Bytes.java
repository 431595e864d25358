package filbert.sharing.download.adopt;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of files that somebody else may be writing. */
final class Bytes {
    private Bytes() {}

    /** From 0 to the limit. @throws EOFException when there are fewer */
    static ByteBuffer read(FileChannel file, long at, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("ended at " + (at + bytes.position()));
            }
        }
        return bytes.flip();
    }

    static boolean blank(byte[] bytes, int count) {
        for (var i = 0; i < count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
