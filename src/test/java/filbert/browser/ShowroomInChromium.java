package filbert.browser;

import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** What a test begins with that looks at pages of the {@link Showroom} in a real browser: a server where the owner is signed in, and one Chromium for all its tests. */
@NeedsChromium
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = Showroom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pretend.as=mara", "server.address=127.0.0.1"})
abstract class ShowroomInChromium {
    @LocalServerPort
    private int port;

    @Autowired
    PretendHouse house;

    Chromium chromium;

    @BeforeAll
    final void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    final void quit() {
        chromium.close();
    }

    final String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
