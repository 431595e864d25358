package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.download.http.Turn;
import java.time.Duration;
import java.util.Optional;

/** What a worker does after a reply without data, and after none. Owner only. */
final class Refusals {
    private final Worker worker;
    private final Fetching fetching;
    private final Candidate candidate;
    private final Host host;
    private final Setbacks setbacks;
    private boolean otherRangeTried;

    Refusals(Worker worker, Fetching fetching, Candidate candidate, Host host, Setbacks setbacks) {
        this.worker = worker;
        this.fetching = fetching;
        this.candidate = candidate;
        this.host = host;
        this.setbacks = setbacks;
    }

    void rest(Duration delay, Grounds why) {
        setbacks.rest(delay, why);
        worker.leave();
    }

    /** The same, for a link that is of no more use. */
    void restWithoutLink(Duration delay, Grounds why) {
        setbacks.rest(delay, why);
        host.hangUp();
        worker.leave();
    }

    void broken(RangeExchange.Result result) {
        var why = switch (result.ending()) {
            case SILENT -> Grounds.of(Grounds.Kind.NO_ANSWER);
            case STALLED -> Grounds.of(Grounds.Kind.STALLED);
            case GARBAGE -> Grounds.said(Grounds.Kind.NO_HTTP, result.detail());
            case LOST -> Grounds.lost(result.detail());
            case COMPLETE, COMPLETE_AND_CLOSED -> throw new IllegalStateException("bug: complete without a head");
        };
        if (result.ending() == Exchange.Ending.GARBAGE || result.head() == null) {
            setbacks.unreached(why);
        } else {
            setbacks.broke(why);
        }
        worker.leave();
    }

    void react(ReplyHead head, Span asked) {
        var why = Grounds.refused(head);
        switch (Reaction.to(head, asked, fetching.around().instant(), fetching.busyElsewhere(candidate))) {
            case Reaction.Drop() -> {
                candidate.drop(why);
                worker.leave();
            }
            case Reaction.Rest(var delay) -> rest(delay, why);
            case Reaction.Hold(var delay) -> hold(head, delay, why);
            case Reaction.Poll(var turn) -> inLine(turn, true);
            case Reaction.Return(var turn) -> inLine(turn, false);
            case Reaction.OtherRange(var delay) -> otherRange(head, delay, why);
        }
    }

    private void hold(ReplyHead head, Duration delay, Grounds why) {
        var until = fetching.around().now() + delay.toNanos();
        if (head.status() == Reaction.THROWN_OUT) {
            candidate.footing().thrownOut(until);
            fetching.around().placed(candidate);
        }
        host.manners().hold(until);
        restWithoutLink(delay, why);
    }

    private void inLine(Turn turn, boolean stays) {
        var known = candidate.footing().queued(turn, fetching.around().now());
        var place = candidate.footing().place();
        fetching.around().placed(candidate);
        if (!known || place == null) {
            var wait = turn.earliest().compareTo(Reaction.TEN_MINUTES) > 0 ? turn.earliest() : Reaction.TEN_MINUTES;
            restWithoutLink(wait, Grounds.of(Grounds.Kind.FORGETS_PLACE));
        } else if (stays && worker.linked()) {
            worker.poll(place);
        } else {
            candidate.waitsFor(place);
            host.hangUp();
            worker.leave();
        }
    }

    /** It served a range: the next refusal of one is the first. */
    void served() {
        otherRangeTried = false;
    }

    private void otherRange(ReplyHead head, Duration delay, Grounds why) {
        hasRanges(head);
        if (otherRangeTried || !worker.linked() || head.availableRanges().isEmpty() || fetching.around().size() < 0) {
            candidate.wares().hasEverything();
            rest(delay, why);
            return;
        }
        otherRangeTried = true;
        var known = Optional.ofNullable(candidate.wares().available(fetching.around().now()));
        if (known.isPresent() && fetching.lacks(known.get())) {
            worker.next();
        } else {
            rest(delay, why);
        }
    }

    void hasRanges(ReplyHead head) {
        head.availableRanges()
                .ifPresentOrElse(ranges -> candidate.wares().has(ranges, fetching.around().size(), fetching.around().now() + Reaction.TEN_MINUTES.toNanos()),
                        candidate.wares()::hasEverything);
    }
}
