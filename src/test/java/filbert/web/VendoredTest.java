package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

final class VendoredTest {
    private static final Path VENDOR = Path.of("frontend/vendor");

    @Test
    void everyVendoredLibraryIsWhatTheManifestSays() throws Exception {
        for (var library : manifest()) {
            var entry = (java.util.Map<?, ?>) library;
            var bytes = Files.readAllBytes(VENDOR.resolve(String.valueOf(entry.get("file"))));
            var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(digest).as("%s", entry.get("file")).isEqualTo(entry.get("sha256"));
            assertThat(entry.get("name")).asString().isNotBlank();
            assertThat(entry.get("version")).asString().matches("\\d+\\.\\d+\\.\\d+");
            assertThat(entry.get("licence")).asString().isNotBlank();
        }
    }

    @Test
    void nothingIsVendoredWithoutAnEntry() throws IOException {
        var named = manifest().stream()
                .map(entry -> String.valueOf(((java.util.Map<?, ?>) entry).get("file")))
                .toList();
        try (var files = Files.list(VENDOR)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("manifest.json")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    private static List<Object> manifest() throws IOException {
        return JsonParserFactory.getJsonParser().parseList(Files.readString(VENDOR.resolve("manifest.json")));
    }
}
