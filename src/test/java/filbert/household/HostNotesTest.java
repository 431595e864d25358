package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HostNotesTest {
    private static final Person ANN = new Person(1, "ann", Role.OWNER);
    private static final Person BOB = new Person(2, "bob", Role.MEMBER);
    private static final Person VISITOR = new Person(2, "bob", Role.GUEST);
    private static final InetAddress HOST = InetAddress.ofLiteral("192.0.2.7");

    private final Kept kept = new Kept();
    private final HostNotes notes = new HostNotes(kept);

    private static final class Kept implements HostNoteStore {
        private final Map<Long, Map<String, String>> all = new HashMap<>();

        @Override
        public Map<Long, Map<String, String>> all() {
            return Map.copyOf(all);
        }

        @Override
        public void save(long person, String host, String note) {
            all.computeIfAbsent(person, _ -> new HashMap<>()).put(host, note);
        }
    }

    @Test
    void aNoteIsItsWritersAlone() {
        notes.write(BOB, HOST, " kind\r\nand quick ");
        assertThat(notes.of(BOB, HOST)).isEqualTo("kind\nand quick");
        assertThat(notes.by(BOB).apply(HOST)).isEqualTo("kind\nand quick");
        assertThat(notes.of(ANN, HOST)).isEmpty();
        assertThat(notes.all(ANN)).isEmpty();
        notes.write(BOB, HOST, "\n");
        assertThat(notes.all(BOB)).isEmpty();
    }

    @Test
    void whoActsAsAGuestHasNone() {
        notes.write(BOB, HOST, "kind");
        assertThat(notes.by(VISITOR).apply(HOST)).isEmpty();
        assertThatThrownBy(() -> notes.of(VISITOR, HOST)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> notes.all(VISITOR)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> notes.write(VISITOR, HOST, "x")).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void notesAndTheirNumberAreLimited() {
        notes.write(BOB, HOST, "x".repeat(HostNotes.LONGEST));
        assertThatThrownBy(() -> notes.write(BOB, HOST, "x".repeat(HostNotes.LONGEST + 1))).hasMessage("hosts.problem.note-long");
        for (var i = 1; i < HostNotes.MOST; i++) {
            notes.write(BOB, host(i), "x");
        }
        assertThatThrownBy(() -> notes.write(BOB, host(HostNotes.MOST), "x")).hasMessage("hosts.problem.notes-many");
        assertThat(kept.all.get(BOB.id())).hasSize(HostNotes.MOST);
        notes.write(BOB, HOST, "changed");
        notes.write(BOB, HOST, "");
        notes.write(BOB, host(HostNotes.MOST), "room again");
        assertThat(notes.all(BOB)).hasSize(HostNotes.MOST);
    }

    private static InetAddress host(int number) {
        return InetAddress.ofLiteral("10.0." + number / 250 + "." + number % 250);
    }

    @Test
    void whatWasNotedOnAnotherMachineOfTheHouseIsSeen() {
        notes.write(ANN, HOST, "mine");
        kept.all.clear();
        kept.save(BOB.id(), "192.0.2.7", "elsewhere");
        notes.lookAgain();
        assertThat(notes.of(BOB, HOST)).isEqualTo("elsewhere");
        assertThat(notes.of(ANN, HOST)).isEmpty();
    }
}
