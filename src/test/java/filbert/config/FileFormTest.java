package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

    /** Written as one piece: the client's own writer of such forms drops a buffer when it is answered before it has finished. */
    private static final class Form {
        private static final String BOUNDARY = "hazel-hedge";

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Form part(String name, String value) {
            return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
        }

        Form file(String name, String filename, byte[] content) {
            return part("name=\"" + name + "\"; filename=\"" + filename + "\"\r\nContent-Type: text/plain", content);
        }

        private Form part(String disposition, byte[] content) {
            bytes.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(content);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            return this;
        }

        byte[] whole() {
            bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return bytes.toByteArray();
        }
    }

    private static Form form(String token, String name, byte[] text) {
        return new Form().part("_csrf", token).file("file", name, text);
    }

    private static WebTestClient.ResponseSpec post(Browser browser, String path, Form form) {
        return filbert.stranger()
                .post()
                .uri(path)
                .contentType(MediaType.parseMediaType("multipart/form-data; boundary=" + Form.BOUNDARY))
                .accept(MediaType.TEXT_HTML)
                .cookies(browser::send)
                .bodyValue(form.whole())
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

    private static Form manyParts(String token) {
        var form = new Form().part("_csrf", token).file("file", "list.txt", new byte[0]);
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
    void whereNoFileIsTheFormSaysSo() {
        var browser = signedIn();
        var token = token(browser);
        for (var page : List.of(LISTS, "/admin/backup/bring")) {
            for (var form : List.of(form(token, "", new byte[0]), new Form().part("_csrf", token).part("file", "words"))) {
                var answer = post(browser, page, form).expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT).expectBody(String.class).returnResult().getResponseBody();
                assertThat(Jsoup.parse(String.valueOf(answer)).select("[role=alert], .wrong, .problem").text()).contains("choose a file");
            }
        }
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
