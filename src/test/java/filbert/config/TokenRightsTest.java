package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.api.NeededScope;
import filbert.household.Scope;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** Which scope a call of the API needs. */
final class TokenRightsTest {
    @ParameterizedTest
    @CsvSource({
        "GET, status, READ",
        "GET, searches/1, READ SEARCH",
        "POST, searches, SEARCH",
        "POST, searches/1/stop, SEARCH",
        "GET, downloads/1/content, READ DOWNLOAD",
        "HEAD, downloads/1/content, READ DOWNLOAD",
        "POST, downloads, DOWNLOAD",
        "DELETE, adoptions/1, DOWNLOAD",
        "POST, hosts/192.0.2.7:6346/browse, SEARCH",
        "POST, hosts/192.0.2.7:6346/download, DOWNLOAD",
        "GET, hosts/192.0.2.7:6346, READ",
        "GET, library/files, READ",
        "POST, library/folders, ADMIN",
        "PUT, bandwidth, ADMIN",
        "DELETE, uploads/1, ADMIN",
        "GET, people, ADMIN",
        "GET, feed, ADMIN",
        "GET, webhooks, ADMIN",
        "GET, logs, ADMIN",
        "GET, backups/a/content, ADMIN",
        "DELETE, account/tokens/1, ADMIN",
        "PATCH, something-new, ADMIN",
        "GET, something-new, READ"
    })
    void eachCallNeedsOne(String method, String path, String scopes) {
        var expected = Arrays.stream(scopes.split(" ")).map(Scope::valueOf).toList();
        assertThat(NeededScope.of(HttpMethod.valueOf(method), Arrays.asList(("api/v1/" + path).split("/")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"GET, READ", "POST, ADMIN"})
    void whatIsNoCallOfOursNeedsMostOfAll(String method, Scope needed) {
        assertThat(NeededScope.of(HttpMethod.valueOf(method), Arrays.asList("api"))).containsExactly(needed);
    }
}
