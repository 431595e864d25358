package filbert.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Remembers everything a link told it. Safe from any thread. */
public final class Recorder implements Link.Handler {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int drained;
    private int closed;
    private @Nullable IOException cause;

    @Override
    public synchronized void received(ByteBuf portion) {
        bytes.writeBytes(ByteBufUtil.getBytes(portion));
        portion.release();
    }

    @Override
    public synchronized void drained() {
        drained++;
    }

    @Override
    public synchronized void closed(@Nullable IOException why) {
        closed++;
        cause = why;
    }

    public synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    public synchronized int size() {
        return bytes.size();
    }

    public synchronized String text() {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    public synchronized int timesDrained() {
        return drained;
    }

    public synchronized int timesClosed() {
        return closed;
    }

    public boolean isClosed() {
        return timesClosed() > 0;
    }

    public synchronized @Nullable IOException cause() {
        return cause;
    }
}
