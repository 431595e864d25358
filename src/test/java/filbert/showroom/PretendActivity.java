package filbert.showroom;

import filbert.event.Happening;
import filbert.household.HappeningStore;
import filbert.household.Keepsakes;
import filbert.operations.TaskBoard;
import filbert.operations.TaskBoard.Task;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What happened, for as long as the test lasts, and tasks that count how often they ran: at once, on the thread that asks. */
public final class PretendActivity implements HappeningStore {
    public final List<Happening> all = new CopyOnWriteArrayList<>();
    public final AtomicInteger backups = new AtomicInteger();

    TaskBoard tasks(Keepsakes keepsakes) {
        return new TaskBoard(
                List.of(
                        new Task("backup", Duration.ofHours(1), Duration.ofMinutes(1), backups::incrementAndGet),
                        new Task("compact", Duration.ofDays(7), Duration.ofHours(2), () -> {
                            throw new IllegalStateException("no room");
                        }),
                        new Task("rescan", Duration.ZERO, Duration.ZERO, () -> {})),
                keepsakes,
                InstantSource.fixed(PretendHouse.NOW),
                Runnable::run);
    }

    @Override
    public void add(List<Happening> happenings) {
        all.addAll(happenings);
    }

    private Stream<Happening> which(Optional<Long> concerning, String kind) {
        return all.reversed().stream().filter(one -> one.kind().startsWith(kind)).filter(one -> concerning.isEmpty() || one.person() == 0 || one.person() == concerning.get());
    }

    @Override
    public List<Happening> list(Optional<Long> concerning, String kind, int from, int atMost) {
        return which(concerning, kind).skip(from).limit(atMost).toList();
    }

    @Override
    public long count(Optional<Long> concerning, String kind) {
        return which(concerning, kind).count();
    }

    @Override
    public int keepNewest(int most) {
        var gone = Math.max(0, all.size() - most);
        all.subList(0, gone).clear();
        return gone;
    }
}
