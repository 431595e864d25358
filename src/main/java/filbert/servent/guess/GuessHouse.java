package filbert.servent.guess;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.servent.connection.Neighbour;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.outofband.Offers;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.search.Answering;
import filbert.servent.search.DeepSearch;
import filbert.servent.search.HitSeeker;
import filbert.servent.topology.Self;
import filbert.wire.message.Pong;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Both sides of GUESS, and the ultrapeers they know (2-search, section 8). Confined to the owner. */
public final class GuessHouse {
    private final GuessHosts hosts;
    private final GuessAnswers answers;
    private final GuessSearches searches;

    /** What both need of the servent around them. @param random a secure source */
    public record Ground(Self self, AddressScope scope, Owner owner, RandomGenerator random) {}

    /** @param seeker whose searches go deeper */
    public GuessHouse(Ground ground, Neighbourhood neighbourhood, Answering answering, Offers offers, HitSeeker seeker) {
        hosts = new GuessHosts(ground.owner());
        answers = new GuessAnswers(ground.self(), ground.owner(), ground.random(), neighbourhood, answering, offers, hosts);
        searches = new GuessSearches(
                ground.self(), ground.scope(), ground.owner(), ground.random(), hosts, () -> ultrapeers(neighbourhood, _ -> true), seeker);
    }

    static List<HostAddress> ultrapeers(Neighbourhood neighbourhood, Predicate<Neighbour> kind) {
        return neighbourhood.everybody().stream().filter(neighbour -> !neighbour.isLeaf() && kind.test(neighbour)).map(GuessHouse::callable).toList();
    }

    /** Where it says it listens: believed only for its own address. */
    private static HostAddress callable(Neighbour neighbour) {
        var address = neighbour.address();
        return neighbour.capabilities().listenAddress().filter(host -> host.ip().equals(address.ip())).orElse(address);
    }

    public void opened(Post post) {
        answers.opened(post);
        searches.opened(post);
    }

    /** The asking side. */
    public DeepSearch searches() {
        return searches;
    }

    public Optional<byte[]> keyFor(HostAddress asker) {
        return answers.keyFor(asker);
    }

    public void asked(Arrival arrival, Query query) {
        answers.asked(arrival, query);
    }

    public void ponged(HostAddress from, Guid guid, Pong pong) {
        searches.ponged(from, guid, pong);
    }

    /** Somebody says that this ultrapeer answers queries by datagram. */
    public void named(HostAddress ultrapeer) {
        searches.learn(ultrapeer);
    }

    /** This ultrapeer says so itself. */
    public void introduced(HostAddress ultrapeer) {
        searches.met(ultrapeer);
    }

    /** Some that gave us a key, none of them the asker. */
    public List<HostAddress> askable(HostAddress asker, int atMost) {
        return answers.askable(asker, atMost);
    }

    /** @return false for a hit that has nothing to do with what was asked here */
    public boolean found(Arrival arrival, QueryHit hit) {
        return searches.found(arrival, hit);
    }
}
