package filbert.sharing.download;

import filbert.net.Timeline;
import filbert.servent.search.Source;
import filbert.sharing.download.ToldHash.Told;
import filbert.sharing.download.ToldHash.Untold;
import filbert.sharing.download.ToldHash.Why;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.Conversation;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks one host for the hash of a file it offered without one: by index and name, because there is nothing else to ask by (3-transfer, 3.2.1), for the first
 * bytes, which are thrown away. What counts is the head of the reply. The link stays for whoever wants the file next. Owner only, but for what it returns.
 */
final class HashInquiry implements Host.User {
    private static final Duration PATIENCE = Duration.ofSeconds(25); // ours: a person waits; enough for one call, or for being called
    private static final Duration STALL_WAIT = Duration.ofSeconds(20); // ours: of a kilobyte nobody keeps

    private final Engine engine;
    private final Source source;
    private final long size;
    private final Candidate candidate;
    private final CompletableFuture<ToldHash> answer = new CompletableFuture<>();
    private @Nullable Host host;
    private Timeline.@Nullable Timer patience;
    private Timeline.@Nullable Timer pause;
    private boolean asking;

    /** @param size of the file as the host offered it */
    HashInquiry(Engine engine, Source source, long size) {
        this.engine = engine;
        this.source = source;
        this.size = size;
        candidate = new Candidate(source, engine.now());
    }

    /** @return completes on the owner, in half a minute at most */
    CompletableFuture<ToldHash> begin() {
        if (!engine.hosts().mayUse(candidate)) {
            end(new Untold(Why.BUSY));
        } else {
            host = engine.hosts().of(candidate.key());
            patience = engine.owner().after(PATIENCE, this::giveUp);
            host.engage(this, source);
        }
        return answer;
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
    public void pushed() {
        // it has as long as anybody
    }

    @Override
    public void unreachable(Grounds why) {
        end(new Untold(Why.UNREACHED));
    }

    @Override
    public void unlinked() {
        end(new Untold(Why.UNREACHED));
    }

    @Override
    public void ready(Conversation conversation) {
        var used = host;
        if (used == null) {
            return;
        }
        var wait = used.manners().mayBeAskedAt() - engine.now();
        if (wait > 0) {
            pause = engine.owner().after(Duration.ofNanos(wait), () -> ask(conversation, used));
        } else {
            ask(conversation, used);
        }
    }

    private void ask(Conversation conversation, Host of) {
        pause = null;
        asking = true;
        of.manners().asked();
        var address = source.address().port() == 0 ? conversation.link().remote() : source.address();
        var first = new ByteRange(0, Math.min(ProbeExchange.ASKED.last(), size - 1));
        conversation.ask(
                engine.requests().named(address, source.index(), source.name(), first),
                STALL_WAIT,
                new ProbeExchange(engine.owner(), result -> replied(result, of)));
    }

    private void replied(RangeExchange.Result result, Host by) {
        asking = false;
        if (answer.isDone()) {
            return;
        }
        var head = result.head();
        if (head != null) {
            by.manners().proven();
            if (head.successful()) {
                by.serves(candidate);
            } else {
                by.refused(candidate);
            }
        }
        if (result.ending() != Exchange.Ending.COMPLETE) {
            by.hangUp();
        }
        end(head == null ? new Untold(Why.UNREACHED) : judge(head, size));
    }

    /** A reply that carries no file may speak of it all the same. */
    static ToldHash judge(ReplyHead head, long size) {
        var status = head.status();
        if (status == 404 || status == 410) {
            return new Untold(Why.GONE);
        }
        var speaksOfTheFile = status == 200 || status == 206 || status == 416 || status == 503;
        var told = ProbeExchange.size(head);
        if (told.isPresent() && told.getAsLong() != size) {
            return new Untold(Why.ANOTHER_SIZE);
        }
        if (speaksOfTheFile && head.sha1s().size() == 1) {
            return new Told(head.sha1s().getFirst());
        }
        return new Untold(status == 503 || status == 429 ? Why.BUSY : Why.NO_HASH);
    }

    private void giveUp() {
        var used = host;
        if (asking && used != null) {
            used.hangUp();
        }
        end(new Untold(Why.UNREACHED));
    }

    private void end(ToldHash told) {
        if (patience != null) {
            patience.cancel();
        }
        if (pause != null) {
            pause.cancel();
        }
        if (host != null) {
            host.release(this);
        }
        answer.complete(told);
    }
}
