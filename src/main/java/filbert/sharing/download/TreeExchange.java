package filbert.sharing.download;

import filbert.identity.TigerRoot;
import filbert.net.Owner;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.hashing.Thex;
import filbert.sharing.hashing.TreeRow;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Asks for a file's tree, proves it on a worker, and tells the owner (3-transfer, 3.4). */
final class TreeExchange implements Exchange {
    private final TigerRoot root;
    private final long size;
    private final Executor workers;
    private final Owner owner;
    private final Listener listener;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable ReplyHead head;
    private boolean usable;

    TreeExchange(TigerRoot root, long size, Executor workers, Owner owner, Listener listener) {
        this.root = root;
        this.size = size;
        this.workers = workers;
        this.owner = owner;
        this.listener = listener;
    }

    /** Told on the owner, one of the three, then {@code replied}. */
    interface Listener {
        void proved(TreeRow row);

        /** Not this tree from this source, ever. */
        void refused(String why);

        /** Busy computing, or the connection failed. */
        void later();

        void replied(Ending ending);
    }

    @Override
    public Body head(ReplyHead replyHead) {
        head = replyHead;
        var length = replyHead.contentLength();
        usable = replyHead.status() == 200 && !replyHead.encoded() && length.isPresent() && length.getAsLong() <= Thex.MAX_LENGTH;
        return usable ? new Body.Wanted(length.getAsLong()) : new Body.Unwanted();
    }

    @Override
    public void body(ByteBuf bytes) {
        var portion = new byte[bytes.readableBytes()];
        bytes.readBytes(portion);
        bytes.release();
        body.writeBytes(portion);
    }

    @Override
    public boolean congested() {
        return false;
    }

    @Override
    public void ended(Ending ending, String detail) {
        var complete = ending == Ending.COMPLETE || ending == Ending.COMPLETE_AND_CLOSED;
        var answer = head;
        if (!complete || answer == null || answer.status() / 100 == 5) {
            tell(ending, listener::later);
        } else if (usable) {
            workers.execute(() -> prove(body.toByteArray(), ending));
        } else {
            tell(ending, () -> listener.refused(words(answer)));
        }
    }

    private static String words(ReplyHead head) {
        return "no tree: " + head.status() + " " + head.reason();
    }

    private void prove(byte[] bytes, Ending ending) {
        try {
            var row = Thex.read(bytes, root, size);
            tell(ending, () -> listener.proved(row));
        } catch (Thex.BadTreeException bad) {
            tell(ending, () -> listener.refused("bad tree: " + bad.getMessage()));
        }
    }

    private void tell(Ending ending, Runnable what) {
        owner.execute(() -> {
            what.run();
            listener.replied(ending);
        });
    }
}
