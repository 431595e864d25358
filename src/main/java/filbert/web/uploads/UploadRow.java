package filbert.web.uploads;

import filbert.sharing.library.FileType;
import filbert.sharing.upload.UploadView;
import filbert.web.Bar;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MessageKey;
import filbert.web.Moment;
import java.time.Instant;

/**
 * An upload in the list.
 *
 * @param note what whoever looks noted about the host, or empty
 * @param browse the page of what the host shares, or empty where it cannot be called
 */
record UploadRow(
        long upload,
        String host,
        String ip,
        String browse,
        String note,
        String vendor,
        String file,
        String kind,
        String state,
        String mood,
        Bar bar,
        String sent,
        String length,
        String from,
        String rate,
        Moment since,
        boolean running,
        boolean unfinished)
        implements LiveRow {

    static UploadRow of(UploadView view, String note, Instant now) {
        var running = view.state().equals("sending");
        return new UploadRow(
                view.id(),
                view.host().toString(),
                view.host().ip().getHostAddress(),
                view.node().map(UploadsController::page).orElse(""),
                note,
                view.userAgent(),
                view.file(),
                FileType.of(view.file()).key(),
                MessageKey.below("upload.state.", view.state()),
                switch (view.state()) {
                    case "sending" -> "info";
                    case "done" -> "good";
                    case "cut", "refused" -> "warn";
                    default -> "";
                },
                Bar.of(view.sent(), view.sent(), view.length(), view.state().equals("done")),
                Figures.size(view.sent()),
                Figures.size(view.length()),
                view.from() == 0 ? "" : Figures.size(view.from()),
                view.rate() > 0 ? Figures.rate(view.rate()) : "",
                Moment.of(view.since(), now),
                running,
                view.unfinished());
    }

    @Override
    public String id() {
        return "u-" + upload;
    }
}
