package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.Settings.InvalidSettingsException;
import filbert.household.Settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayeredSettingsTest {
    private static final Person OWNER = new Person(1, "ann", Role.OWNER);
    private static final String HOSTS = SettingKeys.WEB_HOSTS.name();

    private final MemoryHouse house = new MemoryHouse();

    private LayeredSettings settings() {
        return new LayeredSettings(SettingKeys.all(), house, house);
    }

    @Test
    void theEnvironmentWinsThenThePageThenTheFileThenTheDefault() {
        assertThat(settings().text(SettingKeys.NETWORK_MODE)).isEqualTo("public");
        house.file.put("filbert.network.mode", "private");
        assertThat(settings().text(SettingKeys.NETWORK_MODE)).isEqualTo("private");
        house.page.put("filbert.network.mode", "practice");
        assertThat(settings().text(SettingKeys.NETWORK_MODE)).isEqualTo("practice");
        house.environment.put("filbert.network.mode", "public");
        assertThat(settings().text(SettingKeys.NETWORK_MODE)).isEqualTo("public");
    }

    private Setting shown(LayeredSettings settings, SettingKey key) {
        return settings.section(OWNER, key.section()).stream()
                .filter(setting -> setting.key().equals(key.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePageSaysWhereAValueComesFrom() {
        house.environment.put("filbert.network.mode", "private");
        house.file.put("filbert.network.leaf-slots", "7");
        var settings = settings();
        settings.save(OWNER, Map.of("filbert.network.role", "ultrapeer"));
        assertThat(shown(settings, SettingKeys.NETWORK_MODE))
                .isEqualTo(new Setting(
                        "filbert.network.mode", "private", "public", "environment", true, true, List.of("public", "lan", "private", "practice")));
        assertThat(shown(settings, SettingKeys.NETWORK_LEAF_SLOTS).source()).isEqualTo("file");
        assertThat(shown(settings, SettingKeys.NETWORK_ROLE)).satisfies(role -> {
            assertThat(role.source()).isEqualTo("page");
            assertThat(role.value()).isEqualTo("ultrapeer");
            assertThat(role.locked()).isFalse();
        });
        assertThat(shown(settings, SettingKeys.NETWORK_PORT).source()).isEqualTo("default");
    }

    @Test
    void anInterfaceThatIsNotThereStaysAmongTheChoices() {
        var settings = settings();
        assertThat(shown(settings, SettingKeys.NETWORK_INTERFACE).choices()).startsWith("").doesNotHaveDuplicates();
        settings.save(OWNER, Map.of("filbert.network.interface", "tun9"));
        assertThat(shown(settings, SettingKeys.NETWORK_INTERFACE).choices()).contains("", "tun9");
        assertThatThrownBy(() -> settings.save(OWNER, Map.of("filbert.network.interface", "a name that is too long")))
                .hasMessageContaining("settings.problem.interface");
        settings.save(OWNER, Map.of("filbert.network.interface", ""));
        assertThat(settings.text(SettingKeys.NETWORK_INTERFACE)).isEmpty();
    }

    @Test
    void secretsAndWhatIsNeededBeforeTheDatabaseAreNotOnThePage() {
        var settings = settings();
        assertThat(List.of("general", "network", "downloads", "sharing", "").stream()
                        .flatMap(section -> settings.section(OWNER, section).stream())
                        .map(Setting::key))
                .isNotEmpty()
                .doesNotContain("filbert.owner.password", "filbert.owner.token", "filbert.data-dir");
    }

    @Test
    void everythingIsSavedOrNothing() {
        var settings = settings();
        var changes = Map.of("filbert.network.mode", "practice", "filbert.network.port", "70000", "filbert.web.prot", "1");
        assertThatThrownBy(() -> settings.save(OWNER, changes))
                .isInstanceOfSatisfying(InvalidSettingsException.class, invalid -> assertThat(invalid.problems())
                        .containsOnly(
                                Map.entry("filbert.network.port", "settings.problem.number-range"),
                                Map.entry("filbert.web.prot", "settings.problem.unknown")));
        assertThat(house.page).isEmpty();
    }

    @Test
    void whatTheEnvironmentDecidedCannotBeChanged() {
        house.environment.put(HOSTS, "nas.example.org");
        var settings = settings();
        assertThatThrownBy(() -> settings.save(OWNER, Map.of(HOSTS, "other.example.org")))
                .isInstanceOfSatisfying(InvalidSettingsException.class, invalid -> assertThat(invalid.problems())
                        .containsEntry(HOSTS, "settings.problem.locked"));
        settings.save(OWNER, Map.of(HOSTS, "nas.example.org"));
        assertThat(house.page).isEmpty();
    }

    @Test
    void aBlankValueGoesBackToWhatLiesBelow() {
        house.file.put(HOSTS, "from.file.org");
        var settings = settings();
        settings.save(OWNER, Map.of(HOSTS, "from.page.org"));
        assertThat(settings.list(SettingKeys.WEB_HOSTS)).containsExactly("from.page.org");
        settings.save(OWNER, Map.of(HOSTS, "  "));
        assertThat(settings.list(SettingKeys.WEB_HOSTS)).containsExactly("from.file.org");
    }

    @Test
    void aFieldNobodyTouchedKeepsItsSource() {
        house.file.put("filbert.network.mode", "private");
        var settings = settings();
        settings.save(OWNER, Map.of("filbert.network.mode", "private", "filbert.network.role", "leaf"));
        assertThat(house.page).containsOnly(Map.entry("filbert.network.role", "leaf"));
    }

    @Test
    void watchersHearOfChangesAndOnlyOfThose() {
        var settings = settings();
        var heard = new AtomicInteger();
        settings.changed().watch(heard::incrementAndGet);
        settings.save(OWNER, Map.of("filbert.network.mode", "public"));
        assertThat(heard).hasValue(0);
        settings.save(OWNER, Map.of("filbert.network.mode", "practice"));
        assertThat(heard).hasValue(1);
    }

    @Test
    void onlyTheOwnerMay() {
        var member = new Person(2, "bob", Role.MEMBER);
        assertThatThrownBy(() -> settings().save(member, Map.of())).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> settings().section(member, "general")).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void aSecretThatCannotBeIsNotRepeated() {
        house.environment.put("filbert.web.port", "a secret put into the wrong place");
        house.environment.put("filbert.owner.token", " ");
        assertThatThrownBy(this::settings).hasMessageContaining("filbert.owner.token is blank").hasMessageNotContaining("wrong place");
    }

    @ParameterizedTest
    @CsvSource({
        "filbert.web.port, 8346, true",
        "filbert.web.port, -1, false",
        "filbert.web.port, 8346x, false",
        "filbert.web.bind-address, ::1, true",
        "filbert.web.bind-address, nas.local, false",
        "filbert.web.base-path, /nuts/and-more, true",
        "filbert.web.base-path, /nuts/, false",
        "filbert.web.base-path, nuts, false",
        "filbert.web.base-path, /nuts?x, false",
        "filbert.web.hosts, 'nas.example.org, box', true",
        "filbert.web.hosts, 'nas example_org', false",
        "filbert.web.trusted-proxies, '10.0.0.1,fd00::1', true",
        "filbert.web.trusted-proxies, proxy, false",
        "filbert.network.hosts, '10.0.0.1:23456 [fd00::1]:23456', true",
        "filbert.network.hosts, peer.example.org:23456, false",
        "filbert.network.role, king, false",
        "filbert.sharing.folders, '/my music=network, /films', true",
        "filbert.sharing.folders, music=network, false"
    })
    void everyKindKnowsWhatItMayBe(String key, String value, boolean fine) {
        var kind = SettingKeys.all().stream().filter(known -> known.name().equals(key)).findFirst().orElseThrow().kind();
        assertThat(kind.problem(value).isEmpty()).isEqualTo(fine);
    }
}
