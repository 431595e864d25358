package filbert.household;

import filbert.event.Signal;
import filbert.household.SessionStore.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Who is signed in where. All of them are held in memory, so that asking costs no database; beginnings and ends are written at once, when they were last
 * seen now and then by {@link #keep}. What other machines of the house began and ended {@link #lookAgain} finds. Thread-safe.
 */
public final class Sessions {
    /** How long a browser may stay away. */
    public static final Duration AWAY = Duration.ofDays(30);

    private static final int RANDOM_BYTES = 25; // 40 letters
    private static final int LONGEST_SECRET = 100;
    private static final int MOST_OF_A_PERSON = 30; // more browsers than anybody has; the one not seen for longest goes
    private static final int LONGEST_DEVICE = 300;
    private static final int LONGEST_ADDRESS = 64;
    private static final int ID = 16; // letters of the digest: enough to tell them apart, and to nobody a way in
    private static final Duration STEP = Duration.ofSeconds(15); // as Attendance

    private final SessionStore store;
    private final People people;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();
    private final Signal ended = new Signal();

    public Sessions(SessionStore store, People people, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.people = people;
        this.clock = clock;
        this.random = random;
        store.all().forEach(session -> sessions.put(session.digest(), session));
    }

    /** @param here is it the one that asks? */
    public record View(String id, Instant began, Instant lastSeen, String address, String device, boolean here) {}

    /** Signs in. @return the secret that stands for it from now on, told this once */
    public synchronized String begin(Person person, String address, String device) {
        var secret = Secrets.make(random, RANDOM_BYTES);
        var now = clock.instant();
        var session = new Session(
                Secrets.digest(secret), person.id(), now, now, clip(address, LONGEST_ADDRESS), clip(device, LONGEST_DEVICE));
        store.insert(session);
        sessions.put(session.digest(), session);
        var theirs = of(person.id());
        if (theirs.size() > MOST_OF_A_PERSON) {
            end(theirs.subList(MOST_OF_A_PERSON, theirs.size()));
        }
        return secret;
    }

    private static String clip(String text, int most) {
        var plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.substring(0, Math.min(plain.length(), most));
    }

    /** Whoever is signed in with this, as they are now. Does not block. */
    public Optional<Person> who(String secret) {
        return live(secret).flatMap(session -> people.active(session.person()));
    }

    /** As {@link #who}, of somebody who is here at this moment. */
    public Optional<Person> seen(String secret) {
        live(secret).ifPresent(session -> {
            var now = clock.instant();
            if (!now.isBefore(session.lastSeen().plus(STEP)) && sessions.replace(session.digest(), session, session.seen(now))) {
                unwritten.put(session.digest(), now);
            }
        });
        return who(secret);
    }

    private Optional<Session> live(String secret) {
        return secret.isEmpty() || secret.length() > LONGEST_SECRET
                ? Optional.empty()
                : Optional.ofNullable(sessions.get(Secrets.digest(secret))).filter(this::isFresh);
    }

    private boolean isFresh(Session session) {
        return clock.instant().isBefore(session.lastSeen().plus(AWAY));
    }

    /** A person's own, the one seen last first. @param secret of the one that asks, or empty */
    public List<View> list(Person person, String secret) {
        var here = Secrets.digest(secret);
        return of(person.id()).stream()
                .filter(this::isFresh)
                .map(one -> new View(id(one), one.began(), one.lastSeen(), one.address(), one.device(), one.digest().equals(here)))
                .toList();
    }

    private List<Session> of(long person) {
        return sessions.values().stream()
                .filter(session -> session.person() == person)
                .sorted(Comparator.comparing(Session::lastSeen).reversed())
                .toList();
    }

    private static String id(Session session) {
        return session.digest().substring(0, ID);
    }

    /** Signs the person out of one of their own. @return false when there is none such */
    public boolean end(Person person, String id) {
        var found = of(person.id()).stream().filter(session -> id(session).equals(id)).toList();
        end(found);
        return !found.isEmpty();
    }

    /** Signs out who has this secret. */
    public void end(String secret) {
        live(secret).ifPresent(session -> end(List.of(session)));
    }

    /** Signs the person out everywhere but here. @param secret of here; empty: everywhere */
    public void endOthers(Person person, String secret) {
        var here = Secrets.digest(secret);
        lookAgain(); // one begun on another machine a moment ago, too
        end(of(person.id()).stream().filter(session -> !session.digest().equals(here)).toList());
    }

    private synchronized void end(Collection<Session> some) {
        if (some.isEmpty()) {
            return;
        }
        var digests = some.stream().map(Session::digest).toList();
        store.delete(digests); // first: what fails here goes on, and is not believed to be over
        digests.forEach(sessions::remove);
        digests.forEach(unwritten::remove);
        ended.raise();
    }

    /** Reads what there is: sessions begun on other machines hold here, too, and those that were ended there end. Blocks. */
    public synchronized void lookAgain() {
        var kept = store.all().stream().collect(Collectors.toMap(Session::digest, Function.identity()));
        kept.forEach((digest, theirs) ->
                sessions.merge(digest, theirs, (ours, _) -> theirs.lastSeen().isAfter(ours.lastSeen()) ? theirs : ours));
        unwritten.keySet().retainAll(kept.keySet());
        if (sessions.keySet().retainAll(kept.keySet())) {
            ended.raise();
        }
    }

    /** Raised when somebody was signed out. */
    public Signal ended() {
        return ended;
    }

    /** Writes when they were last seen, and ends those that stayed away too long. Blocks. */
    public void keep() {
        var fresh = unwritten.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!fresh.isEmpty()) {
            store.seen(fresh);
            fresh.forEach(unwritten::remove);
        }
        end(sessions.values().stream().filter(session -> !isFresh(session)).toList());
    }
}
