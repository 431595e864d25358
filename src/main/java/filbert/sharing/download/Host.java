package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Timeline;
import filbert.servent.search.Source;
import filbert.sharing.download.http.Conversation;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One servent we fetch from, for all downloads together: at most one link, used by one of them at a time and kept a little while in case another
 * wants it. When it may be called and asked, its {@link Manners} say. Owner only.
 */
final class Host {
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(10); // 3-transfer, 3.8.3: "direct connect timeout"
    private static final Duration PUSH_WAIT = Duration.ofSeconds(20); // "push wait"
    private static final Duration KEPT_IDLE = Duration.ofSeconds(25); // ours: below the 30 s servers wait for a request

    private final Hosts hosts;
    private final HostKey key;
    private final Manners manners;
    private @Nullable Conversation open;
    private @Nullable User user;
    private boolean dialling;
    private @Nullable Candidate served; // on the open link, last
    private @Nullable Candidate reserved; // whom the open link is for, until somebody uses it
    private Timeline.@Nullable Timer timer;

    Host(Hosts hosts, HostKey key) {
        this.hosts = hosts;
        this.key = key;
        manners = new Manners(hosts, key);
    }

    /** Who uses the host now. */
    interface User {
        void ready(Conversation conversation);

        /** It was asked to call us. */
        void pushed();

        void unreachable(Grounds why);

        /** The link is gone; an exchange under way has ended before. */
        void unlinked();

        /** Is a request under way? */
        boolean asking();

        Candidate candidate();
    }

    HostKey key() {
        return key;
    }

    boolean linked() {
        return open != null || dialling;
    }

    boolean idle() {
        return open != null && user == null;
    }

    boolean hasLink() {
        return open != null;
    }

    /** Nothing would be lost by forgetting it. */
    boolean forgettable() {
        return user == null && !linked();
    }

    /** When it may be used next, as far as manners go. */
    long readyAt() {
        return open == null ? manners.mayBeCalledAt() : manners.heldUntil();
    }

    boolean free(long now) {
        return user == null && !dialling && readyAt() <= now;
    }

    Manners manners() {
        return manners;
    }

    /** It has just refused a request; one that serves this very file may be asked for another part at once, before its slot is lost. */
    void refused(Candidate by) {
        if (served == by) {
            manners.sends();
        } else {
            manners.asked();
        }
    }

    /** It sends what this one asked for. */
    void serves(Candidate now) {
        served = now;
        manners.sends();
    }

    /** Who else was served on this link before, if it was somebody else. */
    Optional<Candidate> servedBefore(Candidate now) {
        return Optional.ofNullable(served).filter(former -> former != now && former.footing().parqId().isPresent());
    }

    /** It said in a reply that it speaks TLS too. */
    void speaksTls() {
        hosts.tls().told(key.address());
    }

    /** It says so of others: a lie costs one handshake that fails. */
    void saysTheySpeakTls(List<HostAddress> others) {
        others.forEach(hosts.tls()::told);
    }

    void engage(User next, Source source) {
        if (user != null) {
            throw new IllegalStateException("bug: " + key + " is in use");
        }
        user = next;
        reserved = null;
        cancelTimer();
        var link = open;
        if (link != null) {
            next.ready(link);
        } else if (source.push()) {
            push(source);
        } else {
            dial(source);
        }
    }

    private void dial(Source source) {
        manners.called();
        dialling = true;
        hosts.dialled(this);
        var encrypted = hosts.tls().spoken(source.address());
        hosts.dialer().dial(
                source.address(),
                CONNECT_WAIT,
                link -> {
                    if (encrypted && link.offersTls()) {
                        encrypt(link, source);
                    } else {
                        linked(link);
                    }
                },
                cause -> hosts.owner().execute(() -> failed(source, cause)));
    }

    /** On the link's loop. A handshake that fails is not the source's fault: it is called again at once, plain (3-transfer, 3.14). */
    private void encrypt(Link link, Source source) {
        link.upgradeTls(Unpooled.EMPTY_BUFFER).whenComplete((_, failure) -> {
            if (failure == null) {
                linked(link);
            } else {
                hosts.owner().execute(() -> plainInstead(source));
            }
        });
    }

    private void plainInstead(Source source) {
        hosts.tls().failed(source.address());
        dialling = false;
        if (open != null) {
            return; // it called meanwhile
        }
        hosts.unlink(this);
        if (user != null) {
            dial(source);
        }
    }

    /** Who cannot be called may still call (3-transfer, 3.9.3). */
    private void failed(Source source, IOException cause) {
        dialling = false;
        if (open != null) {
            return; // it called meanwhile
        }
        hosts.unlink(this);
        if (user == null || source.servent().equals(Guid.ZERO) || !hosts.askForCall(this, source)) {
            tellUnreachable(Grounds.uncalled(cause));
        } else {
            awaitCall(user);
        }
    }

    private void awaitCall(User caller) {
        caller.pushed();
        timer = hosts.owner().after(PUSH_WAIT, () -> tellUnreachable(Grounds.of(Grounds.Kind.CALLED_IN_VAIN)));
    }

    private void tellUnreachable(Grounds why) {
        var told = user;
        user = null;
        if (told != null) {
            told.unreachable(why);
        }
    }

    private void push(Source source) {
        if (user != null && hosts.askForCall(this, source)) {
            manners.called();
            awaitCall(user);
        } else {
            tellUnreachable(Grounds.of(Grounds.Kind.NO_PUSH));
        }
    }

    /** On the link's loop, which waits for a handler; called or calling. */
    void linked(Link link) {
        var conversation = new Conversation(link, gone -> hosts.owner().execute(() -> closed(gone)));
        link.handler(conversation);
        hosts.owner().execute(() -> opened(conversation));
    }

    private void opened(Conversation conversation) {
        dialling = false;
        if (open != null) {
            conversation.close();
            return;
        }
        cancelTimer();
        hosts.link(this);
        open = conversation;
        if (!conversation.link().isOpen()) {
            closed(conversation);
        } else if (user != null) {
            user.ready(conversation);
        } else {
            keep();
            hosts.somethingChanged();
        }
    }

    private void closed(Conversation gone) {
        if (open != gone) {
            return;
        }
        open = null;
        served = null;
        reserved = null;
        cancelTimer();
        hosts.unlink(this);
        var told = user;
        user = null;
        if (told != null) {
            told.unlinked();
        }
    }

    /** The user has no more use for it now; an open link is kept for another. */
    void release(User former) {
        if (user == former) {
            user = null;
            cancelTimer();
            if (open != null) {
                keep();
            }
        }
    }

    /** Nobody asks anything of it now; who only waits in its queue, does so on a link it has forgotten. */
    boolean wouldTakeCallFor(Candidate candidate) {
        var busy = user;
        return busy == null || (open != null ? !busy.asking() : busy.candidate() == candidate);
    }

    /**
     * On the link's loop, which waits for a handler. It called because it is this one's turn.
     *
     * @param onOpened told on the owner when there is a request to be sent
     */
    void calledFor(Candidate candidate, Link link, Runnable onOpened) {
        var conversation = new Conversation(link, gone -> hosts.owner().execute(() -> closed(gone)));
        link.handler(conversation);
        hosts.owner().execute(() -> {
            if (!wouldTakeCallFor(candidate)) {
                conversation.close();
                return;
            }
            leaveOpenLink();
            candidate.called(hosts.owner().nanos());
            manners.sends(); // so to say: it called to be asked
            reserved = user == null ? candidate : null;
            opened(conversation);
            onOpened.run();
        });
    }

    private void leaveOpenLink() {
        var old = open;
        if (old != null) {
            closed(old);
            old.close();
        }
    }

    boolean isReservedFor(Candidate candidate) {
        return reserved == candidate;
    }

    boolean isReservedForAnother(Candidate candidate) {
        return reserved != null && reserved != candidate;
    }

    private void keep() {
        timer = hosts.owner().after(KEPT_IDLE, this::hangUp);
    }

    /** Closes the link, and forgets it before it has closed: nobody else is to ask on it. */
    void hangUp() {
        var link = open;
        if (link != null) {
            open = null;
            served = null;
            reserved = null;
            cancelTimer();
            hosts.unlink(this);
            link.close();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
