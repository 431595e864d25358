package filbert.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.NotAllowedException;
import filbert.household.Person;
import filbert.household.Role;
import filbert.operations.TaskBoard.Task;
import filbert.operations.TaskBoard.TaskView;
import filbert.showroom.PretendBandwidth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class TaskBoardTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Person OWNER = new Person(1, "ann", Role.OWNER);

    private final PretendBandwidth clock = new PretendBandwidth(START);
    private final ArrayDeque<Runnable> workers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    private TaskBoard board() {
        return new TaskBoard(
                List.of(
                        new Task("daily", Duration.ofDays(1), Duration.ofMinutes(5), () -> done.add("daily")),
                        new Task("failing", Duration.ofDays(1), Duration.ofMinutes(5), () -> {
                            throw new java.io.IOException("no room");
                        }),
                        new Task("by-hand", Duration.ZERO, Duration.ZERO, () -> done.add("by-hand"))),
                clock,
                clock,
                workers::add);
    }

    private void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    private static TaskView of(TaskBoard board, String name) {
        return board.view(OWNER).stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void whatIsDueIsDoneAndNothingElse() {
        var board = board();
        board.look();
        assertThat(workers).isEmpty();
        pass(Duration.ofMinutes(5));
        board.look();
        board.look();
        assertThat(workers).hasSize(2);
        assertThat(of(board, "daily").running()).isTrue();
        work();
        assertThat(done).containsExactly("daily");
        assertThat(of(board, "daily")).isEqualTo(new TaskView("daily", Duration.ofDays(1), false, clock.now, Duration.ZERO, "done", clock.now.plus(Duration.ofDays(1))));
        assertThat(of(board, "failing").outcome()).isEqualTo("failed");
        board.look();
        assertThat(workers).isEmpty();
    }

    @Test
    void aRestartDoesNotMakeItDueAgain() {
        var board = board();
        pass(Duration.ofMinutes(5));
        board.look();
        work();
        var after = board();
        pass(Duration.ofHours(23));
        after.look();
        assertThat(workers).isEmpty();
        pass(Duration.ofHours(1));
        after.look();
        assertThat(workers).hasSize(2);
    }

    @Test
    void theOwnerMayHaveItDoneAtAnyTimeButNotTwiceAtOnce() {
        var board = board();
        assertThat(board.run(OWNER, "by-hand")).isTrue();
        assertThat(board.run(OWNER, "by-hand")).isFalse();
        work();
        assertThat(done).containsExactly("by-hand");
        assertThat(of(board, "by-hand").next()).isNull();
        assertThatThrownBy(() -> board.run(OWNER, "nosuch")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> board.run(new Person(2, "bob", Role.MEMBER), "by-hand")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> board.view(new Person(3, "eve", Role.GUEST))).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void whatIsNotedAndNoTimeIsAsIfNothingWere() {
        clock.keep("task.daily", "yesterday PT3S done");
        clock.keep("task.failing", "x");
        assertThat(of(board(), "daily").last()).isNull();
        assertThat(of(board(), "failing").outcome()).isEmpty();
    }
}
