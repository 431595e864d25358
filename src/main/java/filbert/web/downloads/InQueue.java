package filbert.web.downloads;

import filbert.sharing.download.DownloadView.InLine;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Our place in a source's queue.
 *
 * @param length blank when it did not say
 * @param turn when it expects to serve us
 */
record InQueue(String position, String length, @Nullable Moment turn) {
    static @Nullable InQueue of(@Nullable InLine place, Instant now) {
        if (place == null) {
            return null;
        }
        var length = place.length().isPresent() ? Figures.count(place.length().getAsInt()) : "";
        return new InQueue(Figures.count(place.position()), length, Moment.ofNullable(place.eta(), now));
    }
}
