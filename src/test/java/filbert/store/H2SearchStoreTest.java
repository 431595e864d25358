package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.FoundFile;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Reach;
import filbert.servent.search.SearchView;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2SearchStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final HostAddress HOST = HostAddress.parse("192.0.2.7:23456").orElseThrow();
    private static final HostAddress HOST6 = HostAddress.parse("[2001:db8::7]:23456").orElseThrow();

    private Database database;
    private H2SearchStore store;
    private long ann;
    private long bob;

    @BeforeEach
    void open() {
        database = house();
        store = new H2SearchStore(database);
        var people = new H2AccountStore(database);
        ann = people.insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), NOW)).id();
        bob = people.insert(new Account(0, "bob", Role.MEMBER, "-", Optional.empty(), NOW)).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SearchView search(String id, long person, Instant started, List<FoundFile> files) {
        return new SearchView(id, person, "Blue  Hazel!", SearchView.State.RUNNING, started, 3, 2, "", 1, files);
    }

    private static FoundFile file(String id, Optional<Sha1> sha1, List<Source> sources) {
        return new FoundFile(
                id, sha1, Optional.of(new TigerRoot(1, 2, 3)), "blue hazel.ogg", List.of("blue hazel.ogg", "Blau; \"Hazel\" 蓝.ogg"),
                123_456_789_012L, sources, NOW, NOW.plusSeconds(1), Judgement.CLEAN, new Tags("Blue", "The Filberts", "", "", 2026, 201, 192, 0, 0));
    }

    private static Source source(HostAddress address, String name) {
        return new Source(address, new Guid(1, 2), 7, name, "GTKG", 1_000, true, false, List.of(HOST6, HOST), Tags.NONE, "Music/Old songs");
    }

    @Test
    void howFarASearchWentIsKept() {
        store.save(search("a", ann, NOW, List.of()).with(new Reach(26, 0)), "blue hazel");
        assertThat(store.head("a").orElseThrow().reach()).isEqualTo(new Reach(26, 0));
        store.save(search("a", ann, NOW, List.of()).with(new Reach(110_000, 7)), "blue hazel");
        assertThat(store.load("a").orElseThrow().reach()).isEqualTo(new Reach(110_000, 7));
    }

    @Test
    void whatIsStillUnderWayOfSomebodyWhoLeftIsForgotten() {
        store.save(search("a", 4711, NOW, List.of()), "blue hazel");
        store.saveFiles("a", List.of(file("SHA", Optional.empty(), List.of())));
        assertThat(store.load("a")).isEmpty();
    }

    @Test
    void aSearchComesBackWithEverythingFound() {
        var files = List.of(
                file("SHA", Optional.of(new Sha1(1, 2, 3)), List.of(source(HOST, "blue hazel.ogg"), source(HOST6, "x\0y"))),
                file("n1", Optional.empty(), List.of()));
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        store.saveFiles("a", List.of(file("SHA", Optional.empty(), List.of())));
        store.saveFiles("a", files);
        var stored = store.load("a").orElseThrow();
        assertThat(stored.query()).isEqualTo("Blue  Hazel!");
        assertThat(stored.started()).isEqualTo(NOW);
        assertThat(stored.files()).hasSize(2);
        assertThat(stored.files().getFirst().sources()).containsExactly(source(HOST, "blue hazel.ogg"), source(HOST6, "x y"));
        assertThat(stored.files().getFirst().names()).isEqualTo(files.getFirst().names());
        assertThat(stored.files().get(1)).isEqualTo(files.get(1));
        assertThat(store.head("a")).contains(stored.withoutFiles());
        assertThat(store.lines("a")).isEqualTo(stored.files().stream().map(FoundLine::of).toList());
        database.write(sql -> sql.client().sql("update found_file set offers = '', name_count = 0").update());
        assertThat(store.lines("a")).as("written before offers were").isEqualTo(stored.files().stream().map(FoundLine::of).toList());
        assertThat(store.file("a", "n1")).contains(files.get(1));
        assertThat(store.file("a", "n2")).isEmpty();
        assertThat(store.file("b", "n1")).isEmpty();
    }

    @Test
    void aLargeSearchIsReadInPortionsAndInOrder() {
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        var files = IntStream.range(0, 4_001).mapToObj(i -> file("n%04d".formatted(4_000 - i), Optional.empty(), List.of(source(HOST, "x")))).toList();
        store.saveFiles("a", files);
        store.saveFiles("a", files.subList(7, 8));
        assertThat(store.lines("a")).hasSize(4_001).extracting(FoundLine::id).isSorted().doesNotHaveDuplicates();
        assertThat(store.lines("b")).isEmpty();
    }

    /** Names and tags may hold anything, also what parts the lines. */
    private List<FoundFile> aThousandAndMore() {
        return IntStream.range(0, 2_500)
                .mapToObj(i -> new FoundFile(
                        i % 2 == 0 ? new Sha1(i + 1, 2, 3).base32() : "n" + i,
                        i % 5 == 1 ? Optional.empty() : Optional.of(new Sha1(i + 1, 2, 3)),
                        Optional.empty(),
                        "12 蓝\n\ud83c\udf30 " + "x".repeat(i % 300),
                        List.of("a", "b"),
                        i * 1_000_000_000L,
                        i % 7 == 0 ? List.of() : List.of(source(HOST, "x"), source(HOST6, "y")),
                        NOW.plusNanos(i % 100 * 1_000L),
                        NOW,
                        i % 3 == 0 ? Judgement.of(List.of(Reason.NAMES_DIFFER)) : Judgement.CLEAN,
                        i % 4 == 0 ? Tags.NONE : new Tags("5 = ", "", "", "", 0, i, 192, 0, 0)))
                .toList();
    }

    @Test
    void theLinesOfALargeSearchAreReadFromTextsOnceTheyAreWritten() {
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        store.saveFiles("a", aThousandAndMore());
        var expected = store.load("a").orElseThrow().files().stream().map(FoundLine::of).toList();
        store.settled("a");
        database.write(sql -> sql.client().sql("update found_file set name = 'read from the row'").update());
        assertThat(store.lines("a")).isEqualTo(expected);
    }

    @Test
    void whatIsWrittenLaterCountsInsteadOfWhatStandsInTheTexts() {
        var files = aThousandAndMore();
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        store.saveFiles("a", files.subList(0, 2_000));
        store.settled("a");
        store.saveFiles("a", files.subList(2_490, 2_500));
        var again = file(files.get(7).id(), Optional.empty(), List.of(source(HOST, "again")));
        store.saveFiles("a", List.of(again));
        assertThat(store.lines("a")).hasSize(2_010).contains(FoundLine.of(again)).extracting(FoundLine::id).doesNotHaveDuplicates();
        store.saveFiles("a", files.subList(0, 1_500));
        var expected = store.load("a").orElseThrow().files().stream().map(FoundLine::of).toList();
        assertThat(store.lines("a")).as("texts and rows").isEqualTo(expected);
        database.write(sql -> sql.client().sql("update found_file set name = 'read from the row'").update());
        assertThat(store.lines("a")).as("texts written anew").isEqualTo(expected);
    }

    @Test
    void textsThatAreNotWholeAreNotUsed() {
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        store.saveFiles("a", aThousandAndMore());
        store.settled("a");
        var whole = store.lines("a");
        assertThat(database.<Integer>write(sql -> sql.client().sql("delete from found_lines where ends").update())).isEqualTo(1);
        assertThat(store.lines("a")).isEqualTo(whole);
    }

    @Test
    void laterCountsReplaceEarlierOnes() {
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        store.save(new SearchView("a", ann, "Blue  Hazel!", SearchView.State.DONE, NOW, 9, 8, "quiet", 7, List.of()), "blue hazel");
        assertThat(store.load("a")).contains(new SearchView("a", ann, "Blue  Hazel!", SearchView.State.DONE, NOW, 9, 8, "quiet", 7, List.of()));
    }

    @Test
    void theNewestOfTheSameWordsAndPersonIsFound() {
        store.save(search("old", ann, NOW, List.of()), "blue hazel");
        store.save(search("new", ann, NOW.plusSeconds(5), List.of()), "blue hazel");
        store.save(search("other", ann, NOW.plusSeconds(9), List.of()), "walnut");
        store.save(search("bobs", bob, NOW.plusSeconds(9), List.of()), "blue hazel");
        assertThat(store.latest(ann, "blue hazel")).map(SearchView::id).contains("new");
        assertThat(store.latest(bob, "walnut")).isEmpty();
        assertThat(store.recent(ann, 2)).extracting(SearchView::id).containsExactly("other", "new");
    }

    @Test
    void onlyTheNewestSearchesOfAPersonAreKept() {
        store.save(search("bobs", bob, NOW.minusSeconds(9), List.of()), "blue hazel");
        for (int i = 0; i < H2SearchStore.KEPT + 5; i++) {
            store.save(search("s" + i, ann, NOW.plusSeconds(i), List.of()), "blue hazel");
            store.saveFiles("s" + i, List.of(file("SHA", Optional.empty(), List.of())));
        }
        assertThat(store.recent(ann, 1_000)).hasSize(H2SearchStore.KEPT).last().extracting(SearchView::id).isEqualTo("s5");
        assertThat(store.load("s4")).isEmpty();
        assertThat(store.load("bobs")).isPresent();
    }

    @Test
    void whatWouldBurstItsColumnIsCut() {
        var sources = IntStream.range(0, 3_000)
                .mapToObj(i -> source(HostAddress.of(0xC0000200 + i, 23_456), "n".repeat(2_000)))
                .toList();
        store.save(search("a", ann, NOW, List.of()), "blue hazel");
        store.saveFiles("a", List.of(file("SHA", Optional.empty(), sources)));
        assertThat(store.load("a").orElseThrow().files().getFirst().sources())
                .hasSizeBetween(100, 3_000)
                .allMatch(source -> source.name().length() == 1_000);
    }
}
