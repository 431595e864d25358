package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.TigerRoot;
import filbert.net.Timeline;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.Conversation;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.download.http.Turn;
import filbert.sharing.hashing.TreeRow;
import filbert.wire.header.HeaderBlock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One host working for one download: asks request after request on its link until there is nothing left to ask or the host is of no use for now.
 * Owner only.
 */
final class Worker implements Host.User {
    private static final Duration STALL_WAIT = Duration.ofMinutes(1); // 3-transfer, 3.8.3: "data stall"
    private static final Duration TREE_WAIT = Duration.ofMinutes(2); // 3-transfer, 3.4: "allow 120 s idle"
    private static final Duration TREE_LATER = Duration.ofMinutes(5); // ours
    private static final Duration BROKEN_WAIT = Duration.ofSeconds(15); // ours: after a link lost in the middle, doubling
    private static final int MAX_DOUBLINGS = 6;
    static final Duration NOTHING_WAIT = Duration.ofMinutes(5); // ours: it has nothing we lack
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1); // 3-transfer, 3.8.3: "60 s·2ⁿ ≤ 1 h, 8 tries"
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final int TRIES = 8;
    private static final int HEARSAY_TRIES = 2; // 3-transfer, 3.15: "2 connection attempts per address per hour unless confirmed"
    private static final Duration HEARSAY_RETRY = Duration.ofMinutes(30);
    private static final int STINGY = 1024; // ours: replies this short fragment the file
    private static final int MAX_STINGY = 3;

    private final Fetching fetching;
    private final Candidate candidate;
    private final Host host;
    private @Nullable Conversation conversation;
    private Timeline.@Nullable Timer poll;
    private boolean queued; // polls, and does not only keep a pause
    private final Meshed meshed;
    private boolean dismissed;
    private boolean asking;
    private boolean otherRangeTried;
    private int stingy;

    Worker(Fetching fetching, Candidate candidate, Host host) {
        this.fetching = fetching;
        this.candidate = candidate;
        this.host = host;
        meshed = new Meshed(fetching.mesh());
    }

    void begin() {
        if (!host.hasLink()) {
            candidate.is(Candidate.State.CONNECTING, "");
        }
        host.engage(this, candidate.source());
    }

    /** Is it of use now, or only waiting in the host's queue? */
    boolean waiting() {
        return queued;
    }

    @Override
    public boolean asking() {
        return asking;
    }

    @Override
    public Candidate candidate() {
        return candidate;
    }

    @Override
    public void ready(Conversation link) {
        conversation = link;
        meshed.linked(link.link().remote().ip());
        host.servedBefore(candidate).ifPresent(former -> fetching.goOnInPlaceOf(former, candidate));
        next();
    }

    @Override
    public void pushed() {
        candidate.is(Candidate.State.PUSHED, "");
    }

    @Override
    public void unreachable(String why) {
        if (!fetching.wayOut()) {
            candidate.rest(fetching.now(), ""); // nobody could be reached: nobody's fault
            leave();
            return;
        }
        var tries = candidate.unreachedAgain();
        if (candidate.hearsay()) {
            unproven(tries, why);
        } else if (tries >= TRIES) {
            candidate.drop(why);
        } else {
            var wait = FIRST_RETRY.multipliedBy(1L << (tries - 1));
            rest(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY, why);
        }
        leave();
    }

    /** Somebody may have named it to have it called. */
    private void unproven(int tries, String why) {
        if (tries < HEARSAY_TRIES) {
            rest(HEARSAY_RETRY, why);
        } else {
            candidate.drop(why);
            meshed.failed(candidate, fetching.sha1());
        }
    }

    @Override
    public void unlinked() {
        conversation = null;
        if (asking) {
            return;
        }
        var turn = candidate.place();
        if (queued && turn != null && turn.id().isPresent()) {
            candidate.waitsFor(turn); // the place outlives the connection
        } else {
            restAfterBreak("closed the connection");
        }
        leave();
    }

    private void restAfterBreak(String why) {
        if (!fetching.wayOut()) {
            candidate.rest(fetching.now(), "");
            return;
        }
        rest(BROKEN_WAIT.multipliedBy(1L << Math.min(MAX_DOUBLINGS, candidate.brokenAgain() - 1)), why);
    }

    /** After anything but a whole reply on a link that lasts, the link is of no more use. */
    private void asked(Exchange.Ending ending) {
        asking = false;
        if (ending != Exchange.Ending.COMPLETE) {
            conversation = null;
            if (!dismissed) {
                host.hangUp();
            }
        }
    }

    private void rest(Duration delay, String why) {
        candidate.rest(fetching.now() + delay.toNanos(), why);
    }

    /** Asks for whatever the download needs most from this host. */
    private void next() {
        var link = conversation;
        if (link == null) {
            candidate.rest(fetching.now(), "");
            leave();
            return;
        }
        if (host.mayBeAskedAt() > fetching.now()) {
            later(host.mayBeAskedAt());
            return;
        }
        switch (fetching.taskFor(candidate)) {
            case Task.Probe() -> probe(link);
            case Task.Tree(var root) -> tree(link, root);
            case Task.Range(var claim) -> range(link, claim);
            case Task.NotHere() -> {
                rest(NOTHING_WAIT, "has nothing we lack");
                leave();
            }
            case Task.Nothing() -> {
                candidate.rest(fetching.now(), "");
                leave();
            }
        }
    }

    /** Keeps the link meanwhile. */
    private void later(long at) {
        candidate.is(Candidate.State.WAITING, candidate.detail());
        poll = fetching.owner().after(Duration.ofNanos(at - fetching.now()), () -> {
            poll = null;
            queued = false;
            next();
        });
    }

    private void stopPolling() {
        queued = false;
        if (poll != null) {
            poll.cancel();
            poll = null;
        }
    }

    private void leave() {
        stopPolling();
        host.release(this);
        fetching.left(candidate);
    }

    /** The download has no use for it any more. What is under way is cut. */
    void dismiss() {
        dismissed = true;
        if (asking || poll != null) {
            host.hangUp();
        }
        conversation = null;
        if (!candidate.bad()) {
            candidate.rest(fetching.now(), "");
        }
        stopPolling();
        host.release(this);
    }

    private void ask(Conversation link, HeaderBlock request, Duration stallWait, Exchange exchange) {
        asking = true;
        if (candidate.state() != Candidate.State.RECEIVING) {
            candidate.is(Candidate.State.REQUESTING, "");
        }
        host.asked();
        link.ask(request, stallWait, exchange);
    }

    private HostAddress address() {
        return conversation == null || candidate.source().address().port() != 0
                ? candidate.source().address()
                : conversation.link().remote();
    }

    private void probe(Conversation link) {
        var request = fetching.requests().range(address(), fetching.sha1(), ProbeExchange.ASKED, 0, candidate.ticket());
        ask(link, request, STALL_WAIT, new ProbeExchange(fetching.owner(), this::probed));
    }

    private void probed(RangeExchange.Result result) {
        asked(result.ending());
        fetching.probeEnded(candidate);
        if (dismissed) {
            return;
        }
        var head = result.head();
        if (head == null) {
            broken(result);
            return;
        }
        answered(head);
        var size = ProbeExchange.size(head);
        if (!head.sha1s().isEmpty() && !head.sha1s().contains(fetching.sha1())) {
            candidate.ban("has another file under this hash");
            leave();
        } else if (size.isPresent()) {
            fetching.sizeTold(size.getAsLong());
            next();
        } else if (head.successful()) {
            candidate.drop("does not say how large the file is");
            leave();
        } else {
            react(head, new Span(0, ProbeExchange.ASKED.last() + 1));
        }
    }

    private void answered(ReplyHead head) {
        host.proven();
        if (head.speaksTls()) {
            host.speaksTls();
        }
        if (head.successful()) {
            host.serves(candidate);
            if (candidate.served(head.parqId(), fetching.now())) {
                fetching.placed(candidate);
            }
        } else {
            host.refused(candidate);
        }
        candidate.reached();
        candidate.vendor(head.vendor());
        head.pushProxies().ifPresent(candidate::proxies);
        head.thex().ifPresent(candidate::thex);
        fetching.heardOf(meshed.heard(candidate, fetching.sha1(), head));
        head.tigerRoot().ifPresent(fetching::hear);
    }

    private void range(Conversation link, Segments.Claim claim) {
        var span = claim.span();
        var storage = fetching.storage();
        var request = fetching.requests()
                .range(address(), fetching.sha1(), new ByteRange(span.from(), span.to() - 1), fetching.arrivedBytes(), candidate.ticket());
        var exchange = new RangeExchange(
                span, fetching.size(), fetching.sha1(), storage, fetching.owner(), link, new RangeListener(claim));
        ask(link, meshed.tell(fetching.sha1(), request), STALL_WAIT, exchange);
    }

    /** A claim lives on behind its exchange until its last bytes are on disk, whatever became of the worker. */
    private final class RangeListener implements RangeExchange.Listener {
        private final Segments.Claim claim;

        RangeListener(Segments.Claim claim) {
            this.claim = claim;
        }

        @Override
        public void given(ReplyHead head, Span span) {
            if (span.length() < STINGY && span.length() < claim.span().length()) {
                stingy++;
            }
            fetching.narrowed(claim, span);
            answered(head);
            if (!dismissed) {
                otherRangeTried = false;
                candidate.is(Candidate.State.RECEIVING, "");
                hasRanges(head);
            }
        }

        @Override
        public void wrote(Span span) {
            fetching.arrived(span, candidate);
        }

        @Override
        public void ended() {
            fetching.released(claim);
        }

        @Override
        public void replied(RangeExchange.Result result) {
            asked(result.ending());
            if (!(result.verdict() instanceof RangeReply.Data)) {
                fetching.released(claim);
            }
            if (!dismissed) {
                replyEnded(result, claim.span());
            }
        }
    }

    private void hasRanges(ReplyHead head) {
        head.availableRanges()
                .ifPresentOrElse(ranges -> candidate.has(ranges, fetching.size(), fetching.now() + Reaction.TEN_MINUTES.toNanos()),
                        candidate::hasEverything);
    }

    private void replyEnded(RangeExchange.Result result, Span asked) {
        var head = result.head();
        switch (result.verdict()) {
            case RangeReply.Data _ when stingy >= MAX_STINGY -> {
                rest(Reaction.TEN_MINUTES, "sends a few bytes at a time");
                host.hangUp();
                leave();
            }
            case RangeReply.Data _ when complete(result.ending()) -> {
                candidate.wholeAgain();
                next();
            }
            case RangeReply.Data _ -> broken(result);
            case RangeReply.Wrong(var why) -> {
                meshed.failed(candidate, fetching.sha1());
                candidate.ban(why);
                host.hangUp();
                leave();
            }
            case RangeReply.Refused() when head == null -> broken(result);
            case RangeReply.Refused() -> {
                answered(head);
                react(head, asked);
            }
        }
    }

    private static boolean complete(Exchange.Ending ending) {
        return ending == Exchange.Ending.COMPLETE || ending == Exchange.Ending.COMPLETE_AND_CLOSED;
    }

    private void broken(RangeExchange.Result result) {
        var why = switch (result.ending()) {
            case SILENT -> "no answer";
            case STALLED -> "stalled";
            case GARBAGE -> "no HTTP: " + result.detail();
            case LOST -> result.detail().isEmpty() ? "closed the connection" : result.detail();
            case COMPLETE, COMPLETE_AND_CLOSED -> throw new IllegalStateException("bug: complete without a head");
        };
        if (result.ending() == Exchange.Ending.GARBAGE || result.head() == null) {
            unreachable(why);
        } else {
            restAfterBreak(why);
            leave();
        }
    }

    private void react(ReplyHead head, Span asked) {
        var why = head.status() + (head.reason().isEmpty() ? "" : " " + head.reason());
        switch (Reaction.to(head, asked, fetching.instant(), fetching.busyElsewhere(candidate))) {
            case Reaction.Drop() -> {
                candidate.drop(why);
                leave();
            }
            case Reaction.Rest(var delay) -> {
                rest(delay, why);
                leave();
            }
            case Reaction.Hold(var delay) -> {
                var until = fetching.now() + delay.toNanos();
                if (head.status() == Reaction.THROWN_OUT) {
                    candidate.thrownOut(until);
                    fetching.placed(candidate);
                }
                host.hold(until);
                rest(delay, why);
                host.hangUp();
                leave();
            }
            case Reaction.Poll(var turn) -> inLine(turn, true);
            case Reaction.Return(var turn) -> inLine(turn, false);
            case Reaction.OtherRange(var delay) -> otherRange(head, delay, why);
        }
    }

    private void inLine(Turn turn, boolean stays) {
        var known = candidate.queued(turn, fetching.now());
        var place = candidate.place();
        fetching.placed(candidate);
        if (!known || place == null) {
            rest(turn.earliest().compareTo(Reaction.TEN_MINUTES) > 0 ? turn.earliest() : Reaction.TEN_MINUTES, "forgets our place in its queue");
            host.hangUp();
            leave();
        } else if (stays && conversation != null) {
            candidate.is(Candidate.State.WAITING, Integer.toString(place.position()));
            later(place.due());
            queued = true;
            fetching.waits();
        } else {
            candidate.waitsFor(place);
            host.hangUp();
            leave();
        }
    }

    private void otherRange(ReplyHead head, Duration delay, String why) {
        hasRanges(head);
        if (otherRangeTried || conversation == null || head.availableRanges().isEmpty() || fetching.size() < 0) {
            candidate.hasEverything();
            rest(delay, why);
            leave();
        } else {
            otherRangeTried = true;
            var known = Optional.ofNullable(candidate.available(fetching.now()));
            if (known.isPresent() && fetching.lacks(known.get())) {
                next();
            } else {
                rest(delay, why);
                leave();
            }
        }
    }

    private void tree(Conversation link, TigerRoot root) {
        var thex = candidate.thex().filter(uri -> uri.root().equals(root));
        var request = thex.map(uri -> fetching.requests().tree(address(), uri.path()))
                .orElseGet(() -> fetching.requests().tree(address(), fetching.sha1()));
        ask(link, request, TREE_WAIT, new TreeExchange(root, fetching.size(), fetching.lane(), fetching.owner(), new TreeExchange.Listener() {
            @Override
            public void proved(TreeRow row) {
                host.sends();
                fetching.treeProved(row);
            }

            @Override
            public void refused(String why) {
                host.refused(candidate);
                candidate.refusedTree(root);
            }

            @Override
            public void later() {
                host.refused(candidate);
                candidate.treeLater(fetching.now() + TREE_LATER.toNanos());
            }

            @Override
            public void replied(Exchange.Ending ending) {
                asked(ending);
                fetching.treeEnded(candidate);
                if (!dismissed) {
                    if (complete(ending)) {
                        next();
                    } else {
                        restAfterBreak("closed the connection");
                        leave();
                    }
                }
            }
        }));
    }
}
