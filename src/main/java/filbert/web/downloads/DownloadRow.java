package filbert.web.downloads;

import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Priority;
import filbert.sharing.library.FileType;
import filbert.web.Bar;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MagnetText;
import filbert.web.MessageKey;
import filbert.web.Moment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A download in a list.
 *
 * @param state message key below {@code download.state.}
 * @param mood how the state looks: {@code good}, {@code bad}, {@code warn}, {@code info} or empty
 * @param reason message key, or empty
 * @param timeLeft or empty when nothing comes in
 * @param magnet or empty while nobody knows its hash
 * @param unvouched nothing of it was, or can be, checked
 * @param working sources that deliver or could
 */
record DownloadRow(
        long download,
        String name,
        String kind,
        String state,
        String mood,
        String reason,
        String detail,
        @Nullable Moment nextTry,
        Bar bar,
        String there,
        String size,
        String rate,
        String timeLeft,
        long working,
        int sources,
        String who,
        String path,
        boolean canPause,
        boolean canResume,
        boolean canRetry,
        Place place,
        Where where,
        Moment added,
        String magnet,
        boolean unvouched)
        implements LiveRow {
    private static final Set<String> USELESS = Set.of("bad", "gone", "failed");

    /**
     * Among the others of its person.
     *
     * @param key message key below {@code download.priority.}; empty for what is usual
     */
    record Place(String key, boolean canEarlier, boolean canLater) {
        static Place of(DownloadView view) {
            var priority = view.priority();
            var over = view.state() == State.DONE || view.state() == State.CHECKING;
            return new Place(
                    over || priority == Priority.NORMAL ? "" : priority.name().toLowerCase(Locale.ROOT),
                    !over && priority != Priority.HIGH,
                    !over && priority != Priority.LOW);
        }
    }

    /**
     * The folder it goes to, or lies in.
     *
     * @param name its last part; empty when nobody knows
     */
    record Where(String name, String path) {
        static Where of(DownloadView view, @Nullable Path folder) {
            var file = view.path();
            var chosen = view.folder();
            var in = file != null ? file.getParent() : chosen != null ? chosen : folder;
            return in == null ? new Where("", "") : new Where(Objects.requireNonNullElse(in.getFileName(), in).toString(), in.toString());
        }
    }

    /** @param folder its person's, when there is one */
    static DownloadRow of(DownloadView view, String who, @Nullable Path folder, Instant now) {
        var state = view.state();
        return new DownloadRow(
                view.id(),
                view.name(),
                FileType.of(view.name()).key(),
                state.name().toLowerCase(Locale.ROOT),
                mood(state),
                MessageKey.below("download.reason.", view.reason()),
                detail(view),
                Moment.ofNullable(view.nextTry(), now),
                Bar.of(view.written(), view.verified(), view.size(), state == State.DONE),
                Figures.size(view.written()),
                Figures.size(view.size()),
                view.rate() > 0 ? Figures.rate(view.rate()) : "",
                view.rate() > 0 ? Figures.timeLeft(view.size() - view.written(), view.rate()) : "",
                view.sources().stream()
                        .filter(source -> !USELESS.contains(source.state()))
                        .count(),
                view.sources().size(),
                who,
                view.path() == null ? "" : view.path().toString(),
                state == State.ACTIVE || state == State.QUEUED,
                state == State.PAUSED,
                state == State.FAILED || state == State.QUEUED,
                Place.of(view),
                Where.of(view, folder),
                Moment.of(view.added(), now),
                view.content().map(content -> MagnetText.of(content.base32(), view.size(), view.name())).orElse(""),
                view.unvouched());
    }

    /** How much room is needed comes as bytes. */
    private static String detail(DownloadView view) {
        return view.reason().equals("disk-full") && view.detail().matches("\\d{1,18}")
                ? Figures.size(Long.parseLong(view.detail()))
                : view.detail();
    }

    private static String mood(State state) {
        return switch (state) {
            case ACTIVE, CHECKING -> "info";
            case DONE -> "good";
            case FAILED -> "bad";
            case PAUSED -> "warn";
            case QUEUED -> "";
        };
    }

    @Override
    public String id() {
        return "d-" + download;
    }
}
