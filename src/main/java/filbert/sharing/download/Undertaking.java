package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Lane;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One content, for everybody in the house who wants it. There is one partial file of it, and one of their downloads at a time works at it: the one whose
 * turn comes first. When that one pauses, fails, is removed or has fetched all its person may, another goes on where it was. Whoever is done copies the
 * content into a folder of its own and leaves the partial file to those who are not; the last one moves it. Owner only, but for {@link #isShared}.
 */
final class Undertaking {
    private final Lane lane;
    private final Stock stock;
    private final Readership readership;
    private final Announcement announcement;
    private final Sizes sizes = new Sizes();
    private final Set<Download> unfinished = new LinkedHashSet<>();
    private volatile boolean shared;
    private long size;
    private int beginning; // how often it began with nothing
    private long worked; // id of the download that was last at work

    /** @param stock as the store knew it */
    Undertaking(Engine engine, Sha1 sha1, long size, Stock stock, Lane lane) {
        this.size = size;
        this.stock = stock;
        this.lane = lane;
        readership = new Readership(engine);
        announcement = new Announcement(engine, lane, sha1);
    }

    Lane lane() {
        return lane;
    }

    /** What we have of it. */
    Stock stock() {
        return stock;
    }

    /** Who reads it, on behalf of whichever of its downloads. */
    Readership readership() {
        return readership;
    }

    Announcement announcement() {
        return announcement;
    }

    /** Bytes; -1 until known. */
    long size() {
        return size;
    }

    void sizeIs(long bytes) {
        size = bytes;
    }

    /** What is said of its size. */
    Sizes sizes() {
        return sizes;
    }

    int beginning() {
        return beginning;
    }

    void beginsAnew() {
        beginning++;
        unfinished.forEach(download -> download.arrears().arise());
        stock.empty();
        readership.mayReadNothing();
    }

    /** What each knows of sources is of use to all. */
    void joins(Download download) {
        unfinished.forEach(other -> {
            other.offer(download.sources().sources());
            download.offer(other.sources().sources());
        });
        unfinished.add(download);
        shared = unfinished.size() > 1;
    }

    /** It is not at work any more: another one may be, and is told whom it found meanwhile. */
    void passesOn(Download download) {
        others(download).forEach(other -> other.offer(download.sources().sources()));
    }

    void leaves(Download download) {
        unfinished.remove(download);
        sizes.forget(download.person());
        shared = unfinished.size() > 1;
    }

    boolean nobody() {
        return unfinished.isEmpty();
    }

    /** Do several want it, none of whom has it yet? Any thread. */
    boolean isShared() {
        return shared;
    }

    List<Download> unfinished() {
        return List.copyOf(unfinished);
    }

    List<Download> others(Download than) {
        return unfinished.stream().filter(download -> download != than).toList();
    }

    /** The one that has the partial file in its hands. */
    Optional<Download> atWork() {
        return unfinished.stream().filter(download -> download.state() == State.ACTIVE || download.state() == State.CHECKING).findFirst();
    }

    /** Has another one the partial file in its hands? */
    boolean keeps(Download waiting) {
        return shared && atWork().filter(download -> download != waiting).isPresent();
    }

    private Optional<Fetching> fetching() {
        return atWork().flatMap(Download::fetching);
    }

    /** Bytes we have of what is verified together with this one; they tell whether something happens there. */
    long arrivedAround(long position) {
        return fetching().map(working -> working.arrivedAround(position)).orElse(0L);
    }

    /** Somebody waits for this byte, and has for a while. */
    void turnTo(long position) {
        fetching().ifPresent(working -> working.turnTo(position));
    }

    /** It takes the partial file over. */
    void begins(Download download) {
        if (worked != 0 && worked != download.id()) {
            stock.hasToBeLookedAt();
        }
        worked = download.id();
    }
}
