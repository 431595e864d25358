package filbert.sharing.browse;

import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes what a server wrapped a body in: chunks (RFC 9112, 7.1) and zlib, in any portions. Without either it ends at its length, or with the
 * connection. Not thread-safe; {@link #close} when done.
 */
final class BodyReader {
    private static final int LONGEST_CHUNK_LINE = 256; // ours; sizes and extensions
    private static final int LONGEST_TRAILERS = 4_096; // ours
    private static final int LONGEST_CHUNK = 64 << 20; // as much as a whole body: 3-transfer, 3.10
    private static final int PIECE = 8 * 1024;
    private static final int BOMB_FLOOR = 1 << 20; // 1-connect, 4.2: above 1 MiB of output ...
    private static final int BOMB_RATIO = 1_000; // ... no more than 1,000 to 1

    /**
     * How the body is sent.
     *
     * @param length bytes; negative for until the connection closes
     */
    record Form(boolean chunked, boolean deflated, long length) {}

    private enum Chunk {
        SIZE,
        DATA,
        AFTER_DATA,
        TRAILERS,
        OVER
    }

    private final Form form;
    private final Consumer<byte[]> plain;
    private final StringBuilder line = new StringBuilder();
    private final Inflater inflater = new Inflater();
    private Chunk chunk = Chunk.SIZE;
    private long left;
    private int trailers;
    private boolean ended;

    /** @param plain takes what was wrapped, piece by piece */
    BodyReader(Form form, Consumer<byte[]> plain) {
        this.form = form;
        this.plain = plain;
        left = form.chunked() ? 0 : form.length();
        ended = !form.chunked() && form.length() == 0;
    }

    /** Was everything read that was announced? What is behind is not ours. */
    boolean ended() {
        return ended;
    }

    /** May the connection close now, with nothing missing? */
    boolean mayEndHere() {
        return ended || !form.chunked() && form.length() < 0 && !(form.deflated() && inflater.getBytesRead() > 0 && !inflater.finished());
    }

    /** @throws MalformedMessageException for broken wrappings and for bombs */
    void read(ByteBuf bytes) {
        while (!ended && bytes.isReadable()) {
            if (form.chunked()) {
                readChunked(bytes);
            } else {
                var count = form.length() < 0 ? bytes.readableBytes() : (int) Math.min(left, bytes.readableBytes());
                left -= count;
                unwrapped(take(bytes, count));
                ended |= form.length() >= 0 && left == 0;
            }
        }
    }

    private static byte[] take(ByteBuf bytes, int count) {
        var taken = new byte[count];
        bytes.readBytes(taken);
        return taken;
    }

    private void readChunked(ByteBuf bytes) {
        if (chunk == Chunk.DATA) {
            var count = (int) Math.min(left, bytes.readableBytes());
            left -= count;
            unwrapped(take(bytes, count));
            chunk = left == 0 ? Chunk.AFTER_DATA : Chunk.DATA;
            return;
        }
        var symbol = (char) bytes.readUnsignedByte();
        if (symbol != '\n') {
            line.append(symbol);
            if (line.length() > LONGEST_CHUNK_LINE || chunk == Chunk.TRAILERS && ++trailers > LONGEST_TRAILERS) {
                throw new MalformedMessageException("a chunk's line without end");
            }
            return;
        }
        var text = line.toString().strip();
        line.setLength(0);
        switch (chunk) {
            case SIZE -> size(text);
            case AFTER_DATA -> {
                if (!text.isEmpty()) {
                    throw new MalformedMessageException("a chunk longer than it says");
                }
                chunk = Chunk.SIZE;
            }
            case TRAILERS -> {
                if (text.isEmpty()) {
                    chunk = Chunk.OVER;
                    ended = true;
                }
            }
            case DATA, OVER -> throw new IllegalStateException("bug: no line in " + chunk);
        }
    }

    private void size(String text) {
        var digits = text.split(";", 2)[0].strip();
        if (!digits.matches("[0-9a-fA-F]{1,8}") || Long.parseLong(digits, 16) > LONGEST_CHUNK) {
            throw new MalformedMessageException("no chunk size");
        }
        left = Long.parseLong(digits, 16);
        chunk = left == 0 ? Chunk.TRAILERS : Chunk.DATA;
    }

    private void unwrapped(byte[] bytes) {
        if (!form.deflated()) {
            plain.accept(bytes);
            return;
        }
        inflater.setInput(bytes);
        try {
            while (!inflater.finished() && !inflater.needsInput()) {
                var piece = new byte[PIECE];
                var count = inflater.inflate(piece);
                if (count == 0 && inflater.needsDictionary()) {
                    throw new MalformedMessageException("zlib stream with a preset dictionary");
                }
                if (inflater.getBytesWritten() > BOMB_FLOOR && inflater.getBytesWritten() / BOMB_RATIO > inflater.getBytesRead()) {
                    throw new MalformedMessageException(inflater.getBytesWritten() + " bytes inflated out of " + inflater.getBytesRead());
                }
                if (count > 0) {
                    plain.accept(Arrays.copyOf(piece, count));
                }
            }
        } catch (DataFormatException broken) {
            throw new MalformedMessageException("broken zlib stream");
        }
    }

    void close() {
        ended = true;
        inflater.end();
    }
}
