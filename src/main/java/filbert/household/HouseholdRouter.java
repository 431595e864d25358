package filbert.household;

import filbert.event.Signal;
import filbert.household.Settings.InvalidSettingsException;
import java.util.Map;

/** The router and the one switch about it: everybody may look, the owner may act. */
public final class HouseholdRouter {
    private final Router router;
    private final Settings settings;

    public HouseholdRouter(Router router, Settings settings) {
        this.router = router;
        this.settings = settings;
    }

    public Router.View view(Person person) {
        person.require(Role.GUEST);
        return router.view();
    }

    /** Asks the router again; opens nothing that is not to be open. */
    public void ask(Person person) {
        person.require(Role.OWNER);
        router.ask();
    }

    /** From now on the router is asked to open the port. @throws IllegalArgumentException {@code check.problem.locked} when the environment decides */
    public void map(Person person) {
        turn(person, "true");
    }

    /** From now on it is not, and what is open is taken back. @throws IllegalArgumentException as {@link #map} */
    public void unmap(Person person) {
        turn(person, "false");
    }

    private void turn(Person person, String value) {
        person.require(Role.OWNER);
        try {
            settings.save(person, Map.of(SettingKeys.NETWORK_MAP_PORT.name(), value));
        } catch (InvalidSettingsException refused) {
            throw new IllegalArgumentException("check.problem.locked", refused);
        }
    }

    public Signal changed() {
        return router.changed();
    }
}
