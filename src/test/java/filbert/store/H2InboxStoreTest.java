package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.household.telling.InboxStore;
import filbert.household.telling.Notice;
import filbert.household.telling.Told;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2InboxStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final Notice NOTICE = new Notice(Notice.Kind.WISH_FOUND, "<b>hazel</b>\u0000", 3, "/wishes/1");

    private Database database;
    private InboxStore store;
    private long ann;
    private long bob;

    @BeforeEach
    void open() {
        database = house();
        store = new H2InboxStore(database);
        ann = person("ann");
        bob = person("bob");
    }

    private long person(String name) {
        return new H2AccountStore(database).insert(new Account(0, name, Role.OWNER, "-", Optional.empty(), NOW)).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsToldIsReadByItsPersonAlone() {
        var told = store.add(ann, NOTICE, NOW).orElseThrow();
        assertThat(store.of(ann, 0, 10)).containsExactly(new Told(told.id(), ann, NOW, new Notice(Notice.Kind.WISH_FOUND, "<b>hazel</b>", 3, "/wishes/1"), true));
        assertThat(store.of(bob, 0, 10)).isEmpty();
        assertThat(store.one(bob, told.id())).isEmpty();
        assertThat(store.read(bob, told.id())).isFalse();
        assertThat(store.remove(bob, told.id())).isFalse();
        assertThat(store.unread(ann)).isEqualTo(1);
        assertThat(store.read(ann, told.id())).isTrue();
        assertThat(store.read(ann, told.id())).as("once").isFalse();
        assertThat(store.unread(ann)).isZero();
        assertThat(store.remove(ann, told.id())).isTrue();
    }

    @Test
    void theNewestTwoHundredAreKept() {
        store.add(bob, NOTICE, NOW);
        for (var i = 0; i < InboxStore.KEPT + 5; i++) {
            store.add(ann, Notice.of(Notice.Kind.DOWNLOAD_DONE, "file " + i, "/downloads"), NOW.plusSeconds(i));
        }
        assertThat(store.count(ann)).isEqualTo(InboxStore.KEPT);
        assertThat(store.of(ann, 0, 1).getFirst().notice().subject()).isEqualTo("file 204");
        assertThat(store.of(ann, 199, 5).getFirst().notice().subject()).isEqualTo("file 5");
        assertThat(store.count(bob)).isEqualTo(1);
    }

    @Test
    void whatIsReadCanBeCleared() {
        store.add(ann, NOTICE, NOW);
        store.readAll(ann);
        store.add(ann, NOTICE, NOW);
        store.clear(ann);
        assertThat(store.of(ann, 0, 10)).hasSize(1).allMatch(Told::unread);
    }

    @Test
    void whatWasToldSinceIsKnownByAllOfIt() {
        var quota = new Notice(Notice.Kind.QUOTA_REACHED, "week", "5 MiB", 0, "/downloads");
        var told = store.add(ann, quota, NOW).orElseThrow();
        assertThat(store.of(ann, 0, 1).getFirst().notice()).isEqualTo(quota);
        assertThat(store.has(ann, quota, NOW)).isTrue();
        assertThat(store.has(ann, quota, NOW.plusSeconds(1))).isFalse();
        assertThat(store.has(bob, quota, NOW)).isFalse();
        assertThat(store.has(ann, new Notice(Notice.Kind.QUOTA_REACHED, "week", "6 MiB", 0, "/downloads"), NOW)).isFalse();
        assertThat(store.has(ann, new Notice(Notice.Kind.QUOTA_REACHED, "places", "5 MiB", 0, "/downloads"), NOW)).isFalse();
        store.remove(ann, told.id());
        assertThat(store.has(ann, quota, NOW)).isFalse();
    }

    @Test
    void whoIsGoneIsToldNothing() {
        assertThat(store.add(4711, NOTICE, NOW)).isEmpty();
        store.add(bob, NOTICE, NOW);
        database.write(sql -> sql.client().sql("delete from person where id = ?").param(bob).update());
        assertThat(store.count(bob)).isZero();
    }
}
