package filbert.wire.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Whatever a hit calls XML. */
final class MetadataXmlFuzzTest {
    private static final int RECORDS = 10;

    @FuzzTest
    void anyTextIsUnderstoodOrSaysNothing(byte[] data) {
        var xml = new String(data, StandardCharsets.UTF_8);
        var said = MetadataXml.ofHit(xml, RECORDS);
        assertThat(said.keySet()).allMatch(index -> index >= 0 && index < RECORDS);
        assertThat(said.values()).allSatisfy(metadata -> assertThat(metadata.attributes().values()).noneMatch(String::isBlank));
        assertThat(MetadataXml.ofHit(MetadataXml.write(new TreeMap<>(said)), RECORDS))
                .isEqualTo(withSomething(said));
        assertThat(MetadataXml.ofQuery(xml).isPresent()).isIn(true, false);
    }

    private static TreeMap<Integer, Metadata> withSomething(Map<Integer, Metadata> said) {
        var left = new TreeMap<>(said);
        left.values().removeIf(metadata -> metadata.attributes().isEmpty());
        return left;
    }
}
