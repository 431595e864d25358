package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.HouseholdPrivacy;
import filbert.household.Person;
import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;

/** What the privacy page tells, and to whom. */
final class PrivacyPageTest {
    private final PretendHouse house = new PretendHouse().furnished();
    private final HouseholdPrivacy privacy =
            new HouseholdPrivacy(house.networkDesk(), house.libraryDesk(), () -> new HouseholdPrivacy.Choices(true, false, false, true, "wg0"));

    @Test
    void foldersOfTheNetworkAreNamedAndNoOthers() {
        var seen = privacy.view(PretendHouse.OWNER);
        var open = house.libraryDesk().view(PretendHouse.OWNER).folders().stream()
                .filter(folder -> folder.visibility() == filbert.sharing.library.Visibility.NETWORK)
                .map(folder -> folder.alias())
                .toList();
        assertThat(seen.folders()).isNotEmpty().isEqualTo(open);
        assertThat(seen.files()).isPositive();
        assertThat(seen.choices().unfinished()).isFalse();
        assertThat(seen.address()).contains(":");
    }

    @Test
    void guestsMayReadItToo() {
        assertThat(privacy.view(PretendHouse.GUEST).mode()).isEqualTo(privacy.view(PretendHouse.OWNER).mode());
        assertThat(privacy.view(new Person(9, "token", Role.GUEST)).folders()).isEqualTo(privacy.view(PretendHouse.MEMBER).folders());
    }
}
