package filbert.showroom;

import filbert.household.Secrets;
import filbert.household.telling.FeedTokenStore;
import filbert.household.telling.Letter;
import filbert.household.telling.Notice;
import filbert.household.telling.Postman;
import filbert.household.telling.Webhook;
import filbert.household.telling.WebhookStore;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Webhooks and words of feeds in memory, and somebody who takes letters. */
public final class PretendWebhooks implements WebhookStore, Postman {
    public static final String SECRET = "tk_verysecret";

    public final Map<Long, Webhook> hooks = new TreeMap<>();
    public final Words words = new Words();
    public final List<Letter> letters = new ArrayList<>();
    public int status = 200;
    public @Nullable String lost;
    private long lastId;

    /** The words in the addresses of feeds. */
    public static final class Words implements FeedTokenStore {
        public final Map<Long, String> all = new ConcurrentHashMap<>();

        @Override
        public boolean has(long person) {
            return all.containsKey(person);
        }

        @Override
        public void keep(long person, String digest, Instant made) {
            all.put(person, digest);
        }

        @Override
        public void forget(long person) {
            all.remove(person);
        }

        @Override
        public Optional<Long> person(String digest) {
            return all.entrySet().stream().filter(entry -> entry.getValue().equals(digest)).map(Map.Entry::getKey).findFirst();
        }
    }

    public static Webhook hook(long person, String url, Webhook.Preset preset, Notice.Kind... kinds) {
        return new Webhook(0, person, "phone <b>", URI.create(url), preset, SECRET, Set.of(kinds), "http://nas.lan:8346", Webhook.Standing.NEW);
    }

    void furnish() {
        words.keep(1, Secrets.digest("ab".repeat(16)), PretendHouse.NOW);
        add(hook(1, "https://ntfy.example/hazel", Webhook.Preset.NTFY, Notice.Kind.WISH_FOUND, Notice.Kind.DOWNLOAD_DONE));
        var failed = add(hook(1, "http://gotify.example", Webhook.Preset.GOTIFY, Notice.Kind.TROUBLE));
        standing(failed.id(), new Webhook.Standing(true, 5, Optional.of(PretendHouse.NOW), "status 503"));
        add(hook(2, "https://secret.example/", Webhook.Preset.JSON, Notice.Kind.WISH_FOUND));
    }

    @Override
    public synchronized Webhook add(Webhook hook) {
        var added = new Webhook(++lastId, hook.person(), hook.name(), hook.url(), hook.preset(), hook.secret(), hook.kinds(), hook.home(), Webhook.Standing.NEW);
        hooks.put(added.id(), added);
        return added;
    }

    @Override
    public synchronized void change(Webhook hook) {
        hooks.put(hook.id(), hook);
    }

    @Override
    public synchronized void standing(long id, Webhook.Standing standing) {
        hooks.computeIfPresent(id, (_, hook) -> hook.with(standing));
    }

    @Override
    public synchronized boolean remove(long person, long id) {
        return hooks.remove(id) != null;
    }

    @Override
    public synchronized List<Webhook> of(long person) {
        return hooks.values().stream().filter(hook -> hook.person() == person).toList();
    }

    @Override
    public synchronized Optional<Webhook> one(long id) {
        return Optional.ofNullable(hooks.get(id));
    }

    @Override
    public int post(Letter letter, Predicate<InetAddress> admitted) throws UndeliverableException {
        letters.add(letter);
        if (lost != null) {
            throw new UndeliverableException(lost);
        }
        return status;
    }
}
