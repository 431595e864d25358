package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.household.telling.Notice;
import filbert.household.telling.Webhook;
import filbert.showroom.PretendWebhooks;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2WebhookStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");

    private Database database;
    private H2WebhookStore store;
    private H2FeedTokenStore words;
    private long ann;

    @BeforeEach
    void open() {
        database = house();
        store = new H2WebhookStore(database);
        words = new H2FeedTokenStore(database);
        ann = new H2AccountStore(database).insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), NOW)).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void annGoes() {
        database.write(sql -> sql.client().sql("delete from person where id = ?").param(ann).update());
    }

    @Test
    void aWebhookIsReadAsItWasWrittenAndGoesWithItsPerson() {
        var hook = store.add(PretendWebhooks.hook(ann, "https://ntfy.example/x", Webhook.Preset.NTFY, Notice.Kind.WISH_FOUND, Notice.Kind.TROUBLE));
        assertThat(store.of(ann)).usingRecursiveFieldByFieldElementComparator().containsExactly(hook);
        var other = new Webhook(hook.id(), ann, "tv", URI.create("http://tv.lan/"), Webhook.Preset.JSON, "", Set.of(Notice.Kind.TEST), "http://h", hook.standing());
        store.change(other);
        var standing = new Webhook.Standing(true, 5, Optional.of(NOW), "status 500");
        store.standing(hook.id(), standing);
        assertThat(store.one(hook.id())).get().usingRecursiveComparison().isEqualTo(other.with(standing));
        assertThat(store.remove(4711, hook.id())).isFalse();
        annGoes();
        assertThat(store.one(hook.id())).isEmpty();
    }

    @Test
    void aPersonHasOneWordAtMost() {
        words.keep(ann, "first", NOW);
        words.keep(ann, "second", NOW);
        assertThat(words.person("first")).isEmpty();
        assertThat(words.person("second")).contains(ann);
        assertThat(words.has(ann)).isTrue();
        words.forget(ann);
        assertThat(words.has(ann)).isFalse();
        assertThat(words.person("second")).isEmpty();
        words.keep(ann, "third", NOW);
        annGoes();
        assertThat(words.person("third")).isEmpty();
    }
}
