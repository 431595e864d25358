package filbert.sharing.download;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sources at work for one download, and who is to join them next. Owner only. */
final class Crew {
    private static final int MOST = 8; // 3-transfer, 3.8.3: "connections per file", those that wait in queues included

    private final Download download;
    private final Engine engine;
    private final Soundings soundings;
    private final Map<Candidate, Worker> workers = new LinkedHashMap<>();

    /** @param onNews told when another may join than before */
    Crew(Download download, Engine engine, Runnable onNews) {
        this.download = download;
        this.engine = engine;
        soundings = new Soundings(download, engine, onNews);
    }

    /** Where there are more than can be called at once, they are asked by datagram who is worth it. */
    void sound() {
        soundings.ask(byPreference());
    }

    /** Is nobody called yet because they may say something first? */
    boolean listens() {
        return soundings.waiting();
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    void begin(Candidate candidate, Fetching fetching) {
        var worker = new Worker(fetching, candidate, engine.hosts().of(candidate.key()));
        workers.put(candidate, worker);
        worker.begin();
    }

    void left(Candidate candidate) {
        workers.remove(candidate);
    }

    void dismiss(Candidate candidate) {
        var worker = workers.remove(candidate);
        if (worker != null) {
            worker.dismiss();
        }
    }

    void dismissAll() {
        var all = List.copyOf(workers.values());
        workers.clear();
        all.forEach(Worker::dismiss);
    }

    /** Others have brought what it was to bring, or will. */
    void reconsider(Candidate candidate) {
        var worker = workers.get(candidate);
        if (worker != null) {
            worker.reconsider();
        }
    }

    /** Those in the middle of a reply may end it: their links are of use to other downloads. */
    void dismissWaiting() {
        for (var entry : List.copyOf(workers.entrySet())) {
            if (!entry.getValue().asking()) {
                dismiss(entry.getKey());
            }
        }
    }

    /** May this one join? Who would lose a place in a queue may, however many others work. */
    boolean hasRoomFor(Candidate candidate) {
        var enough = working() >= engine.settings().sourcesPerFile() && !candidate.due(engine.now());
        return !enough && workers.size() < MOST;
    }

    /** May it be called before others have said what they have? */
    boolean mayCall(Candidate candidate) {
        return soundings.mayCall(candidate);
    }

    long working() {
        return workers.values().stream().filter(worker -> !worker.waiting()).count();
    }

    boolean anyReceives(Candidate but) {
        return workers.keySet().stream().anyMatch(candidate -> candidate != but && candidate.state() == Candidate.State.RECEIVING);
    }

    /** Those whose queue we would lose our place in, an open link first, then the fast, then by what they say, then those that were not busy when found. */
    List<Candidate> byPreference() {
        var ready = new ArrayList<Candidate>();
        for (var candidate : download.candidates()) {
            if (candidate.ready(engine.now()) && !workers.containsKey(candidate)) {
                ready.add(candidate);
            }
        }
        ready.sort(Comparator.<Candidate, Boolean>comparing(candidate -> !candidate.due(engine.now()))
                .thenComparing(candidate -> !engine.hosts().hasLink(candidate.key()))
                .thenComparingLong(candidate -> -candidate.pace().expected().orElse(0))
                .thenComparingLong(candidate -> -candidate.received())
                .thenComparing(Candidate::echo, Echo.BEST_FIRST)
                .thenComparing(candidate -> candidate.source().busy())
                .thenComparing(candidate -> candidate.source().push()));
        return ready;
    }
}
