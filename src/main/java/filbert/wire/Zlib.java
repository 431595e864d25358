package filbert.wire;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Whole pieces of data, packed: RFC 1950 (zlib) when writing; when reading also RFC 1951 (raw), which some servents send (1-connect, 7). */
public final class Zlib {
    private static final int CHUNK = 4_096;

    private Zlib() {}

    public static byte[] deflate(byte[] plain) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain);
            deflater.finish();
            var packed = new ByteArrayOutputStream(plain.length / 2 + 16);
            var chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                packed.write(chunk, 0, deflater.deflate(chunk));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * Unpacks a complete stream, zlib or raw; bytes behind its end are ignored.
     *
     * @return what came out, or why nothing did
     */
    public static Inflated inflate(byte[] packed, int ceiling) {
        var zlib = inflate(packed, ceiling, false);
        return zlib instanceof Inflated.Broken ? inflate(packed, ceiling, true) : zlib;
    }

    private static Inflated inflate(byte[] packed, int ceiling, boolean raw) {
        var inflater = new Inflater(raw);
        try {
            inflater.setInput(packed);
            var plain = new ByteArrayOutputStream(Math.min(ceiling, packed.length * 3 + 16));
            var chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                var count = inflater.inflate(chunk);
                if (count == 0 && !inflater.finished()) {
                    return new Inflated.Broken(); // the input ends early, or wants a preset dictionary
                }
                if (plain.size() + count > ceiling) {
                    return new Inflated.TooBig();
                }
                plain.write(chunk, 0, count);
            }
            return new Inflated.Plain(plain.toByteArray());
        } catch (DataFormatException broken) {
            return new Inflated.Broken();
        } finally {
            inflater.end();
        }
    }

    /** The outcome of unpacking. */
    public sealed interface Inflated {
        /** Treat {@code unpacked} as immutable. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Plain(byte[] unpacked) implements Inflated {}

        record TooBig() implements Inflated {}

        record Broken() implements Inflated {}

        default Optional<byte[]> bytes() {
            return this instanceof Plain(var unpacked) ? Optional.of(unpacked) : Optional.empty();
        }
    }
}
