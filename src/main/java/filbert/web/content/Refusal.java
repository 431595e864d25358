package filbert.web.content;

import filbert.sharing.download.UnreadableException;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;

/**
 * Why a file cannot be had now, as HTTP says it.
 *
 * @param key what message keys end in
 * @param retryAfter seconds
 */
public record Refusal(HttpStatus status, String key, OptionalLong retryAfter) {
    private static final OptionalLong SOON = OptionalLong.of(10);

    public static Refusal of(UnreadableException refused) {
        var key = "content-" + refused.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (refused.why()) {
            case TOO_MANY -> new Refusal(HttpStatus.TOO_MANY_REQUESTS, key, SOON);
            case SIZE_UNKNOWN, STALLED, IDLE, STOPPED -> new Refusal(HttpStatus.SERVICE_UNAVAILABLE, key, SOON);
            case PAUSED, FAILED -> new Refusal(HttpStatus.CONFLICT, key, OptionalLong.empty());
            case DISK -> new Refusal(HttpStatus.INTERNAL_SERVER_ERROR, key, OptionalLong.empty());
            case REMOVED, CHANGED -> new Refusal(HttpStatus.NOT_FOUND, key, OptionalLong.empty());
        };
    }
}
