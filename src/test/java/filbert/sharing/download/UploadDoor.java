package filbert.sharing.download;

import filbert.net.Link;
import filbert.sharing.upload.UploadServer;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Leads whoever calls straight to the uploads. */
record UploadDoor(Link link, UploadServer server) implements Link.Handler {
    @Override
    public void received(ByteBuf bytes) {
        server.receive(link, bytes);
    }

    @Override
    public void closed(@Nullable IOException cause) {}
}
