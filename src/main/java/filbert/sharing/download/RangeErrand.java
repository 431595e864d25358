package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;

/** A worker's request for one range. The claim lives on behind it until its last bytes are on disk, whatever became of the worker. Owner only. */
final class RangeErrand implements RangeExchange.Listener {
    private static final int STINGY = 1024; // ours: replies this short fragment the file

    private final Worker worker;
    private final Fetching fetching;
    private final Candidate candidate;
    private final Segments.Claim claim;

    RangeErrand(Worker worker, Fetching fetching, Candidate candidate, Segments.Claim claim) {
        this.worker = worker;
        this.fetching = fetching;
        this.candidate = candidate;
        this.claim = claim;
    }

    @Override
    public void given(ReplyHead head, Span span) {
        if (span.length() < STINGY && span.length() < claim.span().length()) {
            worker.stingy();
        }
        fetching.narrowed(claim, span);
        worker.answered(head);
        worker.served(head);
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
        worker.asked(result.ending());
        if (!(result.verdict() instanceof RangeReply.Data)) {
            fetching.released(claim);
        }
        worker.replied(result, claim.span());
    }

    static boolean complete(Exchange.Ending ending) {
        return ending == Exchange.Ending.COMPLETE || ending == Exchange.Ending.COMPLETE_AND_CLOSED;
    }
}
