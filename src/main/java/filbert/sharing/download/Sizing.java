package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Corrects the size a content was believed to have, when those who have it know better and nothing has come of it yet that would speak for the old one.
 * Owner only.
 */
final class Sizing {
    private final Engine engine;
    private final Consumer<Download> startOver;

    /** @param startOver forgets everything that is there of a content */
    Sizing(Engine engine, Consumer<Download> startOver) {
        this.engine = engine;
        this.startOver = startOver;
    }

    void look(Undertaking undertaking) {
        if (undertaking.size() >= 0 && !unvouched(undertaking)) {
            undertaking.sizes().better(undertaking.size()).ifPresent(size -> {
                if (!begun(undertaking)) {
                    change(undertaking, size);
                }
            });
        }
    }

    /** Who offers a file nobody vouches for offers it in one size; in another it is another file. */
    private static boolean unvouched(Undertaking undertaking) {
        return undertaking.unfinished().stream().anyMatch(Download::unvouched);
    }

    /** @return whether it is tried in another size, instead of being given up: where all bytes came, and were another content */
    boolean triesAnother(Download download, String why) {
        var undertaking = download.undertaking();
        var other = why.equals(Endings.MISMATCH) && !download.unvouched() ? undertaking.sizes().insteadOfRefuted(undertaking.size()) : OptionalLong.empty();
        other.ifPresent(size -> change(undertaking, size));
        return other.isPresent();
    }

    /** Has anything come of it, as far as anybody knows? */
    private static boolean begun(Undertaking undertaking) {
        var nothing = undertaking.stock().expected() == 0
                && undertaking.stock().held().filter(held -> held.bytes().isEmpty()).isPresent()
                && undertaking.atWork().flatMap(Download::fetching).map(Fetching::arrivedBytes).orElse(0L) == 0;
        return !nothing || undertaking.unfinished().stream().anyMatch(download -> download.state() == State.CHECKING);
    }

    private void change(Undertaking undertaking, long size) {
        var all = undertaking.unfinished();
        all.forEach(Download::endFetching);
        all.stream().findFirst().ifPresent(startOver);
        undertaking.sizeIs(size);
        for (var download : all) {
            download.candidates().stream().filter(candidate -> told(candidate, size)).forEach(candidate -> candidate.revive(engine.now()));
            download.chronicle().tell("size", "", Long.toString(size));
            if (download.state() != State.PAUSED && (download.state() != State.FAILED || gaveUp(download))) {
                download.becomes(State.QUEUED);
            }
            download.arrears().arise();
            download.arrears().press();
        }
    }

    private static boolean gaveUp(Download download) {
        return Outlook.hadNobody(download) || (download.state() == State.FAILED && download.reason().equals(Endings.MISMATCH));
    }

    private static boolean told(Candidate candidate, long size) {
        return candidate.grounds().kind() == Grounds.Kind.ANOTHER_SIZE && candidate.grounds().figures().getFirst() == size;
    }
}
