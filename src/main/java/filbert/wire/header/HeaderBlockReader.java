package filbert.wire.header;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Gathers one {@link HeaderBlock} from bytes that arrive in any portions. CRLF and LF both end a line. Ceilings: 16,384 bytes, 128 lines,
 * 2,048 bytes a line (1-connect, 3.2; 3-transfer, 3.1).
 */
public final class HeaderBlockReader {
    /**
     * Consumes bytes up to and including the empty line; what follows stays in {@code in}.
     *
     * @return the block once complete
     * @throws filbert.wire.message.MalformedMessageException above a ceiling or for a line that is no header
     */
    public Optional<HeaderBlock> read(ByteBuf in) {
        throw new IllegalStateException("bug: not written");
    }
}
