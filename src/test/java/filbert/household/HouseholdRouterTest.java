package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import filbert.showroom.PretendHouse;
import filbert.showroom.PretendRouter;
import filbert.showroom.PretendSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class HouseholdRouterTest {
    private final PretendRouter router = new PretendRouter();
    private final PretendSettings settings = new PretendSettings();
    private final HouseholdRouter desk = new HouseholdRouter(router, settings);

    @Test
    void everybodyMayLook() {
        for (var person : List.of(PretendHouse.OWNER, PretendHouse.MEMBER, PretendHouse.GUEST)) {
            assertThat(desk.view(person)).isEqualTo(router.view());
        }
    }

    @Test
    void onlyTheOwnerAsksOpensAndTakesBack() {
        for (var person : List.of(PretendHouse.MEMBER, PretendHouse.GUEST)) {
            for (Consumer<Person> command : List.<Consumer<Person>>of(desk::ask, desk::map, desk::unmap)) {
                assertThatExceptionOfType(NotAllowedException.class).isThrownBy(() -> command.accept(person));
            }
        }
        assertThat(router.commands).isEmpty();
        assertThat(settings.saved).isEmpty();
        desk.ask(PretendHouse.OWNER);
        assertThat(router.commands).containsExactly("ask");
        desk.map(PretendHouse.OWNER);
        assertThat(settings.saved).isEqualTo(Map.of("filbert.network.map-port", "true"));
        desk.unmap(PretendHouse.OWNER);
        assertThat(settings.saved).isEqualTo(Map.of("filbert.network.map-port", "false"));
    }

    @Test
    void whatTheEnvironmentDecidesStays() {
        settings.locked = "filbert.network.map-port";
        assertThatIllegalArgumentException().isThrownBy(() -> desk.map(PretendHouse.OWNER)).withMessage("check.problem.locked");
    }
}
