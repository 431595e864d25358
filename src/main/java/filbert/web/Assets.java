package filbert.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Styles, scripts, icons. One digest over all of them stands in their path, so a browser may keep each for ever and links between them
 * need no rewriting.
 */
@Component
public final class Assets implements WebFluxConfigurer {
    private static final String[] FOLDERS = {"styles", "scripts", "icons", "vendor"};
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final int DIGEST_BYTES = 6;

    private final String version;

    public Assets() {
        this.version = digest();
    }

    /** A link for {@code @{...}}: the base path is added there. */
    public String path(String file) {
        return "/assets/" + version + "/" + file;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var folder : FOLDERS) {
            registry.addResourceHandler("/assets/" + version + "/" + folder + "/**")
                    .addResourceLocations("classpath:/frontend/" + folder + "/")
                    .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
        }
    }

    private static String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var files = new PathMatchingResourcePatternResolver();
            for (var folder : FOLDERS) {
                var found = files.getResources("classpath*:/frontend/" + folder + "/*.*");
                Arrays.sort(found, Comparator.comparing(Resource::getFilename));
                for (var file : found) {
                    sha256.update(file.getContentAsByteArray());
                }
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
