package filbert.sharing.download;

import filbert.net.Owner;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import io.netty.buffer.ByteBuf;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for the first bytes of a file whose size nobody told, and throws them away. */
final class ProbeExchange implements Exchange {
    static final ByteRange ASKED = new ByteRange(0, 1023);

    private final Owner owner;
    private final Consumer<RangeExchange.Result> listener;
    private @Nullable ReplyHead head;

    /** @param listener told on the owner */
    ProbeExchange(Owner owner, Consumer<RangeExchange.Result> listener) {
        this.owner = owner;
        this.listener = listener;
    }

    /** What a successful reply says of the size of the whole file. Nobody has to be asked for an empty one. */
    static OptionalLong size(ReplyHead head) {
        var told = told(head);
        return told.isPresent() && told.getAsLong() > 0 ? told : OptionalLong.empty();
    }

    private static OptionalLong told(ReplyHead head) {
        return switch (head.status()) {
            case 200 -> head.encoded() ? OptionalLong.empty() : head.contentLength();
            case 206 -> head.contentRange().map(range -> range.total()).orElseGet(OptionalLong::empty);
            default -> OptionalLong.empty();
        };
    }

    @Override
    public Body head(ReplyHead replyHead) {
        head = replyHead;
        return new Body.Unwanted();
    }

    @Override
    public void body(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public boolean congested() {
        return false;
    }

    @Override
    public void ended(Ending ending, String detail) {
        var result = new RangeExchange.Result(head, new RangeReply.Refused(), ending, detail);
        owner.execute(() -> listener.accept(result));
    }
}
