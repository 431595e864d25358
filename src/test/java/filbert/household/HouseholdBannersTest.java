package filbert.household;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.NetworkView.NeighbourView;
import filbert.showroom.PretendHouse;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HouseholdBannersTest {
    private static final SharedFolder GONE = folder(1, "/mnt/usb");

    private final PretendHouse house = new PretendHouse();
    private final List<NeighbourView> neighbours = new ArrayList<>(new PretendHouse().furnished().overlay.neighbours);
    private HouseholdBanners banners = house.banners;

    private static SharedFolder folder(long id, String path) {
        return new SharedFolder(id, 1, Path.of(path), "x", Visibility.NETWORK, List.of(), 0, 0, "missing", null);
    }

    private List<String> shown(Person person) {
        return banners.shown(person).stream().map(Banner::id).toList();
    }

    private void looks(int times) {
        for (var i = 0; i < times; i++) {
            banners.look(List.of(OWNER, MEMBER, GUEST));
        }
    }

    @Test
    void theGravestIsFirstAndEachIsThereForWhomItConcerns() {
        house.room = 1;
        assertThat(shown(OWNER)).containsExactly("disk", "alone", "nothing-shared");
        assertThat(shown(MEMBER)).containsExactly("disk", "alone");
        house.room = -1;
        assertThat(shown(GUEST)).as("nobody knows how much is free").containsExactly("alone");
    }

    @Test
    void oneIsDismissedByEachForThemselves() {
        assertThat(banners.dismiss(OWNER, "alone")).isTrue();
        assertThat(shown(OWNER)).containsExactly("nothing-shared");
        assertThat(shown(MEMBER)).containsExactly("alone");
        assertThat(banners.dismiss(MEMBER, "nothing-shared")).as("not for members").isFalse();
        assertThat(banners.dismiss(OWNER, "disk")).as("there is none").isFalse();
        house.room = 1;
        assertThat(shown(OWNER)).contains("disk");
    }

    @Test
    void itComesBackWhenItsCauseDoes() {
        banners.dismiss(OWNER, "alone");
        looks(20);
        assertThat(shown(OWNER)).as("still the same").doesNotContain("alone");
        house.overlay.neighbours.addAll(neighbours);
        looks(4);
        house.overlay.neighbours.clear();
        looks(1);
        assertThat(shown(OWNER)).as("over for a moment").doesNotContain("alone");
        house.overlay.neighbours.addAll(neighbours);
        looks(5);
        house.overlay.neighbours.clear();
        assertThat(shown(OWNER)).contains("alone");
    }

    @Test
    void newsThatWereDismissedStayAway() {
        banners.dismiss(OWNER, "nothing-shared");
        house.library.folders.add(GONE);
        looks(9);
        house.library.folders.clear();
        assertThat(shown(OWNER)).containsExactly("alone");
    }

    @Test
    void foldersAreToldApart() {
        house.library.folders.add(GONE);
        house.library.folders.add(folder(2, "/mnt/other"));
        var ids = shown(OWNER).stream().filter(id -> id.startsWith("folder-missing-")).toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        banners.dismiss(OWNER, ids.getFirst());
        assertThat(shown(OWNER)).contains(ids.get(1)).doesNotContain(ids.getFirst());
    }

    @Test
    void moreOfItShowsAgain() {
        new PretendHouse().furnished().downloads.queue.values().stream()
                .filter(one -> one.state() == filbert.sharing.download.DownloadView.State.FAILED && one.person() == OWNER.id())
                .limit(1)
                .forEach(one -> house.downloads.queue.put(one.id(), one));
        banners.dismiss(OWNER, "failed");
        assertThat(shown(OWNER)).doesNotContain("failed");
        var first = house.downloads.queue.values().iterator().next();
        house.downloads.queue.put(99L, first);
        assertThat(shown(OWNER)).contains("failed");
        banners.dismiss(OWNER, "failed");
        house.downloads.queue.remove(99L);
        looks(1);
        house.downloads.queue.put(99L, first);
        assertThat(shown(OWNER)).as("two again, after one").contains("failed");
    }

    @Test
    void whatWasDismissedIsRememberedOverARestart() {
        banners.dismiss(OWNER, "alone");
        banners.dismiss(OWNER, "nothing-shared");
        banners = new HouseholdBanners(house.downloadDesk(), house.networkDesk(), house.libraryDesk(), () -> house.room, house.line);
        assertThat(shown(OWNER)).isEmpty();
        house.overlay.neighbours.addAll(neighbours);
        house.library.folders.add(GONE);
        looks(5);
        house.overlay.neighbours.clear();
        house.library.folders.clear();
        assertThat(shown(OWNER)).containsExactly("alone");
    }
}
