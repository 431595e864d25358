package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import filbert.servent.search.FoundFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * An ultrapeer between a leaf that searches and a leaf that has it, in virtual time. Whatever strangers do, the searches keep at least 95 of a hundred
 * answers, each in less than twice the time it takes in peace; the figures go to standard output.
 */
final class Siege {
    static final int SEARCHES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final VirtualNetwork net = new VirtualNetwork(23);
    final List<ScriptedPeer> attackers = new ArrayList<>();
    final SearchingServent hub;
    final SearchingServent asker;
    private final List<SearchingServent> everybody = new ArrayList<>();

    /** What the searches found and how long they waited. */
    record Outcome(int answered, Duration waited) {}

    Siege() {
        this(AddressScope.LOOPBACK, "127.0");
    }

    /** @param network the first half of everybody's address */
    Siege(AddressScope scope, String network) {
        hub = add(SearchingServent.hub(net, scope, network + ".1.1", List.of()));
        var names = IntStream.range(0, 2 * SEARCHES).mapToObj(i -> "hazel" + word(i) + " song.ogg").toArray(String[]::new);
        var giver = add(SearchingServent.guest(net, scope, network + ".2.1", List.of(hub), names));
        asker = add(SearchingServent.guest(net, scope, network + ".2.2", List.of(hub)));
        ScriptedPeer.call(net, "5.99.9.9", giver.address()); // so it knows that it can be called
        net.run(Duration.ofMinutes(2));
    }

    SearchingServent add(SearchingServent servent) {
        everybody.add(servent);
        return servent;
    }

    void end() {
        everybody.forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    static String word(int number) {
        return "qrstuvwxyz".charAt(number % 10) + "" + "abcdefghij".charAt(number / 10);
    }

    /** Neighbours of the ultrapeer, ultrapeers and leaves in turn. */
    void attack(int many) {
        for (var i = 0; i < many; i++) {
            attackers.add(ScriptedPeer.join(net, "127.0." + (10 + i / 200) + "." + (1 + i % 200), hub.address(), i % 2 == 0));
        }
    }

    /** Ten searches, one after the other; before each the attackers act. */
    private Outcome search(int first, IntConsumer attack) {
        var answered = 0;
        var waited = Duration.ZERO;
        for (var i = first; i < first + SEARCHES; i++) {
            attack.accept(i);
            var before = net.instants().instant();
            var id = asker.searches().start(1, "hazel" + word(i));
            if (net.runUntil(() -> !honest(id).isEmpty(), PATIENCE)) {
                answered++;
                waited = waited.plus(Duration.between(before, net.instants().instant()));
            }
            net.run(Duration.ofSeconds(7));
        }
        return new Outcome(answered, waited);
    }

    private List<FoundFile> honest(String id) {
        return asker.searches().view(id).orElseThrow().files().stream().filter(file -> !file.isSpam()).toList();
    }

    void isBorne(String name, IntConsumer attack) {
        var peace = search(0, _ -> {});
        var war = search(SEARCHES, attack);
        System.out.println(name + ": " + war.answered() + " of " + SEARCHES + " answered, " + war.waited().toMillis() / SEARCHES
                + " ms each; in peace " + peace.answered() + ", " + peace.waited().toMillis() / SEARCHES + " ms; queries received "
                + hub.count("query").in() + ", dropped " + hub.count("query").dropped() + ", hits dropped " + hub.count("query hit").dropped());
        assertThat(peace.answered()).isEqualTo(SEARCHES);
        assertThat(war.answered() * 100).isGreaterThanOrEqualTo(95 * SEARCHES);
        assertThat(war.waited()).isLessThan(peace.waited().multipliedBy(2));
    }
}
