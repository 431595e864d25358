package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The form with a file in it, through all filters there are. */
final class FileFormTest {
    private static final String LISTS = "/network/lists";

    /** One more than is taken, so that reading them at all is an error of its own. */
    private static final int TOO_MANY_PARTS = 5;

    private static final int LARGEST_LIST = 8 << 20;

    @TempDir
    static Path data;

    private static RunningFilbert filbert;

    @BeforeAll
    static void start() {
        filbert = RunningFilbert.setUp(data);
    }

    @AfterAll
    static void stop() {
        filbert.close();
    }

    private static MultipartBodyBuilder form(String token, String name, byte[] text) {
        var form = new MultipartBodyBuilder();
        form.part("_csrf", token);
        form.part("file", new ByteArrayResource(text), MediaType.TEXT_PLAIN).filename(name);
        return form;
    }

    private static WebTestClient.ResponseSpec post(Browser browser, String path, MultipartBodyBuilder form) {
        return filbert.stranger()
                .post()
                .uri(path)
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .accept(MediaType.TEXT_HTML)
                .cookies(browser::send)
                .bodyValue(form.build())
                .exchange();
    }

    private static Browser signedIn() {
        var browser = filbert.browser();
        browser.signIn("owner", RunningFilbert.PASSWORD);
        return browser;
    }

    private static String token(Browser browser) {
        return browser.get(LISTS).page().select("form[action=" + LISTS + "] input[name=_csrf]").val();
    }

    private static MultipartBodyBuilder manyParts(String token) {
        var form = new MultipartBodyBuilder();
        form.part("_csrf", token);
        form.part("file", new ByteArrayResource(new byte[0]), MediaType.TEXT_PLAIN).filename("list.txt");
        IntStream.range(2, TOO_MANY_PARTS).forEach(number -> form.part("file" + number, "5.1.0.0/16"));
        return form;
    }

    @Test
    void anOwnersListIsTaken() {
        var browser = signedIn();
        post(browser, LISTS, form(token(browser), "hostiles.txt", "5.1.0.0/16\n".getBytes(StandardCharsets.UTF_8)))
                .expectStatus()
                .isSeeOther()
                .expectBody();
        assertThat(data.resolve("lists/hostiles.txt")).hasContent("5.1.0.0/16");
        assertThat(browser.get(LISTS).page().select("#rows").text()).contains("hostiles.txt");
    }

    @Test
    void withoutItsTokenItIsNot() {
        var browser = signedIn();
        post(browser, LISTS, form("made-up", "none.txt", "5.1.0.0/16\n".getBytes(StandardCharsets.UTF_8)))
                .expectStatus()
                .isForbidden()
                .expectBody();
        assertThat(Files.exists(data.resolve("lists/none.txt"))).isFalse();
    }

    @Test
    void nothingOfAStrangersFilesIsReadHoweverGoodTheToken() {
        var stranger = filbert.browser();
        var token = stranger.get("/login").page().select("form[action=/login] input[name=_csrf]").val();
        assertThat(token).isNotEmpty();
        post(stranger, LISTS, manyParts(token)).expectStatus().isForbidden().expectBody();
        post(stranger, "/login", manyParts(token)).expectStatus().isForbidden().expectBody();
    }

    @Test
    void noOtherPageReadsFiles() {
        var browser = signedIn();
        post(browser, "/search", manyParts(token(browser))).expectStatus().isForbidden().expectBody();
        post(browser, LISTS, manyParts(token(browser))).expectStatus().isBadRequest().expectBody();
    }

    @Test
    void aFileBeyondTheLimitIsAnsweredInWords() {
        var browser = signedIn();
        var large = new byte[LARGEST_LIST + 1];
        Arrays.fill(large, (byte) '#');
        var answer = post(browser, LISTS, form(token(browser), "large.txt", large)).expectBody(String.class).returnResult();
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(Jsoup.parse(String.valueOf(answer.getResponseBody())).text()).contains("The list is larger than 8 MB.");
    }
}
