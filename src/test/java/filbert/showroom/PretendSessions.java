package filbert.showroom;

import filbert.household.SessionStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Browsers of the house, forgotten in the end. */
public final class PretendSessions implements SessionStore {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    public int writes;

    @Override
    public List<Session> all() {
        return List.copyOf(sessions.values());
    }

    @Override
    public void insert(Session session) {
        sessions.put(session.digest(), session);
    }

    @Override
    public void seen(Map<String, Instant> lastSeen) {
        writes++;
        lastSeen.forEach((digest, at) -> sessions.computeIfPresent(digest, (_, old) ->
                new Session(digest, old.person(), old.began(), at, old.address(), old.device())));
    }

    @Override
    public void delete(Collection<String> digests) {
        digests.forEach(sessions::remove);
    }
}
