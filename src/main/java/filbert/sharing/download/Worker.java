package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.TigerRoot;
import filbert.net.Timeline;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.Conversation;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One host working for one download: asks request after request on its link until there is nothing left to ask or the host is of no use for now.
 * Owner only.
 */
final class Worker implements Host.User {
    private static final Duration STALL_WAIT = Duration.ofMinutes(1); // 3-transfer, 3.8.3: "data stall"
    private static final Duration TREE_WAIT = Duration.ofMinutes(2); // 3-transfer, 3.4: "allow 120 s idle"
    static final Duration NOTHING_WAIT = Duration.ofMinutes(5); // ours: it has nothing we lack
    private static final int MAX_STINGY = 3;

    private final Fetching fetching;
    private final Candidate candidate;
    private final Host host;
    private @Nullable Conversation conversation;
    private Timeline.@Nullable Timer poll;
    private boolean queued; // polls, and does not only keep a pause
    private final Meshed meshed;
    private final Setbacks setbacks;
    private final Refusals refusals;
    private boolean dismissed;
    private boolean asking;
    private int stingy;
    private boolean comparing; // the disk is asked, and the host nothing
    private boolean compared; // what it sends goes with what is there

    Worker(Fetching fetching, Candidate candidate, Host host) {
        this.fetching = fetching;
        this.candidate = candidate;
        this.host = host;
        meshed = new Meshed(fetching.around().mesh(), !fetching.around().unvouched());
        setbacks = new Setbacks(fetching, candidate, meshed);
        refusals = new Refusals(this, fetching, candidate, host, setbacks);
    }

    void begin() {
        if (!host.hasLink()) {
            candidate.is(Candidate.State.CONNECTING, Grounds.NONE);
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
        host.servedBefore(candidate).ifPresent(former -> fetching.around().goOnInPlaceOf(former, candidate));
        next();
    }

    @Override
    public void pushed() {
        candidate.is(Candidate.State.PUSHED, Grounds.NONE);
    }

    @Override
    public void unreachable(Grounds why) {
        setbacks.unreached(why);
        leave();
    }

    @Override
    public void unlinked() {
        conversation = null;
        if (asking || comparing) {
            return;
        }
        var turn = candidate.footing().place();
        if (queued && turn != null && turn.id().isPresent()) {
            candidate.waitsFor(turn); // the place outlives the connection
        } else {
            setbacks.broke(Grounds.of(Grounds.Kind.CLOSED));
        }
        leave();
    }

    /** After anything but a whole reply on a link that lasts, the link is of no more use. */
    void asked(Exchange.Ending ending) {
        asking = false;
        if (ending != Exchange.Ending.COMPLETE) {
            conversation = null;
            if (!dismissed) {
                host.hangUp();
            }
        }
    }

    /** Asks for whatever the download needs most from this host. */
    void next() {
        var link = conversation;
        if (link == null) {
            candidate.rest(fetching.around().now(), Grounds.NONE);
            leave();
            return;
        }
        if (host.manners().mayBeAskedAt() > fetching.around().now()) {
            later(host.manners().mayBeAskedAt());
            return;
        }
        switch (fetching.taskFor(candidate, compared)) {
            case Task.Probe() -> probe(link);
            case Task.Compare(var span) -> compare(link, span);
            case Task.Tree(var root) -> tree(link, root);
            case Task.Range range -> range(link, range);
            case Task.NotHere() -> refusals.rest(NOTHING_WAIT, Grounds.of(Grounds.Kind.NOTHING_NEW));
            case Task.Nothing() -> {
                candidate.rest(fetching.around().now(), Grounds.NONE);
                leave();
            }
        }
    }

    /** Keeps the link meanwhile. */
    private void later(long at) {
        candidate.is(Candidate.State.WAITING, candidate.grounds());
        poll = fetching.around().owner().after(Duration.ofNanos(at - fetching.around().now()), () -> {
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

    boolean linked() {
        return conversation != null;
    }

    void leave() {
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
            candidate.rest(fetching.around().now(), Grounds.NONE);
        }
        stopPolling();
        host.release(this);
    }

    private void ask(Conversation link, HeaderBlock request, Duration stallWait, Exchange exchange) {
        asking = true;
        if (candidate.state() != Candidate.State.RECEIVING) {
            candidate.is(Candidate.State.REQUESTING, Grounds.NONE);
        }
        host.manners().asked();
        link.ask(request, stallWait, exchange);
    }

    private HostAddress address() {
        return conversation == null || candidate.source().address().port() != 0
                ? candidate.source().address()
                : conversation.link().remote();
    }

    private void probe(Conversation link) {
        var request = fetching.around().request(address(), candidate, ProbeExchange.ASKED, 0);
        ask(link, request, STALL_WAIT, new ProbeExchange(fetching.around().owner(), result -> probed(result, link.link().remote().ip())));
    }

    private void probed(RangeExchange.Result result, InetAddress from) {
        asked(result.ending());
        fetching.probeEnded(candidate);
        if (dismissed) {
            return;
        }
        var head = result.head();
        if (head == null) {
            refusals.broken(result);
            return;
        }
        answered(head);
        var size = ProbeExchange.size(head);
        if (!head.sha1s().isEmpty() && !head.sha1s().contains(fetching.around().sha1())) {
            candidate.ban(Grounds.of(Grounds.Kind.ANOTHER_FILE));
            leave();
        } else if (size.isPresent()) {
            fetching.around().sizes().told(from, size.getAsLong());
            fetching.sizeTold(size.getAsLong());
            next();
        } else if (head.successful()) {
            candidate.drop(Grounds.of(Grounds.Kind.NO_SIZE));
            leave();
        } else {
            refusals.react(head, new Span(0, ProbeExchange.ASKED.last() + 1));
        }
    }

    void answered(ReplyHead head) {
        host.manners().proven();
        if (head.speaksTls()) {
            host.speaksTls();
        }
        if (head.successful()) {
            host.serves(candidate);
            if (candidate.footing().served(head.parqId(), fetching.around().now())) {
                fetching.around().placed(candidate);
            }
        } else {
            host.refused(candidate);
        }
        candidate.reached();
        candidate.vendor(head.vendor());
        head.pushProxies().ifPresent(candidate::proxies);
        if (fetching.around().unvouched()) {
            head.sha1s().stream().findFirst().ifPresent(hash -> fetching.around().toldHash(candidate.source().address(), hash));
            return;
        }
        head.thex().ifPresent(candidate.wares()::thex);
        var others = meshed.heard(candidate, fetching.around().sha1(), head);
        host.saysTheySpeakTls(others.encrypted());
        fetching.heardOf(others);
        head.tigerRoot().ifPresent(fetching::hear);
    }

    private void range(Conversation link, Task.Range task) {
        compared = true;
        var span = task.span();
        var request = fetching.around().request(address(), candidate, new ByteRange(span.from(), span.to() - 1), fetching.arrivedBytes());
        var errand = new RangeErrand(this, fetching, candidate, task, link.link().remote().ip());
        var exchange = new RangeExchange(
                span, task.claim().course(), fetching.around().size(), fetching.around().content(), fetching.storage(), fetching.around().owner(), link, fetching.around().bucket(), errand);
        ask(link, meshed.tell(fetching.around().sha1(), request, fetching.around().ourselves()), STALL_WAIT, exchange);
    }

    private void compare(Conversation link, Span span) {
        var request = fetching.around().request(address(), candidate, new ByteRange(span.from(), span.to() - 1), fetching.arrivedBytes());
        ask(link, request, STALL_WAIT, new OverlapExchange(span, fetching.around().size(), fetching.around().owner(), this::overlapped));
    }

    private void overlapped(OverlapExchange.Overlap overlap) {
        var result = overlap.result();
        asked(result.ending());
        if (dismissed) {
            return;
        }
        if (!(result.verdict() instanceof RangeReply.Data)) {
            replied(result, overlap.asked());
            return;
        }
        if (result.head() != null) {
            answered(result.head());
        }
        if (!RangeErrand.complete(result.ending()) || overlap.bytes().length == 0) {
            setbacks.broke(Grounds.of(Grounds.Kind.CLOSED));
            host.hangUp();
            leave();
            return;
        }
        compared = true;
        comparing = true;
        fetching.compare(overlap.from(), overlap.bytes(), () -> {
            comparing = false;
            if (!dismissed) {
                next();
            }
        });
    }

    /** What it was asked for, or the rest of it, is perhaps not wanted any more. */
    void reconsider() {
        if (conversation != null && asking) {
            conversation.reconsider();
        }
    }

    /** It sends a few bytes where many were asked for. */
    void stingy() {
        stingy++;
    }

    void served(ReplyHead head) {
        if (!dismissed) {
            refusals.served();
            candidate.is(Candidate.State.RECEIVING, Grounds.NONE);
            refusals.hasRanges(head);
        }
    }

    void replied(RangeExchange.Result result, Span asked) {
        if (dismissed) {
            return;
        }
        var head = result.head();
        switch (result.verdict()) {
            case RangeReply.Data _ when stingy >= MAX_STINGY -> refusals.restWithoutLink(Reaction.TEN_MINUTES, Grounds.of(Grounds.Kind.STINGY));
            case RangeReply.Data _ when RangeErrand.complete(result.ending()) -> {
                candidate.wholeAgain();
                next();
            }
            case RangeReply.Data _ -> refusals.broken(result);
            case RangeReply.Wrong(var why) -> {
                meshed.failed(candidate, fetching.around().sha1());
                candidate.ban(why);
                host.hangUp();
                leave();
            }
            case RangeReply.Refused() when head == null -> refusals.broken(result);
            case RangeReply.Refused() -> {
                answered(head);
                refusals.react(head, asked);
            }
        }
    }

    /** Stays in the host's queue on the open link. */
    void poll(Place place) {
        candidate.is(Candidate.State.WAITING, Grounds.of(Grounds.Kind.PLACE, place.position()));
        later(place.due());
        queued = true;
        fetching.changed();
    }

    private void tree(Conversation link, TigerRoot root) {
        var thex = candidate.wares().thex().filter(uri -> uri.root().equals(root));
        var request = thex.map(uri -> fetching.around().requests().tree(address(), uri.path()))
                .orElseGet(() -> fetching.around().requests().tree(address(), fetching.around().sha1()));
        var errand = new TreeErrand(this, fetching, candidate, host, root);
        ask(link, request, TREE_WAIT, new TreeExchange(root, fetching.around().size(), fetching.around().lane(), fetching.around().owner(), errand));
    }

    void treeReplied(Exchange.Ending ending) {
        if (dismissed) {
            return;
        }
        if (RangeErrand.complete(ending)) {
            next();
        } else {
            setbacks.broke(Grounds.of(Grounds.Kind.CLOSED));
            leave();
        }
    }
}
