package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/** The application.yml at the top is the reference of every setting. */
final class SettingsReferenceTest {
    private static final Pattern COMMENTED_KEY = Pattern.compile("(?m)^( +)# ([a-z-]+:( .*)?)$");

    private final String text = read();

    private static String read() {
        try {
            return Files.readString(Path.of("application.yml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Properties properties(String yaml) {
        var factory = new YamlPropertiesFactoryBean();
        factory.setResources(new ByteArrayResource(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return Objects.requireNonNull(factory.getObject());
    }

    @Test
    void everyKeyStandsThereWithItsDefault() {
        var documented = properties(COMMENTED_KEY.matcher(text).replaceAll("$1$2"));
        var shown = new LinkedHashMap<String, String>();
        documented.forEach((key, value) -> shown.put(key.toString(), value.toString()));
        var keys = SettingKeys.all().stream().collect(Collectors.toMap(SettingKey::name, SettingKey::defaultValue));
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(keys);
    }

    @Test
    void nothingIsSetThere() {
        assertThat(properties(text)).isEqualTo(properties("filbert: {database: , owner: , web: , network: , downloads: , uploads: , searches: , webhooks: , bandwidth: , sharing: , people: }"));
        assertThat(properties(text).values()).allMatch(value -> value.toString().isEmpty());
    }

    @Test
    void everyKeySaysWhatItDoesInALineAboveIt() {
        var lines = text.lines().toList();
        var undescribed = new LinkedHashMap<Integer, String>();
        for (int i = 1; i < lines.size(); i++) {
            if (COMMENTED_KEY.matcher(lines.get(i)).matches() && !lines.get(i - 1).endsWith(".")) {
                undescribed.put(i, lines.get(i));
            }
        }
        assertThat(undescribed).isEqualTo(Map.of());
    }
}
