package filbert.household.telling;

import filbert.household.Person;
import filbert.household.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something one person should hear of.
 *
 * @param kind what happened
 * @param cause which of several things of that kind, or empty: part of its message key
 * @param subject what it happened to, as text from the household or the network: escape when shown
 * @param count how many, where that is counted; else 0
 * @param link the page about it, within Filbert: {@code /wishes/7}
 */
public record Notice(Kind kind, String cause, String subject, int count, String link) {
    private static final int LONGEST_SUBJECT = 300; // characters: a line of a list

    public Notice {
        subject = subject.strip();
        if (subject.length() > LONGEST_SUBJECT) {
            var end = Character.isHighSurrogate(subject.charAt(LONGEST_SUBJECT - 1)) ? LONGEST_SUBJECT - 1 : LONGEST_SUBJECT;
            subject = subject.substring(0, end);
        }
        if (!link.startsWith("/") || link.startsWith("//")) {
            throw new IllegalArgumentException("'" + link + "' is no page of ours");
        }
    }

    /** Where the kind says all. */
    public Notice(Kind kind, String subject, int count, String link) {
        this(kind, "", subject, count, link);
    }

    public static Notice of(Kind kind, String subject, String link) {
        return new Notice(kind, subject, 0, link);
    }

    /** Message key below {@code notice.}: of subject and count. */
    public String words() {
        return cause.isEmpty() ? kind.key() : kind.key() + "." + cause;
    }

    /** What people are told of, and may choose from. Message keys are {@code notice.} and the key. */
    public enum Kind {
        WISH_FOUND("wish-found", Role.MEMBER),
        WISH_TAKEN("wish-taken", Role.MEMBER),
        DOWNLOAD_DONE("download-done", Role.GUEST),
        DOWNLOAD_FAILED("download-failed", Role.GUEST),
        QUOTA_REACHED("quota-reached", Role.GUEST),
        INVITATION_ACCEPTED("invitation-accepted", Role.OWNER),
        DISK_FULL("disk-full", Role.OWNER),
        /** Something of Filbert itself wants a hand. */
        TROUBLE("trouble", Role.OWNER),
        WEBHOOK_PAUSED("webhook-paused", Role.MEMBER),
        /** Sent by a test button only. */
        TEST("test", Role.MEMBER);

        private final String key;
        private final Role least;

        Kind(String key, Role least) {
            this.key = key;
            this.least = least;
        }

        /** What somebody may choose from: all they can be told of as who they are now. */
        public static Set<Kind> of(Person person) {
            return Arrays.stream(values())
                    .filter(kind -> kind != TEST && kind.reaches(person))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        }

        /** Are people like this one told of such things? */
        public boolean reaches(Person person) {
            return person.role().includes(least);
        }

        public String key() {
            return key;
        }
    }
}
