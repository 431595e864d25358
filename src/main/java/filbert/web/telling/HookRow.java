package filbert.web.telling;

import filbert.household.telling.Webhook;
import filbert.web.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A webhook on the page, without its secret and without what of its address may be one.
 *
 * @param result message key of the last result, of {@code status}
 * @param kinds message keys
 */
record HookRow(
        long hook, String name, String preset, String host, boolean paused, int failures, @Nullable Moment last, String result, String status, String mood, List<String> kinds) {
    static HookRow of(Webhook hook, Instant now) {
        var standing = hook.standing();
        var words = standing.result().split(" ", 2);
        return new HookRow(
                hook.id(),
                hook.name(),
                "webhook.preset." + hook.preset().name().toLowerCase(Locale.ROOT),
                hook.url().getScheme() + "://" + hook.url().getAuthority(),
                standing.paused(),
                standing.failures(),
                standing.last().map(last -> Moment.of(last, now)).orElse(null),
                standing.result().isEmpty() ? "" : "webhook.result." + words[0],
                words.length > 1 ? words[1] : "",
                standing.paused() ? "warn" : standing.result().isEmpty() ? "" : standing.delivered() ? "good" : "bad",
                hook.kinds().stream().sorted().map(kind -> "notice.kind." + kind.key()).toList());
    }
}
