package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.servent.bootstrap.BootstrapView.Step;
import filbert.servent.bootstrap.HostSource.Kind;
import filbert.servent.guard.OncePer;
import filbert.wire.message.Pong;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for hosts when those we know do not do: UDP host caches, five at a time, when fewer than twenty may be called or nobody is linked for ten seconds;
 * a web cache, one at a time, only when no UDP host cache answered (1-connect, 8.1). {@link SourceBook} keeps the hours. Confined to the owner.
 */
public final class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    static final int ENOUGH = 20; // 1-connect, 8.1
    static final int AT_ONCE = 5;
    static final Duration WITHOUT_LINK = Duration.ofSeconds(10);
    static final Duration NO_ANSWER = Duration.ofSeconds(20);
    static final Duration UP_BEFORE_TELLING = Duration.ofHours(1); // 1-connect, 8.4

    private static final int MOST_LEARNT_OF_ONE = 10;
    private static final int MOST_ADDRESSES = 2_048;

    /** The servent that looks for hosts. */
    public interface Seeker {
        /** Fewer ultrapeers than it aims at. */
        boolean wanting();

        boolean linked();

        /** Where it can be called, if it is an ultrapeer that was reached from outside. */
        Optional<HostAddress> callable();

        /** Sends a ping that asks for hosts. */
        void ping(HostAddress cache);

        /** There may be new hosts to call. */
        void news();
    }

    /** @param version as it stands in the User-Agent behind {@code Filbert/} */
    public record World(Owner owner, AddressScope scope, InstantSource clock, RandomGenerator random, Outside outside, String version) {}

    private final World world;
    private final Owner owner;
    private final HostCache hosts;
    private final Seeker seeker;
    private final SourceBook book;
    private final WebCaches web;
    private final Consumer<Collection<HostSource>> remember;
    private final OncePer<HostAddress> askedAddresses;
    private final Map<HostAddress, HostSource> awaited = new LinkedHashMap<>();
    private final Set<HostSource> unanswered = new LinkedHashSet<>();
    private final long startedAt;
    private long linklessSince;
    private long roundAt;
    private long webDoneAt;
    private boolean inRound;
    private boolean webUnderWay;
    private boolean roundInVain;

    public Bootstrap(World world, HostSources listed, HostCache hosts, Seeker seeker, Consumer<Collection<HostSource>> remember) {
        this.world = world;
        this.owner = world.owner();
        this.hosts = hosts;
        this.seeker = seeker;
        this.remember = remember;
        book = new SourceBook(world.clock(), world.random());
        listed.udp().forEach(name -> book.list(Kind.UDP, name));
        listed.web().forEach(address -> book.list(Kind.WEB, address.toString()));
        web = new WebCaches(world.outside(), world.version());
        askedAddresses = new OncePer<>(owner, SourceBook.EVERY, MOST_ADDRESSES);
        startedAt = owner.nanos();
        linklessSince = startedAt;
        webDoneAt = startedAt - NO_ANSWER.toNanos();
    }

    public void load(Collection<HostSource> remembered) {
        book.load(remembered);
    }

    /** Call every few seconds. */
    public void look() {
        if (seeker.linked()) {
            linklessSince = owner.nanos();
        }
        if (inRound && passed(roundAt, NO_ANSWER)) {
            endRound();
        }
        if (needed()) {
            ask();
        }
        tell();
    }

    /** Because a person wants it: within the hours all the same. @return how many are asked */
    public int askNow() {
        var before = unanswered.size() + (webUnderWay ? 1 : 0);
        ask();
        return unanswered.size() + (webUnderWay ? 1 : 0) - before;
    }

    private boolean needed() {
        return seeker.wanting() && (hosts.callable() < ENOUGH || (!seeker.linked() && passed(linklessSince, WITHOUT_LINK)));
    }

    private void ask() {
        var due = inRound ? List.<HostSource>of() : book.due(Kind.UDP, AT_ONCE);
        if (!due.isEmpty()) {
            beginRound(due);
        }
        var silent = !book.anyAnsweredWithin(Kind.UDP, SourceBook.EVERY) && (roundInVain || !inRound);
        if (silent && !webUnderWay && passed(webDoneAt, NO_ANSWER)) {
            book.due(Kind.WEB, 1).forEach(this::askWeb);
        }
    }

    private void beginRound(List<HostSource> caches) {
        inRound = true;
        roundAt = owner.nanos();
        awaited.clear();
        unanswered.addAll(caches);
        caches.forEach(this::askUdp);
        remember.accept(book.all());
    }

    private void endRound() {
        inRound = false;
        roundInVain = !book.anyAnsweredWithin(Kind.UDP, SourceBook.EVERY);
        unanswered.forEach(book::failed);
        unanswered.clear();
        remember.accept(book.all());
    }

    // ---- UDP host caches

    private void askUdp(HostSource cache) {
        book.asked(cache);
        CacheName.parse(cache.name()).ifPresent(name -> world.outside().resolve(name.host()).whenCompleteAsync(
                (found, _) -> {
                    if (found != null) {
                        address(found, name.port()).ifPresent(host -> ping(host, cache));
                    }
                },
                owner));
    }

    /** IPv4 sooner than IPv6; nobody outside our scope. */
    private Optional<HostAddress> address(List<InetAddress> found, int port) {
        return found.stream()
                .map(ip -> new HostAddress(ip, port))
                .filter(world.scope()::admits)
                .min((one, other) -> Boolean.compare(other.isIpv4(), one.isIpv4()));
    }

    private void ping(HostAddress host, HostSource cache) {
        if (unanswered.contains(cache) && askedAddresses.pass(host)) {
            awaited.put(host, cache);
            seeker.ping(host);
        }
    }

    /** A pong came by datagram. @return whether it is a host cache's answer */
    public boolean answered(HostAddress from, Pong pong) {
        var cache = awaited.remove(from);
        if (cache == null) {
            return false;
        }
        unanswered.remove(cache);
        book.answered(cache, pong.hosts().size());
        pong.hostCaches().stream()
                .limit(MOST_LEARNT_OF_ONE)
                .flatMap(text -> CacheName.parse(text).stream())
                .filter(CacheName::mayBeLearnt)
                .forEach(name -> book.learn(Kind.UDP, name.toString()));
        LOG.debug("host cache {} named {} hosts", cache.name(), pong.hosts().size());
        remember.accept(book.all());
        return true;
    }

    // ---- web caches

    private void askWeb(HostSource cache) {
        webUnderWay = true;
        book.asked(cache);
        remember.accept(book.all());
        web.ask(cache).whenCompleteAsync((reply, failure) -> webAnswered(cache, Optional.ofNullable(reply)), owner);
    }

    private void webAnswered(HostSource cache, Optional<WebCacheReply> reply) {
        webUnderWay = false;
        var told = reply.filter(WebCacheReply::understood);
        if (told.isEmpty() || told.get().hosts().isEmpty()) {
            book.failed(cache); // a cache without hosts is of no use to us either
        } else {
            webDoneAt = owner.nanos();
            book.answered(cache, told.get().hosts().size());
            var source = "web " + URI.create(cache.name()).getHost();
            told.get().hosts().forEach(host -> hosts.heardOf(host, source, 0, false));
            seeker.news();
        }
        told.ifPresent(good -> good.caches().stream().limit(MOST_LEARNT_OF_ONE).forEach(uri -> book.learn(Kind.WEB, uri.toString())));
        remember.accept(book.all());
    }

    /** Only as an ultrapeer that can be reached and has been up for an hour, and within each cache's hour (1-connect, 8.4). */
    private void tell() {
        if (webUnderWay || !passed(startedAt, UP_BEFORE_TELLING) || !passed(webDoneAt, SourceBook.EVERY)) {
            return;
        }
        seeker.callable().ifPresent(us -> book.due(Kind.WEB, 1).forEach(cache -> {
            webUnderWay = true;
            webDoneAt = owner.nanos();
            book.asked(cache);
            web.tell(cache, us).whenCompleteAsync((reply, failure) -> told(cache, failure == null && reply.understood()), owner);
        }));
    }

    private void told(HostSource cache, boolean understood) {
        webUnderWay = false;
        if (!understood) {
            book.failed(cache);
        }
        remember.accept(book.all());
    }

    public BootstrapView view() {
        var hourAgo = world.clock().instant().minus(SourceBook.EVERY);
        var all = book.all();
        var asked = all.stream().filter(source -> source.lastAsked() != null && source.lastAsked().isAfter(hourAgo)).count();
        var answered = all.stream().filter(source -> source.lastAnswered() != null && source.lastAnswered().isAfter(hourAgo)).count();
        return new BootstrapView(step(), (int) asked, (int) answered, all, book.nextDue().orElse(null));
    }

    private Step step() {
        if (inRound || webUnderWay) {
            return inRound ? Step.UDP : Step.WEB;
        }
        if (!needed()) {
            return Step.ENOUGH;
        }
        return book.all().isEmpty() ? Step.NOBODY : Step.WAITING;
    }

    private boolean passed(long since, Duration span) {
        return owner.nanos() - since >= span.toNanos();
    }
}
