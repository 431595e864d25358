package filbert.sharing.upload;

import filbert.identity.HostAddress;
import filbert.net.Owner;
import filbert.servent.push.PushProxy;
import filbert.servent.push.Whereabouts;
import filbert.sharing.hashing.Thex;
import filbert.wire.header.HeaderBlock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request, in the order of 3-transfer, 3.5: which file, is it still the one that was hashed, which bytes, may the peer have
 * them now, and only then is it opened. Begins and ends on the link's loop; looks at disks on workers and asks the {@link Desk} on the
 * owner.
 */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private static final long RETRY_BUSY = 900; // seconds; 3-transfer, 3.6.4
    private static final long RETRY_SENDING = 180; // seconds, ours
    private static final long RETRY_PUSH = 60; // seconds, ours
    private static final long RETRY_TREE = 60; // seconds

    private final Owner owner;
    private final Executor workers;
    private final Desk desk;
    private final SharedContent content;
    private final Inventory inventory;
    private final TreeRows trees;
    private final PushProxy proxy;
    private final SmallThings smallThings;
    private final BrowsedBy browsing;

    Answers(UploadServer.World world, Desk desk, SharedContent content, TreeRows trees, PushProxy proxy, BooleanSupplier mayBrowse) {
        this.proxy = proxy;
        owner = world.owner();
        workers = world.workers();
        this.desk = desk;
        this.content = content;
        inventory = new Inventory(content);
        this.trees = trees;
        smallThings = new SmallThings(owner);
        browsing = new BrowsedBy(owner, smallThings, world.listing(), mayBrowse);
    }

    void serveUnfinished(UnfinishedContent content) {
        inventory.serveUnfinished(content);
    }

    void answer(HttpRequest request, Conversation to) {
        switch (Target.parse(request.target())) {
            case Target.File(var urn) -> file(request, inventory.any(urn).orElseThrow(Answers::notFound), to);
            case Target.Listed(var index, var name) -> file(request, inventory.byName(index, name).orElseThrow(Answers::notFound), to);
            case Target.Tree(var urn) -> tree(request, inventory.complete(urn).orElseThrow(Answers::notFound), to);
            case Target.Push push -> push(request, push, to);
            case Target.Browse _ -> browsing.answer(request, to);
            case Target.Unknown _ -> throw notFound();
        }
    }

    /** The one who asks is the one to be called, or nobody is (3-transfer, 3.9.4). */
    private void push(HttpRequest request, Target.Push push, Conversation to) {
        var requester = request.headers().get("X-Node").flatMap(HostAddress::parse).orElseThrow(() -> new RefusedException(Status.BAD_REQUEST, "Missing X-Node"));
        var source = to.link().remote().ip();
        ask(owner, to, () -> proxy.relay(push.servent(), push.index(), requester, source), outcome -> to.send(switch (outcome) {
            case FORWARDED -> to.refusal(Status.ACCEPTED, "Push Sent");
            case NOT_HERE -> to.refusal(Status.GONE, "Not Connected Here");
            case NOT_YOURS -> to.refusal(Status.BAD_REQUEST, "X-Node Is Not Yours");
            case TOO_OFTEN -> to.refusal(Status.SERVICE_UNAVAILABLE, "Too Many Pushes").retryAfter(RETRY_PUSH);
        }));
    }

    private static RefusedException notFound() {
        return new RefusedException(Status.NOT_FOUND, Status.NOT_FOUND.reason());
    }

    private void file(HttpRequest request, ServedFile file, Conversation to) {
        refuseOtherContent(request, file);
        if (file.unfinished()) {
            ask(workers, to, () -> inventory.standing(file), standing -> {
                switch (standing) {
                    case THERE -> bytes(request, file, to);
                    case MOVING -> differs(request, file, to);
                    case HIDDEN -> throw notFound();
                }
            });
            return;
        }
        if (to.held().is(file)) {
            bytes(request, file, to); // looked at again before it is sent; no walk to a worker between two ranges
            return;
        }
        ask(workers, to, () -> OnDisk.unchanged(file), unchanged -> {
            if (unchanged) {
                bytes(request, file, to);
            } else {
                differs(request, file, to);
            }
        });
    }

    /** Step 4: the peer may say which content it expects behind a name. */
    private static void refuseOtherContent(HttpRequest request, ServedFile file) {
        if (!Inventory.isWhatIsExpected(request, file)) {
            throw notFound();
        }
    }

    private void differs(HttpRequest request, ServedFile file, Conversation to) {
        ask(owner, to, () -> alternatives(request, file, to), others -> differs(file, others, to));
    }

    private void differs(ServedFile file, List<HeaderBlock.Field> others, Conversation to) {
        if (!file.unfinished()) {
            content.differsOnDisk(file);
        }
        to.send(to.refusal(Status.SERVICE_UNAVAILABLE, "SHA1 is being recomputed").about(file).onceRehashed().with(others));
    }

    private void bytes(HttpRequest request, ServedFile file, Conversation to) {
        var asked = RequestedRange.of(request.headers().get("Range"), file.size());
        var wanted = file.unfinished() ? asked.flatMap(inventory.verified(file)::clip) : asked;
        if (wanted.isEmpty()) {
            var refusal = to.refusal(Status.RANGE_NOT_SATISFIABLE, Status.RANGE_NOT_SATISFIABLE.reason()).with("Content-Range", "bytes */" + file.size());
            ask(owner, to, () -> alternatives(request, file, to), others -> to.send(describing(refusal, file, false).with(others)));
            return;
        }
        var range = wanted.get();
        if (request.head() || range.length() == 0) {
            ask(owner, to, () -> alternatives(request, file, to), others -> to.send(head(file, range, to).with(others)));
            return;
        }
        var wish = Ask.of(request, file, range, to);
        ask(owner, to, () -> new Decision(desk.decide(wish), alternatives(request, file, to)), decision -> settle(wish, decision));
    }

    /** @param alternatives what the peer is told of others who have the file */
    private record Decision(Verdict verdict, List<HeaderBlock.Field> alternatives) {}

    /** Step 5: what the peer knows of others, and what we do. Whatever comes of it has to be sent: nothing is told twice on a connection. */
    private static List<HeaderBlock.Field> alternatives(HttpRequest request, ServedFile file, Conversation to) {
        var alternatives = to.alternatives();
        alternatives.heard(file.sha1(), request.headers());
        var ourselves = file.unfinished() ? to.ourselves() : Optional.<Whereabouts>empty();
        return alternatives.tell(file.sha1(), HeaderBlock.of(""), ourselves).fields();
    }

    private Reply describing(Reply reply, ServedFile file, boolean busy) {
        var about = reply.about(file);
        return file.unfinished() ? about.withRanges(inventory.verified(file), busy) : about.withTree(file);
    }

    private Reply head(ServedFile file, RequestedRange range, Conversation to) {
        var reply = to.reply(range.partial() ? Status.PARTIAL_CONTENT : Status.OK)
                .with("Content-Type", "application/octet-stream")
                .with("Content-Length", Long.toString(range.length()));
        if (range.partial()) {
            reply = reply.with("Content-Range", "bytes " + range.from() + "-" + range.last() + "/" + file.size());
        }
        return describing(reply, file, false);
    }

    private void settle(Ask wish, Decision decision) {
        var to = wish.conversation();
        switch (decision.verdict()) {
            case Verdict.Granted(var transfer, var id) -> open(transfer, named(id, decision.alternatives()));
            case Verdict.Queued(var position, var length) ->
                to.send(queued(wish, position, length).with(decision.alternatives()), Waiter.POLL_MAX);
            case Verdict.Enlisted enlisted ->
                to.send(enlisted(wish, enlisted).with(decision.alternatives()), enlisted.place().lifetime().orElse(Waiter.POLL_MAX));
            case Verdict.Busy _ -> to.send(busy(wish).with(decision.alternatives()));
            case Verdict.TooEager _ -> to.send(to.farewell(Status.TOO_MANY_REQUESTS, "Asking Too Often").retryAfter(Desk.EAGER_PAUSE.toSeconds()));
            case Verdict.AlreadySending _ ->
                to.send(to.refusal(Status.CONFLICT, "Another Connection Is Active").about(wish.file()).retryAfter(RETRY_SENDING).with(decision.alternatives()));
        }
    }

    private Reply busy(Ask wish) {
        return describing(wish.conversation().farewell(Status.SERVICE_UNAVAILABLE, "Busy"), wish.file(), true)
                .retryAfter(RETRY_BUSY);
    }

    private Reply queued(Ask wish, int position, int length) {
        var pollMin = Waiter.POLL_MIN.toSeconds();
        return describing(wish.conversation().refusal(Status.SERVICE_UNAVAILABLE, "Queued"), wish.file(), true)
                .retryAfter(pollMin)
                .with("X-Queue", "position=%d, length=%d, pollMin=%d, pollMax=%d"
                        .formatted(position, length, pollMin, Waiter.POLL_MAX.toSeconds()));
    }

    /** The ID goes with data, too (3-transfer, 3.6.2). */
    private static List<HeaderBlock.Field> named(Optional<String> id, List<HeaderBlock.Field> alternatives) {
        return Stream.concat(id.map(own -> new HeaderBlock.Field("X-Queued", "ID=" + own)).stream(), alternatives.stream()).toList();
    }

    private Reply enlisted(Ask wish, Verdict.Enlisted enlisted) {
        var to = wish.conversation();
        var reply = enlisted.stays() ? to.refusal(Status.SERVICE_UNAVAILABLE, "Queued") : to.farewell(Status.SERVICE_UNAVAILABLE, "Queued");
        return describing(reply, wish.file(), true).retryAfter(enlisted.retryAfter()).with("X-Queued", enlisted.place().value());
    }

    /** The file held open since the range before is looked at here: its inode is in memory, and sending reads the file on this loop anyway. */
    private void open(Transfer transfer, List<HeaderBlock.Field> alternatives) {
        if (transfer.file.unfinished() && !inventory.verified(transfer.file).contain(transfer.range)) {
            tellOwner(transfer.conversation, () -> desk.finished(transfer, false));
            differs(transfer.file, alternatives, transfer.conversation);
            return;
        }
        var held = transfer.conversation.held().take(transfer.file);
        if (held.isPresent() && OnDisk.unchanged(transfer.file)) {
            stream(transfer, held.get(), alternatives);
            return;
        }
        held.ifPresent(OpenFile::close);
        ask(workers, transfer.conversation, () -> OnDisk.open(transfer.file), channel -> {
            if (channel.isPresent()) {
                stream(transfer, new OpenFile(transfer.file, channel.get()), alternatives);
            } else {
                tellOwner(transfer.conversation, () -> desk.finished(transfer, false));
                differs(transfer.file, alternatives, transfer.conversation);
            }
        });
    }

    private void stream(Transfer transfer, OpenFile open, List<HeaderBlock.Field> alternatives) {
        var to = transfer.conversation;
        var head = head(transfer.file, transfer.range, to).with(alternatives);
        to.send(head, open.channel(), transfer.range, transfer::sent).whenComplete((_, failure) -> {
            tellOwner(to, () -> {
                if (failure == null) {
                    desk.finished(transfer, true);
                } else {
                    desk.broken(transfer);
                }
            });
            if (failure == null) {
                to.held().hold(open);
                to.next(head, Conversation.FOLLOW_UP);
            } else {
                open.close();
                LOG.debug("{} upload of {} ended early: {}", to.link(), transfer.file.name(), failure.getMessage());
                to.link().close();
            }
        });
    }

    private void tree(HttpRequest request, ServedFile file, Conversation to) {
        refuseOtherContent(request, file);
        ask(workers, to, () -> trees.of(file).map(row -> Thex.write(row, UUID.nameUUIDFromBytes(file.tigerRoot().bytes()))), found -> {
            var tree = found.orElseThrow(Answers::notFound);
            ask(owner, to, () -> booked(request, file, tree, to), wait -> {
                if (request.head()) {
                    to.send(treeHead(file, tree, to));
                } else {
                    sendTree(file, tree, wait, to);
                }
            });
        });
    }

    /**
     * Others that a request for a tree names are heard as those of any request (3-transfer, 3.7.2). It tells of none: nothing is told twice on a connection,
     * and nobody is known to read them there.
     */
    private Optional<Duration> booked(HttpRequest request, ServedFile file, byte[] tree, Conversation to) {
        to.alternatives().heard(file.sha1(), request.headers());
        return request.head() ? Optional.of(Duration.ZERO) : smallThings.waitFor(tree.length);
    }

    private void sendTree(ServedFile file, byte[] tree, Optional<Duration> wait, Conversation to) {
        if (wait.isEmpty()) {
            to.send(to.refusal(Status.SERVICE_UNAVAILABLE, "Busy").about(file).retryAfter(RETRY_TREE));
        } else {
            to.link().loop().after(wait.get(), () -> to.send(treeHead(file, tree, to), tree));
        }
    }

    private static Reply treeHead(ServedFile file, byte[] tree, Conversation to) {
        return to.reply(Status.OK)
                .with("Content-Type", Thex.CONTENT_TYPE)
                .with("Content-Length", Integer.toString(tree.length))
                .about(file);
    }

    /** Asks elsewhere and goes on with the answer on the conversation's loop. */
    private <T> void ask(Executor where, Conversation to, Supplier<T> question, Consumer<T> then) {
        try {
            where.execute(() -> {
                var next = answering(question, then);
                to.link().loop().execute(() -> to.guarded(next));
            });
        } catch (RejectedExecutionException overloadedOrClosing) {
            throw new RefusedException(Status.SERVICE_UNAVAILABLE, "Overloaded");
        }
    }

    private static <T> Runnable answering(Supplier<T> question, Consumer<T> then) {
        try {
            var answer = question.get();
            return () -> then.accept(answer);
        } catch (RuntimeException fault) {
            LOG.warn("an upload could not be prepared", fault);
            return () -> {
                throw new RefusedException(Status.SERVICE_UNAVAILABLE, "Internal Fault");
            };
        }
    }

    private void tellOwner(Conversation about, Runnable news) {
        try {
            owner.execute(news);
        } catch (RejectedExecutionException closing) {
            about.link().close();
        }
    }
}
