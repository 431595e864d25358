package filbert.web.errors;

import filbert.household.NotAllowedException;
import filbert.sharing.download.UnreadableException;
import filbert.web.content.Refusal;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.web.ErrorResponse;

/**
 * What an error means to the person who met it.
 *
 * @param key message keys {@code error.<key>.title} and {@code error.<key>.text}
 * @param needed message key of the role that would be needed, or empty
 * @param retryAfter seconds, or empty when trying again at any time is fine
 */
record Mishap(HttpStatusCode status, String key, String needed, String retryAfter) {
    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 409, 413, 429);

    private static final String TRY_AGAIN_SECONDS = "10";

    static Mishap of(@Nullable Throwable error) {
        if (error instanceof NotAllowedException refused) {
            if (refused.quotaWillDo()) {
                return new Mishap(HttpStatus.FORBIDDEN, "quota", "", "");
            }
            return new Mishap(HttpStatus.FORBIDDEN, "403", "role." + refused.needed().name().toLowerCase(Locale.ROOT), "");
        }
        if (error instanceof UnreadableException unreadable) {
            var refusal = Refusal.of(unreadable);
            var retry = refusal.retryAfter().isPresent() ? Long.toString(refusal.retryAfter().getAsLong()) : "";
            return new Mishap(refusal.status(), refusal.key(), "", retry);
        }
        if (error instanceof NoSuchElementException) {
            return new Mishap(HttpStatus.NOT_FOUND, "404", "", "");
        }
        if (find(error, CsrfException.class).isPresent()) {
            return new Mishap(HttpStatus.FORBIDDEN, "form", "", "");
        }
        if (find(error, DataBufferLimitException.class).isPresent()) {
            return new Mishap(HttpStatus.CONTENT_TOO_LARGE, "413", "", "");
        }
        if (find(error, DataAccessResourceFailureException.class).isPresent()) {
            return new Mishap(HttpStatus.SERVICE_UNAVAILABLE, "database", "", TRY_AGAIN_SECONDS);
        }
        if (error instanceof DecodingException) {
            return new Mishap(HttpStatus.BAD_REQUEST, "400", "", "");
        }
        if (error instanceof ErrorResponse answer) {
            var status = answer.getStatusCode();
            var retryAfter = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
            return new Mishap(status, key(status), "", retryAfter == null ? "" : retryAfter);
        }
        return new Mishap(HttpStatus.INTERNAL_SERVER_ERROR, "500", "", "");
    }

    void tell(HttpHeaders headers) {
        if (!retryAfter.isEmpty()) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
    }

    private static String key(HttpStatusCode status) {
        if (status.is5xxServerError()) {
            return "500";
        }
        return WORDED.contains(status.value()) ? String.valueOf(status.value()) : "400";
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable error, Class<T> wanted) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return Optional.of(wanted.cast(cause));
            }
        }
        return Optional.empty();
    }
}
