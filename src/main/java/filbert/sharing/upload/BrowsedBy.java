package filbert.sharing.upload;

import filbert.identity.Guid;
import filbert.net.Owner;
import filbert.servent.guard.OncePer;
import filbert.servent.search.Listing;
import filbert.wire.message.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who asks all that we share with the network (3-transfer, 3.10): query hits one behind the other until the connection closes, or a page for
 * browsers that take no hits, as fast as small things go. To one at a time, and to each address once an hour. Questions come on the link's loop, the rest is the owner's.
 */
final class BrowsedBy {
    static final String PACKETS = "application/x-gnutella-packets";
    static final Duration ONCE_IN = Duration.ofHours(1); // 3-transfer, 3.10: as gtk-gnutella; well above LONGEST, or one slow reader could have the one place always
    static final int MOST_FILES = 100_000; // 3-transfer, 3.10: nobody reads more results
    static final Duration LONGEST = Duration.ofMinutes(15); // ours: so long the list keeps others from theirs at most
    static final Duration STUCK = Duration.ofSeconds(30); // 3-transfer, 3.10: idle

    private static final Logger LOG = LoggerFactory.getLogger(BrowsedBy.class);
    private static final int REMEMBERED = 4_096; // addresses
    private static final int PAGE = 100; // files: some ten kibibytes
    private static final long MOST_UNSENT = 64 * 1024; // bytes
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration RETRY_BUSY = Duration.ofSeconds(60);
    private static final Guid NO_QUESTION = Guid.ZERO; // BearShare's MUID: 3-transfer, 3.10
    private static final int TTL = 1;

    private final Owner owner;
    private final SmallThings smallThings;
    private final Listed listing;
    private final BooleanSupplier allowed;
    private final OncePer<InetAddress> told;
    private final OncePer<InetAddress> refused;
    private boolean busy;

    BrowsedBy(Owner owner, SmallThings smallThings, Listed listing, BooleanSupplier allowed) {
        this.owner = owner;
        this.smallThings = smallThings;
        this.listing = listing;
        this.allowed = allowed;
        told = new OncePer<>(owner, ONCE_IN, REMEMBERED);
        refused = new OncePer<>(owner, ONCE_IN, REMEMBERED);
    }

    void answer(HttpRequest request, Conversation to) {
        if (!allowed.getAsBoolean()) {
            throw new RefusedException(Status.FORBIDDEN, "Browse Host Disabled");
        }
        var form = form(request);
        if (request.head()) {
            to.send(form.head(to));
            return;
        }
        try {
            owner.execute(() -> admit(to, form));
        } catch (RejectedExecutionException closing) {
            throw new RefusedException(Status.SERVICE_UNAVAILABLE, "Closing");
        }
    }

    /** What the list is written as. */
    private enum Form {
        HITS(MOST_FILES),
        PAGE(HtmlList.MOST_ROWS);

        private final int mostFiles;

        Form(int mostFiles) {
            this.mostFiles = mostFiles;
        }

        Reply head(Conversation to) {
            var reply = to.replyUntilClosed();
            return this == HITS ? reply.with("Content-Type", PACKETS) : HtmlList.described(reply);
        }

        ByteBuf begin(Conversation to) {
            var head = head(to).head().bytes();
            return this == HITS ? Unpooled.wrappedBuffer(head) : Unpooled.wrappedBuffer(head, HtmlList.begin());
        }

        ByteBuf encoded(Listing.Page page) {
            return this == HITS ? BrowsedBy.encoded(page) : Unpooled.wrappedBuffer(HtmlList.rows(page));
        }

        ByteBuf end(boolean whole) {
            return this == HITS ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(HtmlList.end(whole));
        }
    }

    /** Hits wherever they are taken, a page only for who asks for one by name. Parameters behind a type do not matter. */
    private static Form form(HttpRequest request) {
        var types = Stream.of(request.headers().get("Accept").orElse("").split(","))
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        if (types.contains(PACKETS)) {
            return Form.HITS;
        }
        if (types.contains(HtmlList.TYPE)) {
            return Form.PAGE;
        }
        throw new RefusedException(Status.NOT_ACCEPTABLE, Status.NOT_ACCEPTABLE.reason());
    }

    /** Whoever comes again is told so, once; then hung up on. */
    private void admit(Conversation to, Form form) {
        if (told.recently(to.peer())) {
            var answer = refused.pass(to.peer());
            on(to, () -> {
                if (answer) {
                    to.send(to.refusal(Status.TOO_MANY_REQUESTS, "Cannot Browse Too Often").retryAfter(ONCE_IN.toSeconds()));
                } else {
                    to.link().close();
                }
            });
        } else if (busy) {
            on(to, () -> to.send(to.refusal(Status.SERVICE_UNAVAILABLE, "Busy").retryAfter(RETRY_BUSY.toSeconds())));
        } else {
            told.pass(to.peer());
            busy = true;
            var telling = new Telling(to, form, owner.nanos());
            on(to, telling::begin);
        }
    }

    private static void on(Conversation to, Runnable step) {
        to.link().loop().execute(step);
    }

    /** The list on its way to one. */
    private final class Telling {
        private final Conversation to;
        private final Form form;
        private final long begun;
        private long lastMoved;
        private long last;
        private int files;

        Telling(Conversation to, Form form, long begun) {
            this.to = to;
            this.form = form;
            this.begun = begun;
            this.lastMoved = begun;
        }

        void begin() {
            if (to.open()) {
                to.link().write(form.begin(to));
            }
            look();
        }

        /** On the loop: goes on when what was written is mostly gone. */
        private void look() {
            var open = to.open();
            var room = to.link().unsentBytes() <= MOST_UNSENT;
            try {
                owner.execute(() -> look(open, room));
            } catch (RejectedExecutionException closing) {
                to.link().close();
            }
        }

        private void look(boolean open, boolean room) {
            var now = owner.nanos();
            if (!open || now - begun >= LONGEST.toNanos() || now - lastMoved >= STUCK.toNanos()) {
                over(to.link()::close);
            } else if (room) {
                lastMoved = now;
                guarded();
            } else {
                lookAgainIn(LOOK_AGAIN);
            }
        }

        /** Whatever happens, the next one gets a turn. */
        private void guarded() {
            try {
                next();
            } catch (RuntimeException fault) {
                LOG.warn("a list of files could not be made", fault);
                over(to.link()::close);
            }
        }

        private void next() {
            var page = files >= form.mostFiles || !allowed.getAsBoolean() ? null : page();
            if (page == null || page.files() == 0) {
                over(() -> end(page != null));
                return;
            }
            var bytes = form.encoded(page);
            var wait = smallThings.waitFor(bytes.readableBytes());
            if (wait.isEmpty()) {
                bytes.release();
                lastMoved = owner.nanos();
                lookAgainIn(Duration.ofSeconds(1)); // others have booked far ahead; the page is made again
                return;
            }
            last = page.last();
            files += page.files();
            lastMoved = owner.nanos() + wait.get().toNanos();
            to.link().loop().after(wait.get(), () -> {
                to.link().write(bytes);
                look();
            });
        }

        /** What was written goes out, then the connection closes. */
        private void end(boolean whole) {
            if (to.open()) {
                to.link().write(form.end(whole));
            }
            to.next(form.head(to), Duration.ZERO);
        }

        private Listing.Page page() {
            return listing.behind(last, PAGE);
        }

        private void lookAgainIn(Duration delay) {
            to.link().loop().after(delay, this::look);
        }

        private void over(Runnable farewell) {
            busy = false;
            LOG.debug("{} browsed {} files", to.link(), files);
            on(to, farewell);
        }
    }

    private static ByteBuf encoded(Listing.Page page) {
        var bytes = ByteBufAllocator.DEFAULT.buffer();
        try {
            page.hits().forEach(hit -> MessageCodec.encode(NO_QUESTION, TTL, 0, hit, bytes));
            return bytes;
        } catch (RuntimeException bug) {
            bytes.release();
            throw bug;
        }
    }
}
