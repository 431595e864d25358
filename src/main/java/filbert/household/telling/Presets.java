package filbert.household.telling;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How notices are written for those who take webhooks. All of them are JSON: nothing of a notice ever stands in a header or an address. */
final class Presets {
    private static final String SENDER = "Filbert";
    private static final int URGENT = 4; // of 5 with ntfy, of 10 with Gotify: both make a sound
    private static final int USUAL = 3;

    private final Wording wording;

    Presets(Wording wording) {
        this.wording = wording;
    }

    /** @throws IllegalArgumentException {@code webhook.problem.topic} for an ntfy address without a topic */
    Letter write(Webhook hook, Notice notice, Instant at) {
        var text = wording.title(notice, hook.person());
        var link = hook.home() + notice.link();
        return switch (hook.preset()) {
            case JSON -> new Letter(hook.url(), bearer(hook), json(notice, text, link, at));
            case NTFY -> ntfy(hook, notice, text, link);
            case GOTIFY -> new Letter(gotify(hook.url()), hook.secret().isEmpty() ? Map.of() : Map.of("X-Gotify-Key", hook.secret()), gotify(notice, text, link));
        };
    }

    private static Map<String, String> bearer(Webhook hook) {
        return hook.secret().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + hook.secret());
    }

    private static Map<String, Object> json(Notice notice, String text, String link, Instant at) {
        var content = new LinkedHashMap<String, Object>();
        content.put("kind", notice.kind().key());
        content.put("cause", notice.cause());
        content.put("title", SENDER);
        content.put("message", text);
        content.put("subject", notice.subject());
        content.put("count", notice.count());
        content.put("link", link);
        content.put("at", at.toString());
        return content;
    }

    /** As JSON it is posted to the server, not to the topic (docs.ntfy.sh, "Publish as JSON"). */
    private static Letter ntfy(Webhook hook, Notice notice, String text, String link) {
        var url = hook.url();
        var path = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
        var topic = path.substring(path.lastIndexOf('/') + 1);
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("webhook.problem.topic");
        }
        var content = new LinkedHashMap<String, Object>();
        content.put("topic", topic);
        content.put("title", SENDER);
        content.put("message", text);
        content.put("priority", urgent(notice) ? URGENT : USUAL);
        content.put("click", link);
        return new Letter(at(url, path.substring(0, path.lastIndexOf('/') + 1)), bearer(hook), content);
    }

    private static URI gotify(URI server) {
        var path = server.getPath() == null ? "" : server.getPath().replaceAll("/+$", "");
        return at(server, path.endsWith("/message") ? path : path + "/message");
    }

    private static URI at(URI server, String path) {
        try {
            return new URI(server.getScheme(), null, server.getHost(), server.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("it was an address before", e);
        }
    }

    private static Map<String, Object> gotify(Notice notice, String text, String link) {
        var content = new LinkedHashMap<String, Object>();
        content.put("title", SENDER);
        content.put("message", text);
        content.put("priority", urgent(notice) ? 2 * URGENT : USUAL);
        content.put("extras", Map.of("client::display", Map.of("contentType", "text/plain"), "client::notification", Map.of("click", Map.of("url", link))));
        return content;
    }

    private static boolean urgent(Notice notice) {
        return switch (notice.kind()) {
            case DOWNLOAD_FAILED, DISK_FULL, TROUBLE -> true;
            case WISH_FOUND, WISH_TAKEN, DOWNLOAD_DONE, QUOTA_REACHED, INVITATION_ACCEPTED, WEBHOOK_PAUSED, TEST -> false;
        };
    }
}
