package filbert.web.installed;

import filbert.web.Assets;
import filbert.web.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The manifest, the worker and the page for when Filbert cannot be reached. None of them tells anything of the house, so they are open to all. */
@Controller
final class InstalledController {
    private static final MediaType MANIFEST = MediaType.parseMediaType("application/manifest+json");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript");

    private final Assets assets;
    private final MessageSource messages;
    private final String worker;

    InstalledController(Assets assets, MessageSource messages) {
        this.assets = assets;
        this.messages = messages;
        try {
            this.worker = new ClassPathResource("frontend/worker/sw.js").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Icon(String src, String sizes, String type, String purpose) {}

    /** Opens links of a kind; {@code %s} stands for the link. */
    record Handler(String protocol, String url) {}

    /** Names as the web app manifest has them. */
    @SuppressWarnings("IdentifierName")
    record Manifest(
            String name,
            String short_name,
            String description,
            String lang,
            String id,
            String start_url,
            String scope,
            String display,
            String theme_color,
            String background_color,
            List<Icon> icons,
            List<Handler> protocol_handlers) {}

    @GetMapping("/manifest.webmanifest")
    ResponseEntity<Manifest> manifest(ServerHttpRequest request, Locale language) {
        var base = base(request);
        var icon = base + assets.path("icons/filbert.svg");
        return ResponseEntity.ok()
                .contentType(MANIFEST)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(new Manifest(
                        "Filbert",
                        "Filbert",
                        messages.getMessage("installed.description", null, language),
                        language.getLanguage(),
                        base + "/",
                        base + "/",
                        base + "/",
                        "standalone",
                        "#7a4a1c",
                        "#fbf8f3",
                        List.of(new Icon(icon, "any", "image/svg+xml", "any"), new Icon(base + assets.path("icons/filbert-tile.svg"), "any", "image/svg+xml", "maskable")),
                        List.of(new Handler("magnet", base + "/magnet?uri=%s"))));
    }

    /** Told where this build's files lie, so that a new build is a new worker, which throws the old files away. */
    @GetMapping("/sw.js")
    ResponseEntity<String> worker(ServerHttpRequest request) {
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .cacheControl(CacheControl.noCache())
                .body("const ASSETS = \"" + base(request) + assets.path("") + "\";\nconst OFFLINE = \"" + base(request) + "/offline\";\n" + worker);
    }

    @GetMapping("/offline")
    String offline(@ModelAttribute("shell") Shell shell) {
        return "installed/offline";
    }

    private static String base(ServerHttpRequest request) {
        return request.getPath().contextPath().value();
    }
}
