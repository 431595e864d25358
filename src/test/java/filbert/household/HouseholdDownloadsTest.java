package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.showroom.PretendHouse;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The rooms' first download belongs to the owner. */
final class HouseholdDownloadsTest {
    private static final long DOWNLOAD = 2;

    private final HouseholdDownloads desk = new PretendHouse().furnished().downloadDesk();

    @Test
    void nobodyButItsPersonAndTheOwnerLooksCloselyOrReads() {
        assertThat(desk.detail(PretendHouse.OWNER, DOWNLOAD).log()).isNotEmpty();
        assertThatThrownBy(() -> desk.detail(PretendHouse.MEMBER, DOWNLOAD)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.destination(PretendHouse.MEMBER, DOWNLOAD)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.read(PretendHouse.MEMBER, DOWNLOAD, 0, 1)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void everybodyIsToldWhereTheirOwnGo() {
        assertThat(desk.destination(PretendHouse.MEMBER).folder()).hasToString("/srv/filbert/downloads/person-2");
        assertThat(desk.destination(PretendHouse.OWNER, DOWNLOAD).folder()).hasToString("/srv/filbert/downloads/person-1");
    }
}
