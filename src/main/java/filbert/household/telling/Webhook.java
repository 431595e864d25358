package filbert.household.telling;

import filbert.household.Person;
import filbert.household.Role;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where else somebody wants to hear of things.
 *
 * @param url http or https
 * @param secret what the other side gave: sent to it, shown to nobody; or empty
 * @param kinds that are sent, as far as they reach its person: an owner who becomes a member hears no more of what is the owners', until they are one again
 * @param home how this person reaches Filbert: what links in messages begin with
 */
public record Webhook(
        long id, long person, String name, URI url, Preset preset, String secret, Set<Notice.Kind> kinds, String home, Standing standing) {
    /** How a message is written. Message keys are {@code webhook.preset.} and the name in small letters. */
    public enum Preset {
        /** {@code {"kind","cause","title","message","subject","count","link","at"}}; the secret as bearer token. */
        JSON,
        /** The URL ends with the topic; the secret is an access token. */
        NTFY,
        /** The URL is the server's; the secret is the token of an application. */
        GOTIFY
    }

    /**
     * How it goes.
     *
     * @param failures in a row
     * @param result message key below {@code webhook.result.} of the last try, perhaps with a status code behind a blank; empty before the first
     */
    public record Standing(boolean paused, int failures, Optional<Instant> last, String result) {
        public static final Standing NEW = new Standing(false, 0, Optional.empty(), "");

        public boolean delivered() {
            return result.startsWith("delivered");
        }
    }

    /** Secrets and addresses that may hold some are for nobody's log. */
    @Override
    public String toString() {
        return "webhook " + id;
    }

    /** Without the kinds that do not reach its person. */
    Webhook asFor(Person owner) {
        return new Webhook(
                id, person, name, url, preset, secret, kinds.stream().filter(kind -> kind.reaches(owner)).collect(Collectors.toUnmodifiableSet()), home, standing);
    }

    /** Does it take such a thing to this person? Guests have none, also those that are left of who has become one. */
    boolean takes(Notice.Kind kind, Person owner) {
        return kinds.contains(kind) && kind.reaches(owner) && owner.role().includes(Role.MEMBER);
    }

    public Webhook with(Standing other) {
        return new Webhook(id, person, name, url, preset, secret, kinds, home, other);
    }
}
