package filbert.web.admin;

import filbert.operations.TaskBoard.TaskView;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param outcome message key; {@code every} empty for only by hand */
record TaskRow(String name, boolean running, String every, @Nullable Moment last, String took, String outcome, @Nullable Moment next) {
    static TaskRow of(TaskView view, Instant now) {
        return new TaskRow(
                view.name(),
                view.running(),
                view.every().isZero() ? "" : Figures.duration(view.every()),
                Moment.ofNullable(view.last(), now),
                view.took() == null ? "" : view.took().toSeconds() < 1 ? "< " + Figures.duration(Duration.ofSeconds(1)) : Figures.duration(view.took()),
                "tasks.outcome." + (view.running() ? "running" : view.outcome().isEmpty() ? "never" : view.outcome()),
                Moment.ofNullable(view.next(), now));
    }
}
