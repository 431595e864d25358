package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.servent.search.SearchView;
import filbert.sharing.download.Priority;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void foldersAreNamedForThoseWhoAreStillThereAndToThoseWhoMaySeeThem() {
        var house = new PretendHouse().furnished();
        var shown = house.downloads.view();
        assertThat(house.downloadDesk().folders(PretendHouse.OWNER, shown)).containsEntry(1L, Path.of("/srv/filbert/downloads/person-1"));
        assertThat(house.downloadDesk().folders(PretendHouse.GUEST, shown)).doesNotContainKey(1L);
        var nobodys = new HouseholdDownloads(house.downloads, person -> {
            throw new NoSuchElementException("person " + person);
        });
        assertThat(nobodys.folders(PretendHouse.OWNER, shown)).as("the list is shown all the same").isEmpty();
    }

    @Test
    void nobodyButItsPersonAndTheOwnerSaysWhatComesFirst() {
        var house = new PretendHouse().furnished();
        assertThatThrownBy(() -> house.downloadDesk().prioritize(PretendHouse.MEMBER, DOWNLOAD, Priority::earlier)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> house.downloadDesk().prioritize(PretendHouse.GUEST, DOWNLOAD, Priority::earlier)).isInstanceOf(NotAllowedException.class);
        assertThat(house.downloadDesk().prioritize(PretendHouse.OWNER, DOWNLOAD, Priority::earlier)).isTrue();
        assertThat(house.downloads.view(DOWNLOAD).orElseThrow().priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void whatIsFetchedForSomebodyElseIsNotShownToWhoWantsItToo() {
        var house = new PretendHouse();
        var file = PretendSearches.found(1, "hazel.ogg", 1_000, 1);
        var hers = house.downloadDesk().add(PretendHouse.OWNER, file);
        assertThatThrownBy(() -> house.downloadDesk().add(PretendHouse.MEMBER, file)).hasMessage("download.refused.elsewhere");
        house.searches.put(new SearchView("run", PretendHouse.MEMBER.id(), "hazel", SearchView.State.DONE, PretendHouse.NOW, 4, 17, "", 0, List.of(file)));
        assertThatThrownBy(() -> house.searchDesk().download(PretendHouse.MEMBER, "run", file.id())).hasMessage("download.refused.elsewhere");
        var magnet = "magnet:?xt=urn:sha1:" + hers.sha1().base32() + "&dn=hazel.ogg";
        assertThatThrownBy(() -> house.downloadDesk().addMagnet(PretendHouse.MEMBER, magnet)).hasMessage("download.refused.elsewhere");
        assertThat(house.downloads.queue).hasSize(1);
        var his = house.downloadDesk().add(PretendHouse.MEMBER, PretendSearches.found(2, "medlar.ogg", 1_000, 1));
        assertThat(house.downloadDesk().addMagnet(PretendHouse.OWNER, "magnet:?xt=urn:sha1:" + his.sha1().base32())).as("owners see all").containsExactly(his);
    }
}
