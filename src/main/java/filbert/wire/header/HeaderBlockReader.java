package filbert.wire.header;

import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one {@link HeaderBlock} after the other from bytes that arrive in any portions. CRLF and LF both end a line; bytes are read as
 * Latin-1, one character each. Empty lines before a block are skipped, as old HTTP clients send one behind a request. Ceilings: 16,384
 * bytes, 128 lines, 2,048 bytes a line (1-connect, 3.2; 3-transfer, 3.1). Not thread-safe.
 */
public final class HeaderBlockReader {
    static final int MAX_BYTES = 16_384;
    static final int MAX_LINES = 128;
    static final int MAX_LINE = 2_048;

    private final StringBuilder line = new StringBuilder();
    private final List<HeaderBlock.Field> fields = new ArrayList<>();
    private @Nullable String startLine;
    private int newest;
    private int bytes;
    private int lines;

    /**
     * Consumes bytes up to and including the empty line; what follows stays in {@code in}. After a block the reader is ready for the next.
     *
     * @return the block once complete
     * @throws MalformedMessageException above a ceiling or for a line that is no header; the reader is of no use afterwards
     */
    public Optional<HeaderBlock> read(ByteBuf in) {
        while (true) {
            var toLineFeed = in.bytesBefore((byte) '\n');
            var available = toLineFeed < 0 ? in.readableBytes() : toLineFeed;
            take(in, available);
            if (toLineFeed < 0) {
                return Optional.empty();
            }
            in.skipBytes(1);
            count(1);
            if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
            }
            var complete = line.toString();
            line.setLength(0);
            var block = accept(complete);
            if (block.isPresent()) {
                return block;
            }
        }
    }

    /** Has anything of a block arrived? */
    public boolean started() {
        return bytes > 0;
    }

    private void take(ByteBuf in, int count) {
        if (line.length() + count > MAX_LINE) {
            throw new MalformedMessageException("header line of more than " + MAX_LINE + " bytes");
        }
        count(count);
        line.append(in.readCharSequence(count, StandardCharsets.ISO_8859_1));
    }

    private void count(int more) {
        bytes += more;
        if (bytes > MAX_BYTES) {
            throw new MalformedMessageException("header block of more than " + MAX_BYTES + " bytes");
        }
    }

    private Optional<HeaderBlock> accept(String text) {
        if (!text.isEmpty() && ++lines > MAX_LINES) {
            throw new MalformedMessageException("header block of more than " + MAX_LINES + " lines");
        }
        if (startLine == null) {
            startLine = text.isEmpty() ? null : text;
            return Optional.empty();
        }
        if (text.isEmpty()) {
            var block = new HeaderBlock(startLine, fields);
            startLine = null;
            fields.clear();
            bytes = 0;
            lines = 0;
            return Optional.of(block);
        }
        if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
            unfold(text.strip());
        } else {
            add(text);
        }
        return Optional.empty();
    }

    private void add(String text) {
        var colon = text.indexOf(':');
        var name = colon < 0 ? "" : text.substring(0, colon).strip();
        if (name.isEmpty()) {
            throw new MalformedMessageException("no header: '" + text + "'");
        }
        var value = text.substring(colon + 1).strip();
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                newest = i;
                join(i, ", ", value);
                return;
            }
        }
        newest = fields.size();
        fields.add(new HeaderBlock.Field(name, value));
    }

    /** Joins a continuation to the newest header with one blank (3-transfer, 3.2.3). */
    private void unfold(String continuation) {
        if (fields.isEmpty()) {
            throw new MalformedMessageException("continuation of no header: '" + continuation + "'");
        }
        join(newest, " ", continuation);
    }

    private void join(int at, String separator, String more) {
        var old = fields.get(at);
        fields.set(at, new HeaderBlock.Field(old.name(), old.value().isEmpty() ? more : old.value() + separator + more));
    }
}
