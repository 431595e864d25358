package filbert.sharing.download;

import filbert.net.Timeline;
import filbert.sharing.download.UnreadableException.Why;
import filbert.sharing.download.disk.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who reads a download. Decisions are made on the owner, bytes are read on a lane of its own. What was read of a partial file is thrown away
 * when the owner does not vouch for it any more afterwards: the file may have been begun anew meanwhile.
 */
final class Reader implements DownloadReader {
    static final Duration PATIENCE = Duration.ofSeconds(60); // ours: with those who bring nothing, and with those who take nothing
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long A_WHILE = Duration.ofSeconds(2).toNanos(); // ours: before others are called off for it
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Engine engine;
    private final Download download;
    private final long person;
    private final long end;
    private final Consumer<Reader> forget;
    private final Lane lane;
    private final FileBytes bytes; // lane
    private final CompletableFuture<Why> cutShort = new CompletableFuture<>();
    private long at;
    private long givenAt = Long.MIN_VALUE;
    private @Nullable CompletableFuture<ByteBuffer> asked;
    private boolean reading;
    private boolean moving; // the partial file was not where it should be: it may be on its way to its folder
    private @Nullable Why ended;
    private Mark mark;
    private long markedAt;
    private long waitsSince;
    private Timeline.@Nullable Timer timer;

    /** How far somebody is: that it stays the same means that nothing happens. */
    private record Mark(long at, long arrived) {}

    Reader(Engine engine, Download download, long person, long from, long end, Consumer<Reader> forget) {
        this.engine = engine;
        this.download = download;
        this.person = person;
        this.at = from;
        this.end = end;
        this.forget = forget;
        lane = new Lane(engine.workers());
        bytes = new FileBytes(engine.disk(), engine.settings().incomplete(), download.sha1(), download.size());
        mark = new Mark(from, 0);
        markedAt = engine.now();
    }

    void begin() {
        download.readership().join(this);
        timer = engine.owner().every(LOOK, this::watch);
    }

    long person() {
        return person;
    }

    boolean reads(Download one) {
        return download == one;
    }

    long at() {
        return at;
    }

    long end() {
        return end;
    }

    /** Does it want bytes that are not there? */
    boolean waits() {
        return asked != null && !reading && at < end;
    }

    /** When it last got some, in nanoseconds; before all times when never. */
    long givenAt() {
        return givenAt;
    }

    @Override
    public CompletionStage<ByteBuffer> next() {
        var answer = new CompletableFuture<ByteBuffer>();
        engine.owner().execute(() -> ask(answer));
        return answer;
    }

    @Override
    public CompletionStage<Why> cutShort() {
        return cutShort;
    }

    @Override
    public void close() {
        engine.owner().execute(this::leave);
    }

    private void ask(CompletableFuture<ByteBuffer> answer) {
        if (ended != null) {
            fail(answer, ended);
        } else if (asked != null) {
            lane.execute(() -> answer.completeExceptionally(new IllegalStateException("bug: asked for more before the answer")));
        } else {
            asked = answer;
            waitsSince = engine.now();
            advance();
        }
    }

    /** Something happened to the download. */
    void look() {
        moving = false;
        advance();
    }

    private void advance() {
        if (asked == null || reading || moving) {
            return;
        }
        if (at == end) {
            give(NOTHING);
            return;
        }
        var most = (int) Math.min(PIECE, end - at);
        var path = download.finished().path();
        switch (download.state()) {
            case DONE -> {
                if (path == null) {
                    end(Why.CHANGED);
                } else {
                    readFinished(path, most);
                }
            }
            case QUEUED, ACTIVE, CHECKING -> readPartial(most);
            case PAUSED -> readPartialOr(most, Why.PAUSED);
            case FAILED -> readPartialOr(most, Why.FAILED);
        }
    }

    private void readPartialOr(int most, Why why) {
        if (!readPartial(most) && !download.glance().underWay()) {
            end(why);
        }
    }

    private boolean readPartial(int most) {
        var length = download.readership().readable(at, most);
        if (length > 0) {
            var beginning = download.beginning();
            var from = at;
            read(() -> bytes.ofPartial(from, length), piece -> {
                if (beginning == download.beginning() && download.readership().readable(from, length) == length) {
                    give(piece);
                } else {
                    advance();
                }
            });
        }
        return length > 0;
    }

    private void readFinished(Path path, int most) {
        var from = at;
        var known = download.finished().writtenAt();
        read(() -> bytes.ofFinished(path, known, from, most), piece -> {
            bytes.modified().ifPresent(download.finished()::writtenAt);
            give(piece);
        });
    }

    private interface Piece {
        ByteBuffer read() throws IOException;
    }

    private void read(Piece piece, Consumer<ByteBuffer> then) {
        reading = true;
        lane.execute(() -> {
            try {
                var there = piece.read();
                engine.owner().execute(() -> whenRead(() -> then.accept(there)));
            } catch (IOException e) {
                var why = UnreadableException.why(e);
                engine.owner().execute(() -> whenRead(() -> unreadable(why)));
            }
        });
    }

    private void whenRead(Runnable then) {
        reading = false;
        if (ended == null) {
            then.run();
        }
    }

    private void unreadable(Why why) {
        if (why == Why.DISK) {
            end(why);
        } else {
            notThere();
        }
    }

    private void notThere() {
        switch (download.state()) {
            case DONE -> {
                if (bytes.triedFinished()) {
                    end(Why.CHANGED);
                } else {
                    advance();
                }
            }
            case QUEUED, ACTIVE, CHECKING -> moving = true;
            case PAUSED -> end(Why.PAUSED);
            case FAILED -> end(Why.FAILED);
        }
    }

    private void give(ByteBuffer piece) {
        var answer = asked;
        asked = null;
        at += piece.remaining();
        givenAt = engine.now();
        markedAt = givenAt;
        if (answer != null) {
            lane.execute(() -> answer.complete(piece));
        }
    }

    private void watch() {
        if (waits() && engine.now() - waitsSince >= A_WHILE) {
            download.undertaking().turnTo(at);
        }
        var now = new Mark(at, asked == null ? 0 : download.undertaking().arrivedAround(at));
        var checking = asked != null && download.state() == DownloadView.State.CHECKING;
        if (checking || !now.equals(mark)) {
            mark = now;
            markedAt = engine.now();
        } else if (engine.now() - markedAt >= PATIENCE.toNanos()) {
            end(asked == null && !reading ? Why.IDLE : Why.STALLED);
        }
    }

    void end(Why why) {
        if (ended == null) {
            ended = why;
            var answer = asked;
            asked = null;
            if (answer != null) {
                fail(answer, why);
            }
            lane.execute(() -> cutShort.complete(why));
            gone();
        }
    }

    private void leave() {
        if (ended == null) {
            ended = Why.STOPPED;
            gone();
        }
    }

    private void gone() {
        download.readership().leave(this);
        forget.accept(this);
        if (timer != null) {
            timer.cancel();
        }
        lane.execute(bytes::close);
    }

    private void fail(CompletableFuture<ByteBuffer> answer, Why why) {
        lane.execute(() -> answer.completeExceptionally(new UnreadableException(why)));
    }
}
