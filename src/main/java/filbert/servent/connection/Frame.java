package filbert.servent.connection;

import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;

/** One message as it arrived; whoever takes it out of the inbox releases the payload. {@code tooLong}: above its type's limit, payload left out. */
record Frame(Header header, ByteBuf payload, boolean tooLong) {}
