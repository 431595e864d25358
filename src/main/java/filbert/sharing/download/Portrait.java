package filbert.sharing.download;

import java.util.ArrayList;
import java.util.List;

/** Draws a download as people see it, or as it is kept. Owner only. */
final class Portrait {
    private final Download download;
    private final Engine engine;
    private final Stock stock;

    Portrait(Download download, Engine engine, Stock stock) {
        this.download = download;
        this.engine = engine;
        this.stock = stock;
    }

    /** With its sources, its ranges and what arrives just now. */
    DownloadView view() {
        var rate = 0L;
        var sources = new ArrayList<DownloadView.SourceView>(download.candidates().size());
        for (var candidate : download.candidates()) {
            var own = candidate.rate(engine.now());
            rate += own;
            sources.add(source(candidate, own));
        }
        return view(sources, stock.ranges(), rate);
    }

    /** What is kept: nothing that a restart changes. */
    DownloadView row() {
        return view(List.of(), List.of(), 0);
    }

    private DownloadView.SourceView source(Candidate candidate, long rate) {
        var inLine = candidate.inLine(engine.now());
        var nextTry = candidate.bad() ? null : engine.instant(inLine.map(Place::due).orElse(candidate.readyAt()));
        return new DownloadView.SourceView(
                candidate.source().address(),
                candidate.vendor(),
                candidate.shown(engine.now()).key(),
                rate,
                candidate.received(),
                candidate.grounds(),
                nextTry,
                inLine.map(this::place).orElse(null));
    }

    private DownloadView.InLine place(Place place) {
        return new DownloadView.InLine(
                place.position(),
                place.length(),
                place.eta().isPresent() ? engine.instant(place.eta().getAsLong()) : null,
                place.id().isPresent());
    }

    private DownloadView view(List<DownloadView.SourceView> sources, List<DownloadView.Range> ranges, long rate) {
        return new DownloadView(
                download.id(),
                download.person(),
                download.called(),
                download.tigerRoot(),
                download.name(),
                download.size(),
                download.state(),
                stock.expected(),
                stock.verified(),
                rate,
                download.reason(),
                download.about(),
                engine.instant(download.nextTryAt()),
                download.finished().path(),
                download.added(),
                sources,
                ranges,
                download.looks().view(null),
                download.priority(),
                download.heading().folder(),
                download.unvouched());
    }
}
