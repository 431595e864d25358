package filbert.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;

final class MishapTest {
    @Test
    void whatIsTooLargeOrNonsenseIsNoFaultOfOurs() {
        assertThat(Mishap.of(new DataBufferLimitException("a part"))).isEqualTo(new Mishap(HttpStatus.CONTENT_TOO_LARGE, "413", "", ""));
        assertThat(Mishap.of(new IllegalStateException(new DataBufferLimitException("a part"))).key()).isEqualTo("413");
        assertThat(Mishap.of(new DecodingException("too many parts"))).isEqualTo(new Mishap(HttpStatus.BAD_REQUEST, "400", "", ""));
    }

    @Test
    void aDatabaseThatIsAwayIsNoBug() {
        var away = new IllegalStateException(new DataAccessResourceFailureException("gone"));
        assertThat(Mishap.of(away)).isEqualTo(new Mishap(HttpStatus.SERVICE_UNAVAILABLE, "database", "", "10"));
    }

    @Test
    void aBugIs() {
        assertThat(Mishap.of(new IllegalStateException("bug")).status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(Mishap.of(null).status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
