package filbert.store;

import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.household.history.PastSearch;
import filbert.servent.search.SearchView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2HistoryStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");

    private Database database;
    private H2HistoryStore store;
    private H2SearchStore searches;
    private long ann;
    private long bob;

    @BeforeEach
    void open() {
        database = house();
        store = new H2HistoryStore(database);
        searches = new H2SearchStore(database);
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

    private void search(long person, String id, Instant started) {
        searches.save(new SearchView(id, person, "Hazel " + id, SearchView.State.DONE, started, 4, 1, "", 0, List.of()), "hazel " + id);
    }

    @Test
    void searchesAreListedWithWhatTheyFoundAndWhatWasTaken() {
        search(ann, "a", NOW.minusSeconds(60));
        search(ann, "b", NOW);
        search(bob, "c", NOW);
        searches.saveFiles("a", List.of(found(1, "hazel.ogg", 10, 1), found(2, "hazel.jpg", 10, 1)));
        store.taken("a");
        store.taken("a");
        store.taken("nothing");
        assertThat(store.of(ann, 0, 10)).containsExactly(
                new PastSearch("b", "Hazel b", NOW, 0, 0, ""), new PastSearch("a", "Hazel a", NOW.minusSeconds(60), 2, 2, ""));
        assertThat(store.of(ann, 1, 10)).hasSize(1);
        assertThat(store.count(ann)).isEqualTo(2);
        assertThat(store.ids(ann)).containsExactly("b", "a");
    }

    @Test
    void howWordsWereLastAskedForIsKeptAsLongAsASearchIs() {
        search(ann, "a", NOW);
        search(bob, "a2", NOW);
        store.look(ann, "hazel a", "group=folder");
        store.look(ann, "hazel a", "type=audio&group=host");
        assertThat(store.of(ann, 0, 10).getFirst().look()).isEqualTo("type=audio&group=host");
        assertThat(store.of(bob, 0, 10).getFirst().look()).as("somebody else's").isEmpty();
        store.forgetLooks();
        assertThat(store.of(ann, 0, 10).getFirst().look()).isNotEmpty();
        store.remove(ann, "a");
        store.forgetLooks();
        search(ann, "a", NOW);
        assertThat(store.of(ann, 0, 10).getFirst().look()).isEmpty();
        store.look(ann, "hazel a", "group=host");
        store.look(ann, "hazel a", "");
        assertThat(store.of(ann, 0, 10).getFirst().look()).isEmpty();
    }

    @Test
    void whatIsForgottenGoesWithWhatItFoundAndNobodyForgetsForAnother() {
        search(ann, "a", NOW);
        searches.saveFiles("a", List.of(found(1, "hazel.ogg", 10, 1)));
        assertThat(store.remove(bob, "a")).isFalse();
        assertThat(store.remove(ann, "a")).isTrue();
        assertThat(searches.load("a")).isEmpty();
        assertThat(searches.file("a", found(1, "hazel.ogg", 10, 1).id())).isEmpty();
    }

    @Test
    void oldOnesAreForgotten() {
        search(ann, "old", NOW.minusSeconds(100));
        search(ann, "new", NOW);
        assertThat(store.forgetBefore(NOW.minusSeconds(50))).isEqualTo(1);
        assertThat(store.ids(ann)).containsExactly("new");
    }

    @Test
    void liveBookmarksAreSomebodys() {
        store.makeLive(ann, "hazel");
        store.makeLive(ann, "hazel");
        store.makeLive(ann, "medlar");
        assertThat(store.live(ann)).containsExactly("hazel", "medlar");
        assertThat(store.live(bob)).isEmpty();
        store.makeStill(ann, "hazel");
        assertThat(store.live(ann)).containsExactly("medlar");
    }
}
