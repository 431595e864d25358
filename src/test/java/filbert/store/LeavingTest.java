package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.household.statistics.SampleStore;
import filbert.household.statistics.Span;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody leaves behind in the database when they are removed: walked table by table, so that a new one is walked too. */
final class LeavingTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String PERSON = "person_id";

    /** Each machine cancels its own ({@code HouseholdPeople.letGo}), with the files they belong to; that somebody left is what it knows it by. */
    private static final Set<String> LEFT = Set.of("download", "departed");

    /** Belongs to the house: whoever removed them has it from then on. */
    private static final Set<String> HANDED_ON = Set.of("lesson", "setting", "shared_folder");

    private Database database;
    private H2AccountStore accounts;
    private Account ann;
    private Account bob;

    private record Column(String table, String name, String type, boolean given) {}

    @BeforeEach
    void open() {
        database = house();
        accounts = new H2AccountStore(database);
        ann = accounts.insert(new Account(0, "ann", Role.OWNER, "hash", Optional.empty(), NOW));
        bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "hash", Optional.empty(), NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void noTableTellsOfWhoWasRemoved() {
        var tables = tables();
        assertThat(tables.keySet()).contains("search", "wish", "notice", "person_keepsake", "happening", "host_note", "session").containsAll(LEFT).containsAll(HANDED_ON).hasSizeGreaterThan(18);
        tables.entrySet().stream().filter(table -> !table.getKey().equals("departed")).forEach(table -> insert(table.getKey(), table.getValue(), bob.id()));
        tables.keySet().stream().filter(table -> !table.equals("departed")).forEach(table -> assertThat(rows(table, bob)).as(table).isOne());
        assertThat(accounts.remove(bob.id(), ann.id())).isTrue();
        assertThat(tables.keySet().stream().filter(table -> rows(table, bob) > 0).collect(Collectors.toSet())).isEqualTo(LEFT);
        assertThat(tables.keySet().stream().filter(table -> rows(table, ann) > 0).collect(Collectors.toSet())).isEqualTo(HANDED_ON);
    }

    /** All tables with a column for a person, by name. */
    private TreeMap<String, List<Column>> tables() {
        var columns = database.read(sql -> sql.sql("select table_name, column_name, data_type, column_default, is_identity, is_nullable from information_schema.columns"
                        + " where table_schema = current_schema order by table_name, ordinal_position")
                .query((row, _) -> new Column(
                        row.getString("table_name").toLowerCase(Locale.ROOT),
                        row.getString("column_name").toLowerCase(Locale.ROOT),
                        row.getString("data_type").toLowerCase(Locale.ROOT),
                        row.getString("column_default") != null || row.getString("is_identity").equals("YES") || row.getString("is_nullable").equals("YES")))
                .list());
        var byTable = columns.stream().collect(Collectors.groupingBy(Column::table, TreeMap::new, Collectors.toList()));
        byTable.values().removeIf(all -> all.stream().noneMatch(column -> column.name().equals(PERSON)));
        return byTable;
    }

    /** A row of somebody's, and otherwise of anything. */
    private void insert(String table, List<Column> columns, long person) {
        var needed = columns.stream().filter(column -> !column.given() || column.name().equals(PERSON)).toList();
        database.write(sql -> sql.client()
                .sql("insert into " + table + " (" + needed.stream().map(Column::name).collect(Collectors.joining(", ")) + ") values ("
                        + needed.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")")
                .params(needed.stream().map(column -> column.name().equals(PERSON) ? (Object) person : anything(column)).toList())
                .update());
    }

    private static Object anything(Column column) {
        return switch (column.type()) {
            case "bigint" -> 1L;
            case "integer" -> 1;
            case "boolean" -> false;
            case "date" -> java.sql.Date.valueOf("2026-11-21");
            case "double precision" -> 1.0;
            case String type when type.startsWith("timestamp") -> Columns.time(NOW);
            case String type when type.startsWith("character") -> "x";
            default -> new byte[] {1};
        };
    }

    private long rows(String table, Account person) {
        return database.read(sql -> sql.sql("select count(*) from " + table + " where " + PERSON + " = ?").param(person.id()).query(Long.class).single());
    }

    @Test
    void theirKeepsakesGoAndNoneIsKeptOfWhoIsGone() {
        var keepsakes = new H2Keepsakes(database);
        keepsakes.of(bob.id()).keep("banners.dismissed", "disk=1");
        keepsakes.of(bob.id()).keep("banners.dismissed", "disk=2");
        keepsakes.of(ann.id()).keep("banners.dismissed", "alone=1");
        assertThat(keepsakes.of(bob.id()).recall("banners.dismissed")).contains("disk=2");
        assertThat(keepsakes.recall("banners.dismissed")).as("the house's own").isEmpty();
        accounts.remove(bob.id(), ann.id());
        assertThat(keepsakes.of(bob.id()).recall("banners.dismissed")).isEmpty();
        keepsakes.of(bob.id()).keep("signed-in-from", "192.0.2.7");
        assertThat(keepsakes.of(bob.id()).recall("signed-in-from")).isEmpty();
        assertThat(keepsakes.of(ann.id()).recall("banners.dismissed")).contains("alone=1");
    }

    @Test
    void howMuchTheyFetchedIsForgottenAlsoWhatIsWrittenDownLater() {
        var samples = new H2SampleStore(database);
        var both = Map.of(
                new SampleStore.Key("person", Long.toString(ann.id())), new SampleStore.Sum(1, 1), new SampleStore.Key("person", Long.toString(bob.id())), new SampleStore.Sum(2, 1),
                new SampleStore.Key("folder", Long.toString(bob.id())), new SampleStore.Sum(3, 1));
        samples.add(NOW, both);
        accounts.remove(bob.id(), ann.id());
        assertThat(labels(samples, "person")).containsExactly(Long.toString(ann.id()));
        samples.add(NOW, both);
        assertThat(labels(samples, "person")).containsExactly(Long.toString(ann.id()));
        assertThat(labels(samples, "folder")).as("a folder that is called like a number").hasSize(1);
    }

    private static Set<String> labels(H2SampleStore samples, String series) {
        return samples.list(series, Span.Width.values()[0], NOW.minusSeconds(3600)).stream().map(SampleStore.Sample::label).collect(Collectors.toSet());
    }
}
