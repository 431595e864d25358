package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import java.net.InetAddress;

/** A worker's request for one range. The claim lives on behind it until its last bytes are on disk, whatever became of the worker. Owner only. */
final class RangeErrand implements RangeExchange.Listener {
    private static final int STINGY = 1024; // ours: replies this short fragment the file

    private final Worker worker;
    private final Fetching fetching;
    private final Candidate candidate;
    private final Segments.Claim claim;
    private final Span asked;
    private final InetAddress host;

    RangeErrand(Worker worker, Fetching fetching, Candidate candidate, Task.Range task, InetAddress host) {
        this.worker = worker;
        this.fetching = fetching;
        this.candidate = candidate;
        claim = task.claim();
        asked = task.span();
        this.host = host;
        candidate.pace().asked(fetching.around().now());
    }

    @Override
    public void given(ReplyHead head, Span span) {
        if (span.length() < STINGY && span.length() < asked.length()) {
            worker.stingy();
        }
        ProbeExchange.size(head).ifPresent(size -> fetching.around().sizes().told(host, size));
        fetching.narrowed(claim, span);
        worker.answered(head);
        worker.served(head);
    }

    @Override
    public void wrote(Span span) {
        fetching.around().mesh().dealings().took(host, span.length());
        fetching.arrived(span, candidate);
    }

    @Override
    public void ended() {
        fetching.released(claim, candidate);
    }

    @Override
    public void replied(RangeExchange.Result result) {
        worker.asked(result.ending());
        candidate.pace().ended(fetching.around().now());
        if (!(result.verdict() instanceof RangeReply.Data)) {
            fetching.released(claim, candidate);
        }
        if (result.verdict() instanceof RangeReply.Wrong(var why) && why.kind() == Grounds.Kind.ANOTHER_SIZE) {
            fetching.around().sizes().told(host, why.figures().getFirst());
        }
        worker.replied(result, asked);
    }

    static boolean complete(Exchange.Ending ending) {
        return ending == Exchange.Ending.COMPLETE || ending == Exchange.Ending.COMPLETE_AND_CLOSED;
    }
}
