package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.Settings.Change;
import filbert.household.Settings.ChangedElsewhereException;
import filbert.household.Settings.Clash;
import filbert.household.Settings.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Two people, one page of settings; and what a page tells before and instead of saving. */
final class SettingsChangedElsewhereTest {
    private static final Person OWNER = new Person(1, "ann", Role.OWNER);
    private static final String HOSTS = SettingKeys.WEB_HOSTS.name();
    private static final String ROLE = SettingKeys.NETWORK_ROLE.name();

    private final MemoryHouse house = new MemoryHouse();
    private final LayeredSettings settings = new LayeredSettings(SettingKeys.all(), house, house);

    @Test
    void whatSomebodyElseChangedIsNotUndoneUnseen() {
        settings.save(OWNER, Map.of(HOSTS, "theirs.example.org"));
        assertThatThrownBy(() -> settings.save(OWNER, Map.of(HOSTS, "mine.example.org", ROLE, "leaf"), Map.of(HOSTS, "", ROLE, "auto")))
                .isInstanceOfSatisfying(ChangedElsewhereException.class, e -> assertThat(e.clashes())
                        .containsOnly(Map.entry(HOSTS, new Clash("", "theirs.example.org", "mine.example.org"))));
        assertThat(house.page).containsOnly(Map.entry(HOSTS, "theirs.example.org")); // all or nothing
        settings.save(OWNER, Map.of(HOSTS, "mine.example.org"), Map.of(HOSTS, "theirs.example.org"));
        assertThat(settings.text(SettingKeys.WEB_HOSTS)).isEqualTo("mine.example.org");
    }

    @Test
    void whatWasLeftAsItWasSeenStaysAsItIsNow() {
        settings.save(OWNER, Map.of(HOSTS, "theirs.example.org"));
        assertThat(settings.save(OWNER, Map.of(HOSTS, "", ROLE, "leaf"), Map.of(HOSTS, "", ROLE, "auto")))
                .containsExactly(new Change(ROLE, "auto", "leaf", true));
        assertThat(house.page).containsOnly(Map.entry(HOSTS, "theirs.example.org"), Map.entry(ROLE, "leaf"));
    }

    @Test
    void whoWantsTheSameDoesNotClash() {
        settings.save(OWNER, Map.of(ROLE, "leaf"));
        assertThat(settings.save(OWNER, Map.of(ROLE, "leaf"), Map.of(ROLE, "auto"))).isEmpty();
    }

    @Test
    void aPreviewSaysWhatWouldHoldAndSavesNothing() {
        house.file.put(HOSTS, "file.example.org");
        house.page.put(HOSTS, "page.example.org");
        var layered = new LayeredSettings(SettingKeys.all(), house, house);
        assertThat(layered.preview(OWNER, Map.of(HOSTS, "", ROLE, "leaf"), Map.of()))
                .containsExactly(new Change(HOSTS, "page.example.org", "file.example.org", false), new Change(ROLE, "auto", "leaf", true));
        assertThat(house.page).containsOnly(Map.entry(HOSTS, "page.example.org"));
        assertThatThrownBy(() -> layered.preview(OWNER, Map.of(ROLE, "king"), Map.of())).isInstanceOf(Settings.InvalidSettingsException.class);
        assertThatThrownBy(() -> layered.preview(new Person(2, "bob", Role.MEMBER), Map.of(), Map.of())).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void theYamlOfEverythingReadsBackAsWhatHolds() {
        settings.save(OWNER, Map.of(HOSTS, "nas.example.org, box", "filbert.network.leaf-slots", "7"));
        house.environment.put("filbert.owner.password", "hazel bush hedge");
        var all = Settings.SECTIONS.stream().flatMap(section -> settings.section(OWNER, section).stream()).toList();
        var yaml = SettingsAsYaml.of(all);
        assertThat(yaml).contains("    hosts: \"nas.example.org, box\" # page\n", "    leaf-slots: 7 # page\n").doesNotContain("hedge", "password");
        assertThat(flat("", new Yaml().load(yaml))).hasSameSizeAs(all).allSatisfy((key, value) -> assertThat(all)
                .filteredOn(one -> one.key().equals(key))
                .singleElement()
                .extracting(Setting::value)
                .isEqualTo(value));
    }

    @Test
    void oddWordsStayWhatTheyAre() {
        for (var value : List.of("", "no", "on", "null", "010", "1.10", "1_000", "-1", "99999999999", "a: b", "# x", "\"\\", "two\nlines\t\u2028\u0085", "ä😀", "true", "7")) {
            var yaml = SettingsAsYaml.of(List.of(new Setting("filbert.a.b", value, "", "page", false, false, List.of())));
            assertThat(flat("", new Yaml().load(yaml))).as(yaml).isEqualTo(Map.of("filbert.a.b", value));
        }
    }

    private static Map<String, String> flat(String prefix, Map<String, Object> tree) {
        var flat = new HashMap<String, String>();
        tree.forEach((key, value) -> {
            if (value instanceof Map<?, ?> below) {
                var inner = new HashMap<String, Object>();
                below.forEach((name, one) -> inner.put(String.valueOf(name), one));
                flat.putAll(flat(prefix + key + ".", inner));
            } else {
                flat.put(prefix + key, String.valueOf(value));
            }
        });
        return flat;
    }
}
