package filbert.sharing.download.adopt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, as if there were no more. */
final class Prefix extends FilterInputStream {
    private int left;

    Prefix(InputStream in, int most) {
        super(in);
        left = most;
    }

    @Override
    public int read() throws IOException {
        return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] into, int at, int count) throws IOException {
        if (left <= 0) {
            return -1;
        }
        var got = super.read(into, at, Math.min(count, left));
        left -= Math.max(0, got);
        return got;
    }
}
