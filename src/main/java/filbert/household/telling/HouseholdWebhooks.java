package filbert.household.telling;

import filbert.event.Signal;
import filbert.household.Diary;
import filbert.household.Person;
import filbert.household.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Webhooks, as people may have them: members and owners, each their own. Methods may block. */
public final class HouseholdWebhooks {
    public static final int MOST_OF_A_PERSON = 10;

    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SECRET = 500;
    private static final int TESTS_AT_ONCE = 2; // each may take ten seconds

    private final WebhookStore store;
    private final Courier courier;
    private final Diary diary;
    private final Semaphore tests = new Semaphore(TESTS_AT_ONCE);
    private final Signal changed = new Signal();

    public HouseholdWebhooks(WebhookStore store, Courier courier) {
        this(store, courier, Diary.NONE);
    }

    /** @param diary notes what was done with which, by what they are called; never addresses, which may hold secrets */
    public HouseholdWebhooks(WebhookStore store, Courier courier, Diary diary) {
        this.diary = diary;
        this.store = store;
        this.courier = courier;
        courier.whenChanged(changed::raise);
    }

    /**
     * What somebody typed.
     *
     * @param secret empty leaves what is there
     * @param kinds only of {@link Notice.Kind#of}
     * @param home what links in messages begin with, without a slash at the end
     */
    public record Wanted(String name, String url, Webhook.Preset preset, Optional<String> secret, Set<Notice.Kind> kinds, String home) {
        @Override
        public String toString() {
            return "webhook wanted";
        }
    }

    public List<Webhook> list(Person person) {
        person.require(Role.MEMBER);
        return store.of(person.id()).stream().map(hook -> hook.asFor(person)).toList();
    }

    /** @throws NoSuchElementException when there is none, or it is somebody else's */
    public Webhook one(Person person, long id) {
        person.require(Role.MEMBER);
        return store.one(id).filter(hook -> hook.person() == person.id()).map(hook -> hook.asFor(person)).orElseThrow(() -> new NoSuchElementException("webhook " + id));
    }

    /** @throws IllegalArgumentException with a message key below {@code webhook.problem.} */
    public synchronized Webhook add(Person person, Wanted wanted) {
        person.require(Role.MEMBER);
        if (store.of(person.id()).size() >= MOST_OF_A_PERSON) {
            throw new IllegalArgumentException("webhook.problem.too-many");
        }
        var hook = store.add(checked(0, person, wanted, wanted.secret().orElse(""), Webhook.Standing.NEW));
        changed.raise();
        diary.note(person, "webhook.added", hook.name());
        return hook;
    }

    /** With another address it needs its secret anew: nobody sends an old one where it does not belong. */
    public void change(Person person, long id, Wanted wanted) {
        var before = one(person, id);
        var after = checked(id, person, wanted, wanted.secret().orElse(before.secret()), Webhook.Standing.NEW);
        var elsewhere = !after.url().equals(before.url()) || after.preset() != before.preset();
        if (elsewhere && wanted.secret().isEmpty() && !before.secret().isEmpty()) {
            throw new IllegalArgumentException("webhook.problem.secret-again");
        }
        store.change(after);
        store.standing(id, after.standing());
        changed.raise();
        diary.note(person, "webhook.changed", after.name());
    }

    private static Webhook checked(long id, Person person, Wanted wanted, String secret, Webhook.Standing standing) {
        var url = url(wanted.url().strip());
        if (wanted.name().isBlank() || wanted.name().length() > LONGEST_NAME) {
            throw new IllegalArgumentException("webhook.problem.name");
        }
        if (secret.length() > LONGEST_SECRET || !secret.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("webhook.problem.secret");
        }
        if (wanted.kinds().isEmpty()) {
            throw new IllegalArgumentException("webhook.problem.kinds");
        }
        if (!wanted.kinds().stream().allMatch(kind -> kind.reaches(person))) {
            throw new IllegalArgumentException("webhook.problem.kind");
        }
        var hook = new Webhook(id, person.id(), wanted.name().strip(), url, wanted.preset(), secret, wanted.kinds(), wanted.home(), standing);
        if (wanted.preset() == Webhook.Preset.NTFY && url.getPath().replace("/", "").isEmpty()) {
            throw new IllegalArgumentException("webhook.problem.topic");
        }
        if (wanted.preset() != Webhook.Preset.JSON && url.getRawQuery() != null) { // their addresses are made anew, and a token in it would be lost
            throw new IllegalArgumentException("webhook.problem.query");
        }
        return hook;
    }

    private static URI url(String typed) {
        try {
            var url = new URI(typed);
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            var plain = url.getUserInfo() == null && url.getFragment() == null && url.getHost() != null && url.getPort() <= 65_535 && url.getPort() != 0;
            if (typed.length() <= LONGEST_URL && plain && (scheme.equals("http") || scheme.equals("https"))) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("webhook.problem.url", e);
        }
        throw new IllegalArgumentException("webhook.problem.url");
    }

    /**
     * Sends a message by it and waits for what comes of it.
     *
     * @return how it stands now
     * @throws IllegalArgumentException when others are being tested
     */
    public Webhook.Standing test(Person person, long id) {
        var hook = one(person, id);
        if (!tests.tryAcquire()) {
            throw new IllegalArgumentException("webhook.problem.busy");
        }
        try {
            return courier.test(hook, person);
        } finally {
            tests.release();
        }
    }

    public void pause(Person person, long id) {
        var hook = one(person, id);
        var standing = hook.standing();
        diary.note(person, "webhook.paused", hook.name());
        store.standing(id, new Webhook.Standing(true, standing.failures(), standing.last(), standing.result()));
        changed.raise();
    }

    /** From now on it is tried again. */
    public void resume(Person person, long id) {
        var hook = one(person, id);
        var standing = hook.standing();
        diary.note(person, "webhook.resumed", hook.name());
        store.standing(id, new Webhook.Standing(false, 0, standing.last(), standing.result()));
        changed.raise();
    }

    public void remove(Person person, long id) {
        var hook = one(person, id);
        store.remove(person.id(), id);
        changed.raise();
        diary.note(person, "webhook.removed", hook.name());
    }

    public Signal changed() {
        return changed;
    }
}
