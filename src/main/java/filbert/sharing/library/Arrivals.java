package filbert.sharing.library;

import filbert.sharing.library.SharedFile.Hashes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files somebody has hashed already and brought to us: downloads. Safe from any thread. */
final class Arrivals {
    private static final int MOST = 1000; // remembered until they are found; older ones are hashed like any other file

    private record Arrival(long size, Hashes hashes) {}

    private final Map<Path, Arrival> arrivals = new LinkedHashMap<>();

    synchronized void add(Path file, long size, Hashes hashes) {
        arrivals.put(file, new Arrival(size, hashes));
        if (arrivals.size() > MOST) {
            arrivals.remove(arrivals.keySet().iterator().next());
        }
    }

    /** The hashes of this file, told once. */
    synchronized Optional<Hashes> take(Path file, long size) {
        return arrivals.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(arrivals.remove(file)).filter(arrival -> arrival.size == size).map(Arrival::hashes);
    }
}
