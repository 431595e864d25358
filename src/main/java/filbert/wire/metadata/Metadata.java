package filbert.wire.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of one file.
 *
 * @param attributes by name, as in the schema; neither names nor values are blank
 */
public record Metadata(Schema schema, Map<String, String> attributes) {
    public Metadata {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public Optional<String> get(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }
}
