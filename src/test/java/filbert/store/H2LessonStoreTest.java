package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.identity.Sha1;
import filbert.servent.spam.Lesson;
import filbert.servent.spam.Lesson.Verdict;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2LessonStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final List<InetAddress> HOSTS = List.of(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7"));

    private Database database;
    private H2LessonStore store;
    private long ann;

    @BeforeEach
    void open() {
        database = house();
        store = new H2LessonStore(database);
        ann = new H2AccountStore(database).insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), NOW)).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Lesson lesson(Verdict verdict, Optional<Sha1> sha1, String name) {
        return new Lesson(0, ann, verdict, sha1, name, 7, HOSTS, NOW);
    }

    @Test
    void aLessonIsReadAsItWasWrittenNewestFirst() {
        store.add(lesson(Verdict.SPAM, Optional.of(new Sha1(1, 2, 3)), "a"));
        store.add(lesson(Verdict.NOT_SPAM, Optional.empty(), "b"));
        assertThat(store.load()).extracting(Lesson::name).containsExactly("b", "a");
        assertThat(store.load().getLast()).usingRecursiveComparison().ignoringFields("id").isEqualTo(lesson(Verdict.SPAM, Optional.of(new Sha1(1, 2, 3)), "a"));
    }

    @Test
    void ofOneContentTheLastLessonStays() {
        store.add(lesson(Verdict.SPAM, Optional.of(new Sha1(1, 2, 3)), "a"));
        store.add(lesson(Verdict.NOT_SPAM, Optional.of(new Sha1(1, 2, 3)), "other name"));
        store.add(lesson(Verdict.SPAM, Optional.empty(), "b"));
        store.add(lesson(Verdict.NOT_SPAM, Optional.empty(), "b"));
        assertThat(store.load()).extracting(Lesson::verdict).containsExactly(Verdict.NOT_SPAM, Verdict.NOT_SPAM);
        assertThat(store.remove(store.load().getFirst().id())).isTrue();
        assertThat(store.remove(4711)).isFalse();
        assertThat(store.load()).hasSize(1);
    }
}
