package filbert.operations;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What runs here.
 *
 * @param built when, as text, or empty where that is not known
 * @param since when the program began
 * @param database its kind and version
 * @param ingredients what of others is in it
 */
public record About(
        String version, String built, Instant since, String java, String system, String database, Path dataDirectory, List<Ingredient> ingredients) {
    /**
     * A work of others that we use.
     *
     * @param group of its artifacts as Maven knows them, or its name among the scripts of our pages
     * @param licence by its SPDX name
     */
    public record Ingredient(String name, String group, String licence) {}
}
