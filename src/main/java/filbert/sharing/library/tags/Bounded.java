package filbert.sharing.library.tags;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after so many bytes, whatever an archive unpacks to. */
final class Bounded extends FilterInputStream {
    private int left;

    Bounded(InputStream in, int atMost) {
        super(in);
        left = atMost;
    }

    @Override
    public int read() throws IOException {
        var one = left > 0 ? super.read() : -1;
        left -= one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        var count = super.read(into, offset, Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
