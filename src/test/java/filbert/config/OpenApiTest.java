package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document against the code that answers. */
final class OpenApiTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    @TempDir
    private Path data;

    @Test
    void namesEveryCallAndNothingElseAndRefersToWhatIsThere() {
        try (var filbert = RunningFilbert.setUp(data, "web.base-path=/nuts")) {
            var text = Caller.nobody(filbert.webPort()).ask("GET", "/nuts/v3/api-docs", "").body();
            var document = JsonMapper.builder().build().readTree(text);
            assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
            assertThat(document.path("servers").get(0).path("url").asString()).isEqualTo("/nuts/");
            var named = new TreeSet<String>();
            document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(verb -> {
                named.add(verb.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                assertWhole(path.getKey(), verb.getValue(), document);
            }));
            var mapped = new TreeSet<String>();
            filbert.parts(RequestMappingInfoHandlerMapping.class).forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternsCondition()
                    .getPatterns()
                    .stream()
                    .map(pattern -> pattern.getPatternString().replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}"))
                    .filter(pattern -> pattern.startsWith("/api/v1/"))
                    .forEach(pattern -> info.getMethodsCondition().getMethods().forEach(verb -> mapped.add(verb + " " + pattern)))));
            assertThat(named).isEqualTo(mapped).hasSizeGreaterThan(80);
            var refs = Pattern.compile("\"#/components/(\\w+)/([^\"]+)\"").matcher(text).results().toList();
            assertThat(refs).isNotEmpty().allSatisfy(ref -> assertThat(document.path("components").path(ref.group(1)).has(ref.group(2))).as(ref.group()).isTrue());
            assertThat(document.at("/components/schemas/Status.Status/properties/person/type").asString()).isEqualTo("string");
            assertThat(document.at("/paths/~1api~1v1~1searches/post/requestBody/content/application~1json/schema/$ref").asString()).endsWith("Searches.NewSearch");
            assertThat(document.at("/paths/~1api~1v1~1searches/post/responses").has("201")).isTrue();
        }
    }

    private static void assertWhole(String path, JsonNode operation, JsonNode document) {
        var inPath = new TreeSet<String>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asString().equals("path")) {
                inPath.add(parameter.path("name").asString());
            }
        });
        assertThat(inPath).as(path).containsExactlyInAnyOrderElementsOf(VARIABLE.matcher(path).results().map(found -> found.group(1)).toList());
        for (var code : java.util.List.of("401", "403", "default")) {
            assertThat(operation.path("responses").path(code).path("$ref").asString()).as(path).isEqualTo("#/components/responses/Problem");
        }
    }
}
