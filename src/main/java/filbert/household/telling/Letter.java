package filbert.household.telling;

import java.net.URI;
import java.util.Map;

/**
 * A message on its way to a webhook.
 *
 * @param to where it is posted
 * @param headers besides those every letter has
 * @param content to be written as JSON
 */
public record Letter(URI to, Map<String, String> headers, Map<String, Object> content) {
    /** Its headers hold secrets. */
    @Override
    public String toString() {
        return "letter";
    }
}
